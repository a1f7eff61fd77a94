import { buildEntityHistory } from '../reports/entityHistory';
import { buildVolume } from '../reports/volume';
import { noneOf } from '../database/readModel/DatabaseCounts';
import type { InnerIncidentsService } from '../incidents/IncidentsService';
import { buildOverview } from './overview';
import type { IncidentCalls } from '../incidents/calls/IncidentCalls';

type EntityCalls = Pick<
  InnerIncidentsService,
  'getEntityOverview' | 'getEntityCounts' | 'getEntityHistory' | 'getVolume'
>;

/** What is known of an entity, and of all incidents together. */
export function entityCalls(calls: IncidentCalls): EntityCalls {
  return {
    async getEntityOverview(entityRef, context) {
      const { store, principalsOf, plansOf, checksOf } = calls.options;
      const access = await calls.sight.searchableScope(
        { entityRef: [entityRef] },
        context,
      );
      const mayReadPlans = context.permissions.readPlans;
      const [overview, plans] = await Promise.all([
        buildOverview(entityRef, access, context, {
          reader: store,
          sight: calls.sight,
          viewer: {
            principals: await principalsOf(context.credentials),
            mayReport: context.permissions.create,
          },
          guards: calls.guardContext(context),
          ...(mayReadPlans && { checksOf }),
        }),
        mayReadPlans ? plansOf(entityRef, context) : {},
      ]);
      return { ...overview, ...plans };
    },

    async getEntityCounts(entityRefs, context) {
      const access = await calls.sight.searchableScope(
        { entityRef: entityRefs },
        context,
      );
      const [counts, hidden] = await Promise.all([
        calls.options.store.getEntityCounts(entityRefs, access),
        calls.sight.among(context, entityRefs),
      ]);
      return counts.map(row =>
        hidden.has(row.entityRef) ? noneOf(row.entityRef) : row,
      );
    },

    async getEntityHistory(entityRef, period, context) {
      return buildEntityHistory(
        entityRef,
        period,
        calls.options.clock(),
        await calls.sight.searchableScope({ entityRef: [entityRef] }, context),
        calls.options.store.history,
        refs => calls.sight.among(context, refs),
      );
    },

    async getVolume(query, context) {
      return buildVolume(
        query,
        calls.options.clock(),
        await calls.sight.searchableScope(query, context),
        calls.options.store.history,
      );
    },
  };
}
