import type {
  Incident,
  ResolutionStep,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';

/** An incident in containment, as the API answers it, for tests. */
export function testIncident(changes: Partial<Incident> = {}): Incident {
  return {
    id: '3f0e6f0a-4a52-4d26-9d38-0a2f6f5f0c01',
    key: 'SEC-2026-0042',
    title: 'Deploy token for payments-api exposed in public build log',
    mode: 'real',
    status: 'containment',
    open: true,
    determination: 'confirmed',
    classification: {
      scheme: 'rsit',
      class: 'information-content-security',
      type: 'data-leak',
    },
    severity: 'high',
    priority: 'P1',
    visibility: 'open',
    tlp: 'AMBER',
    isMajor: false,
    reportedBy: 'user:default/storefront-engineer',
    updatedAt: '2026-11-23T10:05:00.000Z',
    version: 7,
    detectedAt: '2026-11-23T07:32:00.000Z',
    reportedAt: '2026-11-23T07:36:00.000Z',
    recordedAt: '2026-11-23T07:36:00.000Z',
    affected: [
      {
        entityRef: 'component:default/payments-api',
        role: 'affected',
        compromise: 'unknown',
        snapshot: {
          tier: '1',
          lifecycle: 'production',
          ownerRef: 'group:default/team-payments',
        },
        snapshotState: 'complete',
        addedAt: '2026-11-23T07:36:00.000Z',
        addedBy: 'user:default/storefront-engineer',
        now: { state: 'orphaned' },
      },
    ],
    roles: [
      {
        role: 'incident-commander',
        principalRef: 'user:default/security-responder',
        assumedAt: '2026-11-23T07:41:00.000Z',
        assignedBy: 'user:default/security-responder',
      },
    ],
    ongoing: 'yes',
    urgency: 'high',
    personalData: { involved: 'unknown' },
    suspectedMalicious: 'unknown',
    crossBorder: 'unknown',
    unknownService: false,
    priorityInputs: {
      ruleVersion: 1,
      impactLevel: 'high',
      urgency: 'high',
      base: 'P2',
      riskFactors: [
        { id: 'tier-1', entityRef: 'component:default/payments-api' },
      ],
      raised: true,
      computed: 'P1',
    },
    statusHistory: [
      {
        status: 'new',
        from: '2026-11-23T07:36:00.000Z',
        to: '2026-11-23T07:41:00.000Z',
      },
      {
        status: 'triage',
        from: '2026-11-23T07:41:00.000Z',
        to: '2026-11-23T07:52:00.000Z',
      },
      { status: 'containment', from: '2026-11-23T07:52:00.000Z' },
    ],
    mergedIncidents: [],
    members: [],
    pastRoles: [],
    transitions: [
      {
        to: 'eradication',
        kind: 'forward',
        requires: [],
        right: 'transition',
        allowed: false,
        blockedBy: [
          {
            guard: 'services-decided',
            message: 'Decide whether payments-api was compromised',
            entityRefs: ['component:default/payments-api'],
          },
        ],
      },
      {
        to: 'triage',
        kind: 'back',
        requires: ['reason'],
        right: 'transition',
        allowed: true,
        blockedBy: [],
      },
    ],
    rights: {
      update: true,
      transition: true,
      recordStep: true,
      escalate: true,
      decideMajor: true,
      restrict: true,
      verify: true,
      readViews: true,
      eraseEntries: false,
    },
    stepCount: 2,
    major: { state: 'none', proposedBecause: [] },
    ...changes,
  };
}

/** A step that was recorded late and corrected by another, oldest first. */
export const testSteps: ResolutionStep[] = [
  {
    id: 'step-1',
    kind: 'analysis',
    text: 'No use of the token after 07:05.',
    performedAt: '2026-11-23T08:10:00.000Z',
    performedBy: 'user:default/payments-engineer',
    recordedAt: '2026-11-23T10:05:00.000Z',
    recordedBy: 'user:default/payments-engineer',
    lateEntry: true,
    entityRefs: [],
    supersededBy: 'step-2',
    seq: 2,
  },
  {
    id: 'step-2',
    kind: 'analysis',
    text: 'Two calls with the token at 03:12.',
    performedAt: '2026-11-23T10:06:00.000Z',
    performedBy: 'user:default/payments-engineer',
    recordedAt: '2026-11-23T10:06:00.000Z',
    recordedBy: 'user:default/payments-engineer',
    lateEntry: false,
    entityRefs: ['component:default/payments-api'],
    supersedes: 'step-1',
    seq: 3,
  },
];

function entry(
  seq: number,
  at: string,
  action: string,
  data: unknown,
): TimelineEntry {
  return {
    v: 1,
    chain: 'incident/SEC-2026-0042',
    seq,
    at,
    actor: 'user:default/payments-engineer',
    action,
    dataHash: 'a'.repeat(64),
    prevHash: 'b'.repeat(64),
    hash: 'c'.repeat(64),
    salt: 'd'.repeat(32),
    data,
  };
}

/** The timeline that goes with {@link testSteps}, oldest first. */
export const testTimeline: TimelineEntry[] = [
  entry(1, '2026-11-23T07:36:00.000Z', 'incident.recorded', { status: 'new' }),
  entry(2, '2026-11-23T10:05:00.000Z', 'step.recorded', { stepId: 'step-1' }),
  entry(3, '2026-11-23T10:06:00.000Z', 'step.recorded', { stepId: 'step-2' }),
];
