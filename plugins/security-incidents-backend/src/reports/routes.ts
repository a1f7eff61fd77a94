import {
  INCIDENT_FILTERS,
  incidentReadPermission,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { entityParams } from '../entities/params';
import { json } from '../http/answers';
import { toFilterShape } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import type { ReportsService } from './ReportsService';
import { dueSchema, historySchema, volumeSchema } from './schemas';

const tag = 'reports';
const permissions = [incidentReadPermission];
const PERIOD = {
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-12-01T00:00:00.000Z',
};
const bySeverity: SeverityCounts = {
  informational: 0,
  low: 1,
  medium: 0,
  high: 2,
  critical: 0,
  undecided: 0,
};
const { from, to } = toFilterShape(INCIDENT_FILTERS);

function exampleDuration(formula: string, medianMs: number) {
  return { formula, n: 3, excluded: 1, medianMs };
}

/** Figures of a period. */
export function createReportRoutes(
  service: ReportsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/entities/:kind/:namespace/:name/history',
      id: 'getEntityHistory',
      tag,
      summary: 'Get incidents and figures of an entity in a period',
      description:
        'Without `from` and `to` it is the last 18 calendar months (UTC). At most 10 years. Figures are of real incidents, marks also of exercises.',
      permissions,
      params: entityParams,
      query: z.strictObject({ from, to }),
      answer: json(historySchema, {
        description: 'Counts, durations and marks.',
        example: {
          entityRef: 'component:default/payments-api',
          ...PERIOD,
          incidents: { total: 3, open: 1, ended: 1, dismissed: 1 },
          timeToAcknowledge: exampleDuration(
            'acknowledged minus detected',
            660_000,
          ),
          timeToContain: exampleDuration('contained minus detected', 7_200_000),
          timeToResolve: exampleDuration('resolved minus detected', 86_400_000),
          marks: [],
          truncated: false,
        },
      }),
      handle: ({ params: entityRef, query, context }) =>
        service.getEntityHistory(entityRef, query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/volume',
      id: 'getVolume',
      tag,
      summary: 'Count incidents by month of detection',
      description:
        'Without `from` and `to` it is the last 12 calendar months (UTC). At most 10 years. Exercises never count, whatever `mode` says.',
      permissions,
      query: z.strictObject(toFilterShape(INCIDENT_FILTERS)),
      answer: json(volumeSchema, {
        description: 'Every calendar month (UTC) of the period.',
        example: {
          ...PERIOD,
          total: 3,
          months: [{ month: '2026-11', total: 3, bySeverity }],
        },
      }),
      handle: ({ query, context }) => service.getVolume(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/due',
      id: 'getDue',
      tag,
      summary: 'Count open incidents by what is due next',
      description:
        'Each incident counts once, by its most urgent due thing: a running clock or a required task. Exercises and incidents that are not open never count, whatever `mode` and `open` say.',
      permissions,
      query: z.strictObject(toFilterShape(INCIDENT_FILTERS)),
      answer: json(dueSchema, {
        description:
          'Counts, and the place of each incident on a line of time.',
        example: {
          at: '2026-11-30T10:30:00.000Z',
          total: 3,
          overdue: 0,
          atRisk: 0,
          withoutDue: 3,
          bySeverity,
          marks: [],
          bins: [
            { toMs: 0, total: 0 },
            { fromMs: 0, total: 0 },
          ],
        },
      }),
      handle: ({ query, context }) => service.getDue(query, context),
    }),
  ];
}
