import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  checkResponsePlan,
  type PlanFinding,
} from 'backstage-plugin-security-incidents-common';
import type { CataloguedPlan } from './PlanCatalog';

/**
 * The plan of an entity, or the errors that keep it from being used: what the catalog let through before it knew the kind may
 * be no plan, or one whose parts do not fit together.
 */
export function readPlan(entity: Entity): {
  plan?: CataloguedPlan;
  errors: PlanFinding[];
} {
  const { plan, findings } = checkResponsePlan(entity);
  const errors = findings.filter(({ level }) => level === 'error');
  if (!plan || errors.length > 0) return { errors };
  const annotations = entity.metadata.annotations ?? {};
  return {
    plan: {
      ...plan,
      sourceLocation:
        annotations[ANNOTATION_SOURCE_LOCATION] ??
        annotations[ANNOTATION_LOCATION],
    },
    errors,
  };
}
