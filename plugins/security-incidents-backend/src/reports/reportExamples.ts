import type {
  AnalysisReport,
  ClauseSummary,
  Population,
  RecordState,
  ReportHeader,
  ReportOverview,
  ServicesReport,
  ServiceYear,
} from 'backstage-plugin-security-incidents-common';
import { noCounts } from '../database/readModel/DatabaseCounts';

/*
 * Examples of the API document.
 */

const none = { total: 0, keys: [] };

export const HEADER: ReportHeader = {
  period: {
    from: '2025-12-01T00:00:00.000Z',
    to: '2026-12-01T00:00:00.000Z',
    zone: 'UTC',
  },
  scope: {},
  at: '2026-11-30T10:30:00.000Z',
};

export const POPULATION: Population = {
  records: 3,
  exercises: { total: 1, keys: ['SEC-2026-0009'] },
  merged: {
    total: 1,
    keys: ['SEC-2026-0048'],
    into: [{ key: 'SEC-2026-0048', mergedInto: 'SEC-2026-0047' }],
  },
  incidents: 1,
  byState: { closed: 1, resolved: 0, handled: 0, triage: 0, dismissed: 0 },
  restricted: none,
  red: none,
  hits: { entities: 1, total: 1 },
  entries: 42,
};

export const RECORD: RecordState = {
  chains: 3,
  intact: 3,
  unchecked: 0,
  checkedAt: '2026-11-30T10:29:00.000Z',
  broken: none,
};

export const CLAUSE_EXAMPLE: ClauseSummary = {
  metInFull: 8,
  of: 8,
  gaps: 0,
  incidentsWithGaps: none,
  complete: 1,
  incomplete: 0,
  requirements: [
    {
      requirement: 'recorded',
      met: { total: 1, keys: ['SEC-2026-0047'] },
      missing: none,
      due: 1,
      notDue: none,
      notApplicable: 0,
      proof: {},
      gaps: [],
    },
  ],
};

const impact = { sum: 0, some: none, none: 1, unknown: none };
const planTasks = { onTime: 8, due: 8, runs: 1 };

export const OVERVIEW: ReportOverview = {
  ...HEADER,
  population: POPULATION,
  record: RECORD,
  clause: CLAUSE_EXAMPLE,
  attention: [],
  explained: [],
  months: [],
  bySeverity: { ...noCounts(), high: 1 },
  durations: [],
  planTasks,
  serviceMinutes: impact,
  services: [],
  moreServices: { entities: 1, hits: 1 },
};

export const ANALYSIS: AnalysisReport = {
  ...HEADER,
  incidents: 1,
  exercises: 1,
  merged: 1,
  bySeverity: { ...noCounts(), high: 1 },
  months: [],
  byClass: [
    { class: 'fraud', total: 1, bySeverity: { ...noCounts(), high: 1 } },
  ],
  bySource: [{ source: 'monitoring', total: 1 }],
  groups: [
    {
      values: { class: 'fraud' },
      total: 1,
      bySeverity: { ...noCounts(), high: 1 },
    },
  ],
  hits: { entities: 1, total: 1 },
  durations: [],
  impact: {
    of: 1,
    serviceMinutes: impact,
    recordsExposed: impact,
    peopleAffected: impact,
  },
  planTasks,
};

export const SERVICES: ServicesReport = {
  ...HEADER,
  items: [],
  totalItems: 0,
  hits: 0,
  incidents: 0,
  pageInfo: {},
};

export const SERVICE_YEAR: ServiceYear = {
  ...HEADER,
  entityRef: 'component:default/payments-api',
  tier: '1',
  ownerRefs: ['group:default/team-payments'],
  incidents: {
    total: 1,
    open: 0,
    closed: 1,
    dismissed: 0,
    exercises: 0,
    restricted: 0,
  },
  bySeverity: { ...noCounts(), high: 1 },
  months: [],
  durations: [],
  planTasks,
  containment: { met: 1, of: 1, missed: none, withoutTarget: 0, running: 0 },
  marks: [],
  cameBack: [],
  items: [],
  truncated: false,
  people: [],
  steps: 4,
  actions: [],
  reviews: { held: 1, required: 1 },
  obligations: { sent: 1, late: 0, toAssess: 0, toSend: 0, notApplicable: 3 },
  record: RECORD,
};
