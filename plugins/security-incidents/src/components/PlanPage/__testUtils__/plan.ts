import type {
  ResponsePlan,
  ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';

/** A plan that uses every field. */
export function leakedCredential(): ResponsePlan {
  return {
    apiVersion: 'security-incidents/v1alpha1',
    kind: 'ResponsePlan',
    metadata: {
      name: 'leaked-credential',
      namespace: 'default',
      annotations: { 'security-incidents/last-tested': '2026-06-18' },
    },
    spec: {
      owner: 'group:default/security',
      lifecycle: 'approved',
      version: '2.1.0',
      approval: { by: 'user:default/ciso', at: '2026-05-04' },
      review: { interval: 'P12M', nextDue: '2999-05-04' },
      confidentiality: { tlp: 'AMBER', defaultVisibility: 'restricted' },
      triggers: {
        classifications: [
          'rsit:intrusions',
          'rsit:information-content-security/data-leak',
        ],
        severities: ['medium', 'high', 'critical'],
      },
      appliesTo: {
        entities: ['component:default/payments-api'],
        selectors: [
          { systems: ['system:default/a', 'system:default/b'] },
          { tags: ['pci'], lifecycles: ['production'] },
        ],
      },
      roles: [
        {
          id: 'incident-commander',
          title: 'Incident commander',
          required: true,
          responsibilities: ['Decides', 'Keeps the clock'],
          assign: [
            { ref: 'user:default/amara' },
            { ref: 'group:default/security-operations' },
          ],
        },
        {
          id: 'service-owner',
          title: 'Service owner',
          required: true,
          assign: [{ ownerOf: 'affected' }],
        },
        { id: 'press', title: 'Communications lead' },
      ],
      sla: {
        critical: { acknowledge: 'PT15M', contain: 'PT4H' },
        high: { acknowledge: 'PT30M' },
      },
      phases: [
        {
          id: 'triage',
          title: 'Triage',
          maps: 'triage',
          goal: 'Is it real, live and ours?',
          exitCriteria: ['Holders are known'],
          tasks: [
            {
              id: 'confirm',
              title: 'Confirm and scope',
              role: 'incident-commander',
              due: { after: 'PT30M', from: 'declared' },
              required: true,
              instructions: 'Ask the issuer for its last use.',
            },
            {
              id: 'preserve',
              title: 'Preserve evidence',
              role: 'service-owner',
              evidence: { required: true, kinds: ['log', 'disk'] },
              parallelWith: ['confirm'],
            },
          ],
        },
        {
          id: 'contain',
          maps: 'containment',
          tasks: [
            {
              id: 'revoke',
              title: 'Revoke and rotate',
              role: 'service-owner',
              due: { after: 'P1DT4H', from: 'phase-start' },
              dependsOn: ['confirm', 'preserve'],
              severities: ['high', 'critical'],
              obligation: 'gdpr-art33',
              when: "incident.personalData.involved != 'no'",
            },
          ],
        },
      ],
      escalation: [
        {
          after: 'PT2H',
          from: 'declared',
          unless: 'contained',
          severities: ['critical'],
          notify: [{ ref: 'group:default/executives' }],
          raiseTo: 'major',
        },
        {
          when: 'sla.contain.at-risk',
          notify: [{ role: 'incident-commander' }],
        },
        {
          when: 'sla.acknowledge.breached',
          notify: [{ role: 'incident-commander' }, { ownerOf: 'affected' }],
        },
      ],
      communications: [
        { audience: 'management', every: 'PT2H', severities: ['critical'] },
      ],
      contacts: [
        {
          name: 'Acquirer hotline',
          kind: 'external',
          phone: '+44 20 7946 0112',
        },
        { name: 'Card scheme', kind: 'external' },
      ],
      closure: { review: 'required', requireRootCause: true },
    },
  };
}

/** The plan is approved, reviewed and tested, and nothing follows it. */
export function planStatus(
  changes: Partial<ResponsePlanStatus> = {},
): ResponsePlanStatus {
  return {
    planRef: 'responseplan:default/leaked-credential',
    title: 'Leaked credential',
    version: '2.1.0',
    lifecycle: 'approved',
    reviewed: { state: 'pass', on: '2026-05-04', due: '2999-05-04' },
    tested: { state: 'pass', on: '2026-06-18', by: 'file' },
    gaps: [],
    services: { covered: 0, first: 0 },
    inUse: { items: [], total: 0 },
    asOf: '2026-11-25T12:00:00.000Z',
    stale: false,
    ...changes,
  };
}

/** An incident that follows the plan. */
export const inUse = (
  incidentKey: string,
  changes: Partial<ResponsePlanStatus['inUse']['items'][number]> = {},
): ResponsePlanStatus['inUse']['items'][number] => ({
  incidentId: incidentKey,
  incidentKey,
  title: `Title of ${incidentKey}`,
  mode: 'real',
  status: 'containment',
  visibility: 'open',
  planVersion: '2.1.0',
  appliedAt: '2026-11-25T11:00:00.000Z',
  isPrimary: true,
  ...changes,
});
