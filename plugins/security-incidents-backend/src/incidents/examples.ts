import type {
  Incident,
  IncidentSummary,
  ResolutionStep,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';

/*
 * Examples of the API document.
 */

const ADA = 'user:default/ada';
const RECORDED_AT = '2026-11-23T10:20:00.000Z';

export const exampleSummary: IncidentSummary = {
  id: '2f6f0f43-5b8f-4a6e-9d57-0c6f2a1b3c4d',
  key: 'SEC-2026-0001',
  title: 'Deploy token in a public build log',
  mode: 'real',
  status: 'triage',
  open: true,
  determination: 'suspected',
  classification: { scheme: 'rsit', class: 'information-content-security' },
  severity: 'high',
  priority: 'P2',
  visibility: 'open',
  tlp: 'AMBER',
  isMajor: false,
  reportedBy: ADA,
  detectedAt: RECORDED_AT,
  reportedAt: RECORDED_AT,
  recordedAt: RECORDED_AT,
  acknowledgedAt: '2026-11-23T10:31:00.000Z',
  updatedAt: '2026-11-23T10:31:00.000Z',
  version: 3,
  affected: [
    {
      entityRef: 'component:default/payments-api',
      role: 'affected',
      compromise: 'unknown',
      snapshot: {
        title: 'Payments API',
        ownerRef: 'group:default/team-payments',
        tier: '1',
        takenAt: RECORDED_AT,
      },
      snapshotState: 'complete',
      addedAt: RECORDED_AT,
      addedBy: ADA,
    },
  ],
  roles: [
    {
      role: 'incident-commander',
      principalRef: 'user:default/bob',
      assumedAt: '2026-11-23T10:31:00.000Z',
      assignedBy: ADA,
    },
  ],
};

export const exampleIncident: Incident = {
  ...exampleSummary,
  summary: 'The token was readable for eight hours.',
  urgency: 'high',
  ongoing: 'no',
  personalData: { involved: 'unknown' },
  suspectedMalicious: 'unknown',
  crossBorder: 'no',
  unknownService: false,
  priorityInputs: {
    ruleVersion: 1,
    impactLevel: 'high',
    urgency: 'high',
    base: 'P2',
    riskFactors: [],
    raised: false,
    computed: 'P2',
  },
  mergedIncidents: [],
  statusHistory: [
    { status: 'new', from: RECORDED_AT, to: '2026-11-23T10:31:00.000Z' },
    { status: 'triage', from: '2026-11-23T10:31:00.000Z' },
  ],
  members: [
    {
      principalRef: ADA,
      source: 'reporter',
      addedAt: RECORDED_AT,
      addedBy: ADA,
    },
  ],
  pastRoles: [],
  transitions: [
    {
      to: 'containment',
      kind: 'forward',
      requires: [],
      right: 'transition',
      allowed: false,
      blockedBy: [
        {
          guard: 'has-plan',
          message: 'Apply a response plan, or say why none.',
        },
      ],
    },
  ],
  rights: {
    update: true,
    transition: true,
    recordStep: true,
    escalate: true,
    decideMajor: true,
    restrict: false,
    verify: true,
    readViews: false,
    eraseEntries: false,
  },
  stepCount: 1,
  major: { state: 'none', proposedBecause: [] },
};

export const exampleStep: ResolutionStep = {
  id: '7b0d3f5e-8c57-4b8e-8f0a-6f1f9f1d2e3c',
  kind: 'containment',
  text: 'Revoked the token.',
  outcome: 'succeeded',
  performedAt: '2026-11-23T10:40:00.000Z',
  performedBy: 'user:default/bob',
  recordedAt: '2026-11-23T10:41:00.000Z',
  recordedBy: 'user:default/bob',
  lateEntry: false,
  entityRefs: ['component:default/payments-api'],
  seq: 4,
};

export const exampleTimelineEntry: TimelineEntry = {
  v: 1,
  chain: 'incident/SEC-2026-0001',
  seq: 2,
  at: '2026-11-23T10:31:00.000Z',
  actor: ADA,
  action: 'status.changed',
  data: { from: 'new', to: 'triage' },
  salt: '00112233445566778899aabbccddeeff',
  dataHash: 'd1'.repeat(32),
  prevHash: '5a'.repeat(32),
  hash: '9c'.repeat(32),
};

/** A page with one item. */
export function toExamplePage<T>(item: T) {
  return { items: [item], totalItems: 1, pageInfo: {} };
}
