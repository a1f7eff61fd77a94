import {
  type CompoundEntityRef,
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  checkResponsePlan,
  parseResponsePlan,
  formatPlanFinding,
  RELATION_HAS_RESPONSE_PLAN,
  RELATION_RESPONSE_PLAN_FOR,
  RESPONSE_PLAN_API_VERSION,
  RESPONSE_PLAN_KIND,
} from 'backstage-plugin-security-incidents-common';

const API_GROUP = RESPONSE_PLAN_API_VERSION.split('/')[0];

/** Other API groups may have a kind of the same name. */
function isResponsePlan({ apiVersion, kind }: Entity): boolean {
  return kind === RESPONSE_PLAN_KIND && apiVersion.startsWith(`${API_GROUP}/`);
}

/**
 * Validates response plans, and emits relations to the owner and the entities that a plan names. Lint errors keep a plan out
 * of the catalog; the plan's page shows warnings.
 *
 * @public
 */
export class ResponsePlanProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'ResponsePlanProcessor';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isResponsePlan(entity)) return false;
    const errors = checkResponsePlan(entity).findings.filter(
      ({ level }) => level === 'error',
    );
    if (errors.length > 0) {
      throw new InputError(errors.map(formatPlanFinding).join('\n'));
    }
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const plan = isResponsePlan(entity) && parseResponsePlan(entity).plan;
    if (!plan) return entity;

    const self = getCompoundEntityRef(entity);
    const relate = (to: CompoundEntityRef, there: string, back: string) => {
      emit(
        processingResult.relation({ source: self, type: there, target: to }),
      );
      emit(processingResult.relation({ source: to, type: back, target: self }));
    };
    relate(
      parseEntityRef(plan.spec.owner, {
        defaultKind: 'Group',
        defaultNamespace: self.namespace,
      }),
      RELATION_OWNED_BY,
      RELATION_OWNER_OF,
    );
    for (const ref of plan.spec.appliesTo?.entities ?? []) {
      relate(
        parseEntityRef(ref),
        RELATION_RESPONSE_PLAN_FOR,
        RELATION_HAS_RESPONSE_PLAN,
      );
    }
    return entity;
  }
}
