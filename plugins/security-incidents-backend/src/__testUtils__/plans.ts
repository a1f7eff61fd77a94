import type { Entity } from '@backstage/catalog-model';
import type { ResponsePlan } from 'backstage-plugin-security-incidents-common';
import { ENTITIES, type TestApp } from './harness';

/** Replaces the plans of the catalog and of the index. */
export async function setPlans(app: TestApp, plans: Entity[]) {
  app.catalog.setEntities([...ENTITIES, ...plans]);
  await app.refreshPlans();
}

export const LEAK = 'responseplan:default/leaked-credential';

/** Returns a plan with a task of each kind, with changes. */
export function leakPlan(
  change: (plan: ResponsePlan) => void = () => {},
): Entity {
  const plan: ResponsePlan = {
    apiVersion: 'security-incidents/v1alpha1',
    kind: 'ResponsePlan',
    metadata: {
      name: 'leaked-credential',
      namespace: 'default',
      title: 'Leaked credential',
      annotations: {
        'backstage.io/source-location':
          'url:https://git.example.com/plans/leaked-credential.yaml',
      },
    },
    spec: {
      owner: 'group:default/engineering',
      lifecycle: 'approved',
      version: '1.0.0',
      approval: { by: 'user:default/ada', at: '2026-05-04' },
      triggers: { classifications: ['rsit:information-content-security'] },
      appliesTo: { entities: ['component:default/payments-api'] },
      roles: [
        {
          id: 'incident-commander',
          title: 'Incident commander',
          required: true,
          assign: [{ ref: 'group:default/team-payments' }],
        },
        {
          id: 'service-owner',
          title: 'Service owner',
          required: true,
          assign: [{ ownerOf: 'affected' }],
        },
        {
          id: 'privacy-counsel',
          title: 'Privacy counsel',
          assign: [
            { ref: 'user:default/nobody' },
            { ref: 'group:default/team-ledger' },
          ],
        },
      ],
      phases: [
        {
          id: 'assess',
          title: 'Assess',
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
              title: 'Preserve evidence',
              role: 'service-owner',
              due: { after: 'PT4H', from: 'detected' },
              evidence: { required: true },
            },
          ],
        },
        {
          id: 'contain',
          title: 'Contain',
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
            {
              id: 'page',
              title: 'Page the executives',
              severities: ['critical'],
              due: { after: 'PT1H', from: 'declared' },
            },
            {
              id: 'counsel',
              title: 'Ask counsel',
              role: 'privacy-counsel',
              when: "incident.personalData.involved != 'no'",
            },
          ],
        },
        {
          id: 'recover',
          title: 'Recover',
          maps: 'recovery',
          tasks: [
            {
              id: 'verify',
              title: 'Verify service health',
              role: 'service-owner',
              due: { after: 'P1M', from: 'contained' },
            },
          ],
        },
        {
          id: 'learn',
          title: 'Learn',
          maps: 'resolved',
          tasks: [
            {
              id: 'review',
              title: 'Review what happened',
              role: 'incident-commander',
              due: { after: 'P5D', from: 'resolved' },
              required: true,
            },
          ],
        },
      ],
    },
  };
  change(plan);
  return plan as unknown as Entity;
}
