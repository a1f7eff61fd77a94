import {
  incidentReadPermission,
  overviewsSchema,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { json } from '../http/answers';
import { jsonBody } from '../http/body';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import { exampleSummary } from '../incidents/examples';
import type { EntitiesService } from './EntitiesService';
import { exampleReadiness } from '../responsePlans/examples';
import { entityParams } from './params';
import { entityCountsSchema, overviewSchema } from './schemas';

const tag = 'entities';
const permissions = [incidentReadPermission];
const ENTITY = 'component:default/payments-api';
const bySeverity: SeverityCounts = {
  informational: 0,
  low: 0,
  medium: 0,
  high: 1,
  critical: 0,
  undecided: 0,
};

/** What entity pages and catalog tables show. */
export function createEntityRoutes(
  service: EntitiesService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/entities/:kind/:namespace/:name/overview',
      id: 'getEntityOverview',
      tag,
      summary: 'Get everything that the entity card shows',
      permissions,
      params: entityParams,
      answer: json(overviewSchema, {
        description:
          'Open incidents, next actions and roll-up; plans and readiness for callers who may see them.',
        example: {
          entityRef: ENTITY,
          open: { total: 1, bySeverity },
          total: 3,
          openIncidents: [exampleSummary],
          nextActions: [],
          rollUp: [],
          mayReport: true,
          readiness: exampleReadiness,
        },
      }),
      handle: ({ params: entityRef, context }) =>
        service.getEntityOverview(entityRef, context),
    }),
    defineRoute({
      method: 'post',
      path: '/entities/overviews',
      id: 'getEntityCounts',
      tag,
      summary: 'Count incidents of up to 200 entities',
      description:
        'With `include`, services also have their readiness checks (`readiness`, for who may see plans) and the new detections about them (`detections`, for who may triage).',
      permissions,
      body: jsonBody(overviewsSchema, { example: { entityRefs: [ENTITY] } }),
      answer: json(entityCountsSchema, {
        description: 'One item for each entity.',
        example: {
          items: [{ entityRef: ENTITY, open: 1, bySeverity, total: 3 }],
        },
      }),
      handle: async ({ body: { entityRefs, include = [] }, context }) => ({
        items: await service.getEntityCounts(entityRefs, include, context),
      }),
    }),
  ];
}
