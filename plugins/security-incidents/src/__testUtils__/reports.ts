import type {
  AnalysisReport,
  ClauseReport,
  ClauseSummary,
  CountedIncidents,
  FrozenComparison,
  FrozenReport,
  FrozenReports,
  FrozenReportSummary,
  IncidentCompleteness,
  Population,
  RecordState,
  ReportDuration,
  ReportGap,
  ReportHeader,
  ReportOverview,
  ReportSample,
  RequirementId,
  RequirementResult,
  RequirementShare,
  ServiceReportRow,
  ServicesReport,
  ServiceYear,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Incidents of a number, with keys that count up. */
export function counted(total: number, first = 1): CountedIncidents {
  return {
    total,
    keys: Array.from(
      { length: Math.min(total, 200) },
      (_, index) => `SEC-2026-${String(first + index).padStart(4, '0')}`,
    ),
  };
}

export const reportHeader: ReportHeader = {
  period: {
    from: '2025-12-01T00:00:00.000Z',
    to: '2026-12-01T00:00:00.000Z',
    zone: 'UTC',
  },
  scope: {},
  at: '2026-11-30T10:30:00.000Z',
};

export function population(changes: Partial<Population> = {}): Population {
  return {
    records: 55,
    exercises: { total: 2, keys: ['SEC-2026-0009', 'SEC-2026-0042'] },
    merged: {
      total: 1,
      keys: ['SEC-2026-0048'],
      into: [{ key: 'SEC-2026-0048', mergedInto: 'SEC-2026-0047' }],
    },
    incidents: 52,
    byState: { closed: 41, resolved: 1, handled: 5, triage: 2, dismissed: 3 },
    restricted: counted(4),
    red: counted(2),
    hits: { entities: 32, total: 60 },
    entries: 804,
    ...changes,
  };
}

export function recordState(changes: Partial<RecordState> = {}): RecordState {
  return {
    chains: 55,
    intact: 55,
    unchecked: 0,
    checkedAt: '2026-11-30T10:29:00.000Z',
    broken: counted(0),
    ...changes,
  };
}

export function severityCounts(
  changes: Partial<SeverityCounts> = {},
): SeverityCounts {
  return {
    informational: 0,
    low: 0,
    medium: 0,
    high: 0,
    critical: 0,
    undecided: 0,
    ...changes,
  };
}

export function reportGap(
  key: string,
  requirement: RequirementId,
  changes: Partial<ReportGap> = {},
): ReportGap {
  return {
    id: key,
    key,
    title: `Title of ${key}`,
    severity: 'high',
    requirement,
    missing: [{ field: 'managementUpdate', overMs: 91 * HOUR }],
    since: '2026-11-26T15:00:00.000Z',
    ...changes,
  };
}

function share(
  requirement: RequirementId,
  met: number,
  missing: number,
  changes: Partial<RequirementShare> = {},
): RequirementShare {
  return {
    requirement,
    met: counted(met),
    missing: counted(missing),
    due: met + missing,
    notDue: counted(0),
    notApplicable: 0,
    proof: {},
    gaps: [],
    ...changes,
  };
}

export function clauseSummary(
  changes: Partial<ClauseSummary> = {},
): ClauseSummary {
  return {
    metInFull: 4,
    of: 8,
    gaps: 9,
    incidentsWithGaps: counted(8),
    complete: 30,
    incomplete: 22,
    requirements: [
      share('recorded', 50, 0, { notDue: counted(2) }),
      share('prioritised', 47, 0),
      share('escalated', 14, 1, {
        proof: { escalations: 14 },
        gaps: [
          reportGap('SEC-2026-0050', 'escalated', {
            severity: 'critical',
            missing: [{ field: 'escalationRecipients', have: 2, need: 5 }],
          }),
        ],
      }),
      share('resolved', 42, 0, { notDue: counted(5), proof: { steps: 166 } }),
      share('closed', 41, 0, {
        notDue: counted(1),
        proof: { closedBySecondPerson: 1 },
      }),
      share('analysed', 39, 3, {
        gaps: [
          reportGap('SEC-2026-0010', 'analysed', {
            missing: [{ field: 'serviceMinutes' }],
          }),
          reportGap('SEC-2026-0034', 'analysed', {
            missing: [{ field: 'recordsExposed' }],
          }),
          reportGap('SEC-2026-0036', 'analysed', {
            missing: [{ field: 'peopleAffected' }],
          }),
        ],
      }),
      share('reported', 25, 4, {
        proof: { updates: 61 },
        gaps: [46, 47, 49, 50].map(number =>
          reportGap(`SEC-2026-00${number}`, 'reported'),
        ),
      }),
      share('reviewed', 12, 1, {
        notDue: counted(1),
        proof: { reviews: 12, actions: 17 },
        gaps: [
          reportGap('SEC-2026-0028', 'reviewed', {
            missing: [{ field: 'review' }],
          }),
        ],
      }),
      share('element-detection', 52, 0, {
        proof: { byStaff: 28, byTools: 17, byOthers: 7 },
      }),
      share('element-response', 33, 14, {
        proof: { planRuns: 26, noPlanReasons: 7 },
        gaps: Array.from({ length: 14 }, (_, index) =>
          reportGap(
            `SEC-2026-${String(index + 1).padStart(4, '0')}`,
            'element-response',
            {
              missing: [{ field: 'plan' }],
              explanation: {
                text: 'The first plan was approved on 4 May. Until then the runbook in the wiki was followed.',
                by: 'user:default/judith.amselin',
                at: '2026-11-02T09:00:00.000Z',
              },
            },
          ),
        ),
      }),
      share('element-resolution', 34, 1, {
        notDue: counted(1),
        gaps: [
          reportGap('SEC-2026-0050', 'element-resolution', {
            missing: [{ field: 'containment', overMs: 8 * HOUR + 50 * MINUTE }],
          }),
        ],
      }),
      share('element-reporting', 23, 2, {
        notDue: counted(1),
        proof: { filesKept: 55, filesNeeded: 58 },
        gaps: [
          reportGap('SEC-2026-0045', 'element-reporting', {
            missing: [{ field: 'evidence', have: 1, need: 3 }],
          }),
          reportGap('SEC-2026-0046', 'element-reporting', {
            missing: [{ field: 'evidence', have: 2, need: 3 }],
          }),
        ],
      }),
    ],
    ...changes,
  };
}

export function duration(
  id: ReportDuration['id'],
  changes: Partial<ReportDuration> = {},
): ReportDuration {
  const values = [40, 55, 90, 140, 180, 260, 420, 700].map(
    minutes => minutes * MINUTE,
  );
  return {
    id,
    formula: `${id} minus detected`,
    n: 45,
    excluded: 7,
    medianMs: 140 * MINUTE,
    p90Ms: 508 * MINUTE,
    excludedBecause: { dismissed: 3, 'in-triage': 2, 'not-yet': 2 },
    bySeverity: [
      { severity: 'critical', n: 2, medianMs: 40 * MINUTE },
      {
        severity: 'high',
        n: 8,
        medianMs: 140 * MINUTE,
        p90Ms: 700 * MINUTE,
        targetMs: 8 * HOUR,
      },
    ],
    points: [
      ...values.map((ms, index) => ({
        key: `SEC-2026-00${11 + index}`,
        title: `Title ${index}`,
        severity: 'high' as const,
        ms,
      })),
      {
        key: 'SEC-2026-0050',
        title: 'Stolen passwords',
        severity: 'critical' as const,
        ms: 40 * MINUTE,
      },
      {
        key: 'SEC-2026-0019',
        title: 'Sessions taken over',
        severity: 'critical' as const,
        ms: 27 * MINUTE,
      },
    ],
    ...changes,
  };
}

const MONTHS = [
  ['2025-12', { medium: 1, high: 1 }],
  ['2026-01', { medium: 1, high: 2 }],
  ['2026-02', { medium: 1, high: 1 }],
  ['2026-03', { medium: 2, high: 1 }],
  ['2026-04', { medium: 1, high: 2, critical: 1 }],
  ['2026-05', { medium: 2, high: 1 }],
  ['2026-06', { low: 1, medium: 1, high: 1, critical: 1, undecided: 1 }],
  ['2026-07', { low: 2, medium: 2, high: 1 }],
  ['2026-08', { informational: 1, low: 2, medium: 1, high: 1 }],
  ['2026-09', { low: 5 }],
  ['2026-10', { medium: 3, undecided: 2 }],
  ['2026-11', { low: 1, medium: 4, high: 2, critical: 1, undecided: 2 }],
] as const;

export const reportMonths = MONTHS.map(([month, counts]) => {
  const [year, number] = month.split('-').map(Number);
  return {
    month,
    from: new Date(Date.UTC(year, number - 1, 1)).toISOString(),
    to: new Date(Date.UTC(year, number, 1)).toISOString(),
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    bySeverity: severityCounts(counts),
  };
});

export const reportSeverities = severityCounts({
  critical: 3,
  high: 13,
  medium: 19,
  low: 11,
  informational: 1,
  undecided: 5,
});

export function serviceRow(
  name: string,
  changes: Partial<ServiceReportRow> = {},
): ServiceReportRow {
  return {
    entityRef: `component:default/${name}`,
    ownerRef: 'group:default/team-payments',
    incidents: 11,
    bySeverity: severityCounts({
      critical: 1,
      high: 3,
      medium: 4,
      low: 2,
      informational: 1,
    }),
    cameBack: [
      { class: 'information-content-security', type: 'data-leak', times: 4 },
    ],
    timeToContain: {
      formula: 'contained minus detected',
      n: 10,
      excluded: 1,
      medianMs: 107 * MINUTE,
      p90Ms: 268 * MINUTE,
    },
    overdueActions: 2,
    ...changes,
  };
}

export function reportOverview(
  changes: Partial<ReportOverview> = {},
): ReportOverview {
  return {
    ...reportHeader,
    population: population(),
    record: recordState(),
    clause: clauseSummary(),
    attention: [
      {
        kind: 'obligationsToSend',
        count: 1,
        incidents: { total: 1, keys: ['SEC-2026-0050'] },
        first: {
          key: 'SEC-2026-0050',
          title: 'Stolen passwords tried on customer sign-in',
          what: 'DORA, initial report',
          at: '2026-11-30T22:05:00.000Z',
        },
      },
      {
        kind: 'overdueActions',
        count: 3,
        incidents: counted(3),
        first: {
          key: 'SEC-2026-0012',
          title: 'Sandbox key of a merchant mailed in plain text',
          what: 'Replace long-lived keys by short-lived ones',
          ownerRef: 'user:default/ines.halvorsen',
          at: '2026-08-31T10:30:00.000Z',
        },
      },
      {
        kind: 'gaps',
        requirement: 'analysed',
        count: 3,
        incidents: {
          total: 3,
          keys: ['SEC-2026-0010', 'SEC-2026-0034', 'SEC-2026-0036'],
        },
        first: {
          key: 'SEC-2026-0010',
          title: 'Search slowed by patterns made to be slow',
          at: '2026-04-10T10:30:00.000Z',
        },
      },
    ],
    explained: [{ requirement: 'element-response', incidents: counted(14) }],
    months: reportMonths,
    bySeverity: reportSeverities,
    durations: (
      ['detect', 'acknowledge', 'contain', 'recover', 'resolve'] as const
    ).map(id => duration(id)),
    planTasks: { onTime: 174, due: 189, runs: 26 },
    serviceMinutes: {
      sum: 170,
      some: counted(2),
      none: 39,
      unknown: counted(1, 10),
    },
    services: [
      serviceRow('payments-api'),
      serviceRow('ledger', {
        incidents: 3,
        bySeverity: severityCounts({ medium: 1, low: 1, undecided: 1 }),
        cameBack: [],
        timeToContain: {
          formula: 'contained minus detected',
          n: 2,
          excluded: 1,
        },
        overdueActions: 0,
      }),
    ],
    moreServices: { entities: 30, hits: 46 },
    ...changes,
  };
}

export function clauseReport(
  changes: Partial<ClauseReport> = {},
): ClauseReport {
  return {
    ...reportHeader,
    population: population(),
    record: recordState(),
    clause: clauseSummary(),
    ...changes,
  };
}

const IDS: RequirementId[] = clauseSummary().requirements.map(
  ({ requirement }) => requirement,
);

/** The requirements of an incident: met unless stated. */
export function completeness(
  key: string,
  results: Partial<Record<RequirementId, RequirementResult>> = {},
  changes: Partial<IncidentCompleteness> = {},
): IncidentCompleteness {
  const requirements = IDS.map(requirement => {
    const result = results[requirement] ?? 'met';
    return {
      requirement,
      result,
      missing:
        result === 'missing' ? [{ field: 'managementUpdate' as const }] : [],
    };
  });
  const count = (wanted: RequirementResult) =>
    requirements.filter(({ result }) => result === wanted).length;
  return {
    id: key,
    key,
    title: `Title of ${key}`,
    severity: 'high',
    status: 'closed',
    restricted: false,
    met: count('met'),
    due: count('met') + count('missing'),
    requirements,
    ...changes,
  };
}

export function reportSample(
  changes: Partial<ReportSample> = {},
): ReportSample {
  return {
    ...reportHeader,
    seed: 'larchfield-2026-11',
    n: 25,
    population: 52,
    items: [
      {
        id: '1',
        key: 'SEC-2026-0002',
        title: 'Laptop lost on a train',
        severity: 'medium',
        restricted: false,
        complete: false,
        digest: '00aa',
      },
      {
        id: '2',
        key: 'SEC-2026-0050',
        title: 'Stolen passwords',
        severity: 'critical',
        restricted: true,
        complete: true,
        digest: '01bb',
      },
    ],
    recipe: 'for key in $(cat keys.txt); do printf; done',
    ...changes,
  };
}

export function servicesReport(
  items: ServiceReportRow[] = [serviceRow('payments-api')],
): ServicesReport {
  return {
    ...reportHeader,
    items,
    totalItems: items.length,
    hits: 60,
    incidents: 52,
    pageInfo: {},
  };
}

export function analysisReport(
  changes: Partial<AnalysisReport> = {},
): AnalysisReport {
  const group = (
    name: string,
    rsitClass: string,
    total: number,
    bySeverity: Partial<SeverityCounts> = { high: total },
  ) => ({
    values: { entity: `component:default/${name}`, class: rsitClass },
    total,
    bySeverity: severityCounts(bySeverity),
  });
  const met = (of: number, missed: number) => ({
    met: of - missed,
    of,
    missed: counted(missed),
  });
  const impact = {
    of: 42,
    serviceMinutes: {
      sum: 170,
      some: counted(2),
      none: 39,
      unknown: counted(1, 10),
    },
    recordsExposed: {
      sum: 48_000,
      some: counted(1),
      none: 40,
      unknown: counted(1, 34),
    },
    peopleAffected: {
      sum: 1_200,
      some: counted(2),
      none: 39,
      unknown: counted(1, 36),
    },
  };
  return {
    ...reportHeader,
    told: counted(2, 7),
    incidents: 52,
    exercises: 2,
    merged: 1,
    bySeverity: reportSeverities,
    months: reportMonths,
    byClass: [
      {
        class: 'information-content-security',
        total: 15,
        bySeverity: severityCounts({ high: 15 }),
      },
      {
        class: 'vulnerable',
        total: 13,
        bySeverity: severityCounts({ medium: 13 }),
      },
      {
        class: 'undecided',
        total: 5,
        bySeverity: severityCounts({ undecided: 5 }),
      },
    ],
    bySource: [
      { source: 'staff-report', total: 28 },
      { source: 'monitoring', total: 17 },
      { source: 'undecided', total: 7 },
    ],
    groups: [
      group('payments-api', 'information-content-security', 4, {
        critical: 1,
        high: 3,
      }),
      group('payments-api', 'vulnerable', 3),
      group('ledger', 'vulnerable', 2),
      group('checkout-web', 'information-content-security', 1),
    ],
    hits: { entities: 32, total: 60 },
    durations: (
      ['detect', 'acknowledge', 'contain', 'recover', 'resolve'] as const
    ).map(id => duration(id)),
    impact,
    reopened: met(41, 1),
    attainment: {
      acknowledge: met(50, 3),
      contain: met(35, 1),
      resolve: met(40, 2),
    },
    planTasks: { onTime: 174, due: 189, runs: 26 },
    precision: [
      {
        sourceId: 'falco',
        promoted: 3,
        falseAlarms: 1,
        otherwiseDismissed: 2,
      },
    ],
    ...changes,
  };
}

export function serviceYear(changes: Partial<ServiceYear> = {}): ServiceYear {
  return {
    ...reportHeader,
    entityRef: 'component:default/payments-api',
    tier: '1',
    lifecycle: 'production',
    systemRef: 'system:default/card-payments',
    ownerRefs: ['group:default/team-payments'],
    incidents: {
      total: 11,
      open: 2,
      closed: 9,
      dismissed: 0,
      exercises: 1,
      restricted: 1,
    },
    bySeverity: serviceRow('payments-api').bySeverity,
    months: reportMonths,
    durations: (['acknowledge', 'contain', 'resolve'] as const).map(id =>
      duration(id),
    ),
    planTasks: { onTime: 32, due: 33, runs: 5 },
    containment: {
      met: 7,
      of: 7,
      missed: counted(0),
      withoutTarget: 3,
      running: 1,
    },
    marks: [
      {
        id: '1',
        key: 'SEC-2026-0052',
        title: 'Live gateway key in a public repository',
        severity: 'high',
        status: 'containment',
        open: true,
        mode: 'real',
        detectedAt: '2026-11-30T07:48:00.000Z',
      },
      {
        id: '2',
        key: 'SEC-2026-0012',
        title: 'Sandbox key mailed',
        severity: 'high',
        status: 'closed',
        open: false,
        mode: 'real',
        detectedAt: '2026-04-23T11:23:00.000Z',
      },
    ],
    cameBack: [
      {
        class: 'information-content-security',
        type: 'data-leak',
        incidents: [
          {
            id: '2',
            key: 'SEC-2026-0012',
            title: 'Sandbox key of a merchant mailed in plain text',
            severity: 'high',
            status: 'closed',
            detectedAt: '2026-04-23T11:23:00.000Z',
            resolution: 'Keys only through the portal.',
          },
          {
            id: '1',
            key: 'SEC-2026-0052',
            title: 'Live gateway key in a public repository',
            severity: 'high',
            status: 'containment',
            detectedAt: '2026-11-30T07:48:00.000Z',
          },
        ],
      },
    ],
    items: [
      {
        id: '1',
        key: 'SEC-2026-0052',
        title: 'Live gateway key in a public repository',
        severity: 'high',
        status: 'containment',
        open: true,
        restricted: false,
        class: 'information-content-security',
        type: 'data-leak',
        detectedAt: '2026-11-30T07:48:00.000Z',
        containment: 'running',
        containDueAt: '2026-11-30T15:48:00.000Z',
        whatWasDone: 'Evidence saved, holders listed.',
        leadRef: 'user:default/amara.quistel',
        steps: 6,
        people: 3,
        plan: {
          planRef: 'responseplan:default/leaked-credential',
          title: 'Leaked credential',
          version: '2.1.0',
          onTime: 2,
          due: 2,
        },
        obligations: { toAssess: 2, toSend: 0, sent: 1, late: 0 },
        actions: { total: 0, proven: 0, overdue: 0 },
      },
      {
        id: '2',
        key: 'SEC-2026-0012',
        title: 'Sandbox key of a merchant mailed in plain text',
        severity: 'high',
        status: 'closed',
        open: false,
        restricted: true,
        class: 'information-content-security',
        type: 'data-leak',
        detectedAt: '2026-04-23T11:23:00.000Z',
        containedMs: 64 * MINUTE,
        containment: 'within',
        whatWasDone: 'Key revoked within the hour.',
        leadRef: 'user:default/priya.natesh',
        steps: 4,
        people: 2,
        obligations: { toAssess: 0, toSend: 0, sent: 0, late: 0 },
        review: 'done',
        actions: { total: 1, proven: 0, overdue: 1 },
      },
    ],
    truncated: false,
    people: [
      {
        principalRef: 'user:default/ines.halvorsen',
        led: 0,
        steps: 30,
        incidents: 11,
      },
    ],
    steps: 44,
    actions: [
      {
        id: 'a1',
        incidentKey: 'SEC-2026-0012',
        title: 'Replace long-lived keys by short-lived ones',
        ownerRef: 'user:default/ines.halvorsen',
        dueAt: '2026-08-31T10:30:00.000Z',
        state: 'overdue',
      },
    ],
    reviews: { held: 3, required: 3 },
    obligations: {
      sent: 5,
      late: 0,
      toAssess: 3,
      toSend: 0,
      notApplicable: 15,
    },
    record: recordState({ chains: 11, intact: 11 }),
    ...changes,
  };
}

export function frozenSummary(
  changes: Partial<FrozenReportSummary> = {},
): FrozenReportSummary {
  return {
    id: '7b7e5a2e-8d6a-4a46-9a43-0c1a5d2f9b11',
    name: 'Year to October 2026',
    period: {
      from: '2025-11-01T00:00:00.000Z',
      to: '2026-11-01T00:00:00.000Z',
      zone: 'UTC',
    },
    scope: {},
    readers: ['user:default/henrik.maasdal'],
    marking: 'AMBER+STRICT',
    madeAt: '2026-11-02T09:14:00.000Z',
    madeBy: 'user:default/judith.amselin',
    incidents: 44,
    restricted: 3,
    sha256: '07e63f434152c14febe2f8f9767b076871e4a74e4fda668997ffda25664ec4e7',
    changed: { total: 0, items: [] },
    ...changes,
  };
}

export function frozenReports(
  items: FrozenReportSummary[] = [frozenSummary()],
): FrozenReports {
  return { items, totalItems: items.length, pageInfo: {} };
}

export function frozenReport(
  changes: Partial<FrozenReport> = {},
): FrozenReport {
  return {
    ...frozenSummary(),
    redacted: false,
    content: {
      overview: reportOverview(),
      analysis: analysisReport(),
      records: [
        {
          key: 'SEC-2026-0001',
          title: 'Phishing of support agents',
          detectedAt: '2026-01-04T09:00:00.000Z',
          status: 'closed',
          severity: 'medium',
          mode: 'real',
          completeness: { met: 7, due: 8 },
          chainLength: 16,
          chainHead: 'aa11',
        },
        {
          key: 'SEC-2026-0050',
          detectedAt: '2026-11-29T22:00:00.000Z',
          status: 'containment',
          severity: 'critical',
          mode: 'real',
          completeness: { met: 4, due: 7 },
          chainLength: 20,
          chainHead: 'bb22',
        },
      ],
    },
    ...changes,
  };
}

export function frozenComparison(
  changes: Partial<FrozenComparison> = {},
): FrozenComparison {
  return {
    then: {
      population: population({ incidents: 44, records: 47 }),
      clause: clauseSummary(),
    },
    today: {
      population: population({ incidents: 45, records: 48 }),
      clause: clauseSummary({ metInFull: 5, gaps: 7 }),
    },
    changed: {
      total: 1,
      items: [
        {
          id: '36',
          key: 'SEC-2026-0036',
          title: 'Metrics of the ledger readable',
          was: 'resolved',
          is: 'closed',
          entries: 2,
          updatedAt: '2026-10-01T13:13:00.000Z',
        },
      ],
    },
    ...changes,
  };
}
