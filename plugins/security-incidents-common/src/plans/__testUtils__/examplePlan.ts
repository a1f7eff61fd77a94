import type { ResponsePlan } from '../document';

/** A plan that nobody has anything to say against. */
export function examplePlan(): ResponsePlan {
  return {
    apiVersion: 'security-incidents/v1alpha1',
    kind: 'ResponsePlan',
    metadata: { name: 'leaked-credential', title: 'Leaked credential' },
    spec: {
      owner: 'group:default/security',
      lifecycle: 'approved',
      version: '2.1.0',
      approval: { by: 'user:default/ciso', at: '2026-05-04' },
      review: { interval: 'P12M', testInterval: 'P12M' },
      triggers: {
        classifications: [
          'rsit:information-content-security/data-leak',
          'rsit:intrusions',
        ],
        severities: ['medium', 'high', 'critical'],
      },
      roles: [
        {
          id: 'incident-commander',
          title: 'Incident commander',
          required: true,
          assign: [{ ref: 'group:default/security-operations' }],
        },
        {
          id: 'service-owner',
          title: 'Owner of the affected service',
          required: true,
          assign: [{ ownerOf: 'affected' }],
        },
        { id: 'scribe', title: 'Scribe' },
      ],
      sla: { critical: { acknowledge: 'PT15M', contain: 'PT4H' } },
      phases: [
        {
          id: 'assess',
          maps: 'triage',
          tasks: [
            {
              id: 'confirm',
              title: 'Confirm and scope',
              role: 'incident-commander',
              due: { after: 'PT30M', from: 'declared' },
              required: true,
            },
            {
              id: 'preserve',
              title: 'Preserve evidence before rotating',
              role: 'service-owner',
              due: { after: 'PT1H', from: 'declared' },
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
              due: { after: 'PT4H', from: 'declared' },
              required: true,
              dependsOn: ['preserve'],
            },
          ],
        },
      ],
      escalation: [
        {
          when: 'sla.acknowledge.breached',
          notify: [{ role: 'incident-commander' }],
        },
        {
          after: 'PT2H',
          from: 'declared',
          unless: 'contained',
          notify: [{ ref: 'group:default/executives' }],
          raiseTo: 'major',
        },
      ],
      communications: [{ audience: 'management', role: 'incident-commander' }],
      contacts: [
        {
          name: 'National CSIRT',
          kind: 'authority',
          phone: '+44 20 0000 0000',
        },
      ],
      closure: { review: 'required', approvers: [{ ownerOf: 'affected' }] },
    },
  };
}
