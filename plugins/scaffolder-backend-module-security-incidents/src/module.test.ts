import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { parseResponsePlan } from 'backstage-plugin-security-incidents-common';
import { incidentsServiceRef } from 'backstage-plugin-security-incidents-node';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModule from '.';

jest.setTimeout(120_000);

const ADA = 'user:default/ada';

const template = (name: string, step: object): Entity => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name, namespace: 'default', uid: name },
  spec: {
    type: 'service',
    parameters: [],
    steps: [{ id: 'it', name: 'It', ...step }],
    output: {
      key: '${{ steps.it.output.key }}',
      path: '${{ steps.it.output.path }}',
      yaml: '${{ steps.it.output.yaml }}',
      entityRef: '${{ steps.it.output.entityRef }}',
      findings: '${{ steps.it.output.findings }}',
    },
  },
});

const REPORT = template('report', {
  action: 'security-incidents:incident:report',
  input: {
    title: '${{ parameters.title }}',
    entityRefs: ['component:default/payments-api'],
    unsure: true,
  },
});
const PLAN = template('plan', {
  action: 'security-incidents:plan:create',
  input: {
    name: '${{ parameters.name }}',
    title: 'Lost badge',
    owner: 'group:default/security',
    classifications: ['rsit:information-content-security'],
    tasks: [
      { title: 'Block the badge', phase: 'containment', dueWithin: 'PT1H' },
      { title: 'Ask who has it', phase: 'triage', required: true },
    ],
  },
});

/** The scaffolder itself with our module, and incidents that only remember what they were asked. */
async function start(options: { isRefused?: boolean } = {}) {
  const asked: Array<{ request: any; options: any }> = [];
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModule,
      catalogServiceMock.factory({
        entities: [
          REPORT,
          PLAN,
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'ada', namespace: 'default' },
          },
        ],
      }),
      mockServices.rootConfig.factory({
        data: { backend: { baseUrl: 'http://localhost' } },
      }),
      createServiceFactory({
        service: incidentsServiceRef,
        deps: {},
        factory: () =>
          ({
            createIncident: async (body: object, call: object) => {
              asked.push({ request: body, options: call });
              if (options.isRefused) {
                throw new NotAllowedError('You may not report');
              }
              return { key: 'SEC-2026-0007' };
            },
          } as never),
      }),
    ],
  });
  const as = (call: request.Test) =>
    call.set('authorization', mockCredentials.user.header(ADA));

  async function run(name: string, values: object) {
    const { body, status } = await as(
      request(backend.server).post('/api/scaffolder/v2/tasks'),
    ).send({ templateRef: `template:default/${name}`, values });
    expect({ status, body }).toMatchObject({ status: 201 });
    // The stream ends when the task does.
    await as(
      request(backend.server).get(
        `/api/scaffolder/v2/tasks/${body.id}/eventstream`,
      ),
    );
    const task = await as(
      request(backend.server).get(`/api/scaffolder/v2/tasks/${body.id}`),
    );
    const events = await as(
      request(backend.server).get(`/api/scaffolder/v2/tasks/${body.id}/events`),
    );
    const end = events.body.find(
      ({ type }: { type: string }) => type === 'completion',
    );
    return {
      status: task.body.status,
      output: end?.body.output,
      error: end?.body.error,
    };
  }
  return { asked, run, as, backend };
}

describe('the actions in the scaffolder', () => {
  it('are listed with schemas and examples', async () => {
    const { backend, as } = await start();
    const { body } = await as(
      request(backend.server).get('/api/scaffolder/v2/actions'),
    );
    const ours = body.filter(({ id }: { id: string }) =>
      id.startsWith('security-incidents:'),
    );
    expect(ours.map(({ id }: { id: string }) => id).sort()).toEqual([
      'security-incidents:incident:report',
      'security-incidents:plan:create',
    ]);
    for (const { examples, schema, description } of ours) {
      expect(description).toBeTruthy();
      expect(examples.length).toBeGreaterThan(0);
      for (const { example } of examples) {
        expect(parse(example).steps[0].action).toMatch(/^security-incidents:/);
      }
      for (const field of Object.values<any>(schema.input.properties)) {
        expect(field.description).toBeTruthy();
      }
    }
    await backend.stop();
  });

  it('report with the credentials of the person who runs the template', async () => {
    const { backend, run, asked } = await start();
    const { status, output } = await run('report', { title: 'Odd calls' });
    expect({ status, output }).toMatchObject({
      status: 'completed',
      output: {
        key: 'SEC-2026-0007',
        path: '/security-incidents/SEC-2026-0007',
      },
    });
    expect(asked).toEqual([
      {
        request: {
          title: 'Odd calls',
          affected: [{ entityRef: 'component:default/payments-api' }],
          detection: { method: 'staff-report', certainty: 'unsure' },
        },
        options: {
          credentials: expect.objectContaining({
            principal: expect.objectContaining({ userEntityRef: ADA }),
          }),
          idempotencyKey: expect.stringMatching(/^scaffolder:/),
        },
      },
    ]);
    expect(asked[0].options.idempotencyKey.length).toBeLessThanOrEqual(200);
    await backend.stop();
  });

  it('fail with the reason when the caller may not report', async () => {
    const { backend, run } = await start({ isRefused: true });
    const { status, error } = await run('report', { title: 'Odd calls' });
    expect({ status, message: error?.message }).toEqual({
      status: 'failed',
      message: 'You may not report',
    });
    await backend.stop();
  });

  it('write a plan that the catalog takes, and refuse one that it would not', async () => {
    const { backend, run } = await start();
    const { status, output } = await run('plan', { name: 'lost-badge' });
    expect({ status, output }).toMatchObject({
      status: 'completed',
      output: {
        path: 'lost-badge.yaml',
        entityRef: 'responseplan:default/lost-badge',
      },
    });
    const { plan, findings } = parseResponsePlan(parse(output.yaml));
    expect(findings).toEqual([]);
    expect(plan?.spec.lifecycle).toBe('draft');
    expect(plan?.spec.phases.map(({ maps }) => maps)).toEqual([
      'triage',
      'containment',
    ]);
    const refused = await run('plan', { name: 'Lost Badge' });
    expect(refused.status).toBe('failed');
    expect(refused.error.message).toMatch(/^name: must be/);
    await backend.stop();
  });
});
