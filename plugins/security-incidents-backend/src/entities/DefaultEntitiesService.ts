import type { BackstageCredentials } from '@backstage/backend-plugin-api';
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
      detections: Pick<DetectionsReader, 'countNewOf'>;
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
    context: AuthorizedContext,
  ) {
    const { store, calls } = this.options;
    const access = await calls.redaction.searchableScope(
      { entityRef: [...entityRefs] },
      context,
    );
    const [counts, hidden] = await Promise.all([
      store.getEntityCounts(entityRefs, access),
      calls.redaction.among(context, entityRefs),
    ]);
    return counts.map(row =>
      hidden.has(row.entityRef) ? noneOf(row.entityRef) : row,
    );
  }
}
