import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  EntityCounts,
  EntityCountsPart,
} from 'backstage-plugin-security-incidents-common';
import { noneOf } from '../database/readModel/DatabaseCounts';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { DetectionsReader } from '../detections/store/DetectionsStore';
import type { PartsReadiness } from '../responsePlans/PartsReadiness';
import type { CardPlans } from '../responsePlans/offers';
import type { PlansService } from '../responsePlans/PlansService';
import type { EntitiesService } from './EntitiesService';
import { buildOverview } from './overview';

export class DefaultEntitiesService
  implements EntitiesService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      plans: Pick<PlansService<AuthorizedContext>, 'getCard'>;
      readiness: PartsReadiness;
      detections: Pick<DetectionsReader, 'countNewOf' | 'countNewOfEach'>;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
    },
  ) {}

  async getEntityOverview(entityRef: string, context: AuthorizedContext) {
    const { store, calls, plans, readiness, detections, principalsOf } =
      this.options;
    const access = await calls.redaction.searchableScope(
      { entityRef: [entityRef] },
      context,
    );
    const { create, readPlans, triageDetections } = context.permissions;
    const [overview, card, waiting] = await Promise.all([
      buildOverview(entityRef, access, context, {
        reader: store,
        redaction: calls.redaction,
        viewer: {
          principals: await principalsOf(context.credentials),
          mayReport: create,
        },
        guards: calls.getGuardContext(context),
        ...(readPlans && { getChecks: refs => readiness.getChecks(refs) }),
      }),
      readPlans ? plans.getCard(entityRef, context) : ({} as CardPlans),
      triageDetections ? detections.countNewOf(entityRef) : undefined,
    ]);
    // The card of a hidden service has no watch.
    return {
      ...overview,
      ...card,
      ...(card.watch && waiting && { watch: { ...card.watch, waiting } }),
    };
  }

  async getEntityCounts(
    entityRefs: readonly string[],
    include: readonly EntityCountsPart[],
    context: AuthorizedContext,
  ): Promise<EntityCounts[]> {
    const { store, calls, readiness, detections } = this.options;
    const access = await calls.redaction.searchableScope(
      { entityRef: [...entityRefs] },
      context,
    );
    const { readPlans, triageDetections } = context.permissions;
    const [counts, hidden, checks, waiting] = await Promise.all([
      store.getEntityCounts(entityRefs, access),
      calls.redaction.among(context, entityRefs),
      include.includes('readiness') && readPlans
        ? readiness.getChecks(entityRefs)
        : undefined,
      include.includes('detections') && triageDetections
        ? detections.countNewOfEach(entityRefs)
        : undefined,
    ]);
    return counts.map(row => {
      const { entityRef } = row;
      if (hidden.has(entityRef)) return noneOf(entityRef);
      const found = checks?.get(entityRef);
      return {
        ...row,
        ...(found && { checks: found }),
        ...(waiting && { waiting: waiting.get(entityRef) ?? { total: 0 } }),
      };
    });
  }
}
