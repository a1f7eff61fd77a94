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
 * Reads the plan of an entity, or returns its errors. The catalog may contain invalid plans from before the kind was
 * registered.
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
