import type {
  DueOverview,
  EntityHistory,
  EntityOverview,
  IncidentSummary,
  SeverityCounts,
  Volume,
} from 'backstage-plugin-security-incidents-common';
import { testIncident } from '../components/IncidentPage/testIncident';

/** Counts of severities, zero where not said. */
export function counts(some: Partial<SeverityCounts> = {}): SeverityCounts {
  return {
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    informational: 0,
    undecided: 0,
    ...some,
  };
}

/** An incident as lists show it. */
export function summary(
  changes: Partial<IncidentSummary> = {},
): IncidentSummary {
  return testIncident(changes as object);
}

export const emptyOverview: EntityOverview = {
  entityRef: 'component:default/payments-api',
  open: { total: 0, bySeverity: counts() },
  total: 0,
  openIncidents: [],
  nextActions: [],
  rollUp: [],
  mayReport: true,
};

const noFigure = { formula: 'contained minus detected', n: 0, excluded: 0 };

export const emptyHistory: EntityHistory = {
  entityRef: 'component:default/payments-api',
  from: '2025-06-01T00:00:00.000Z',
  to: '2026-12-01T00:00:00.000Z',
  incidents: { total: 0, open: 0, ended: 0, dismissed: 0 },
  timeToAcknowledge: noFigure,
  timeToContain: noFigure,
  timeToResolve: noFigure,
  marks: [],
  truncated: false,
};

export const someVolume: Volume = {
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-12-01T00:00:00.000Z',
  total: 9,
  months: [
    { month: '2026-10', total: 2, bySeverity: counts({ low: 2 }) },
    {
      month: '2026-11',
      total: 7,
      bySeverity: counts({ critical: 1, high: 2, medium: 3, undecided: 1 }),
    },
  ],
};

const HOUR_MS = 3_600_000;

/** What is due, with nothing in it. */
export function dueOverview(changes: Partial<DueOverview> = {}): DueOverview {
  return {
    at: '2026-11-23T10:20:00.000Z',
    total: 0,
    overdue: 0,
    atRisk: 0,
    withoutDue: 0,
    bySeverity: counts(),
    marks: [],
    bins: [
      { toMs: 0, total: 0 },
      { fromMs: 0, toMs: HOUR_MS, total: 0 },
      { fromMs: HOUR_MS, toMs: 2 * HOUR_MS, total: 0 },
      { fromMs: 2 * HOUR_MS, total: 0 },
    ],
    ...changes,
  };
}
