import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  explainPriority,
  incidentRestrictedReadPermission,
} from 'backstage-plugin-security-incidents-common';
import {
  escalationChannelsExtensionPoint,
  type EscalationMessage,
  incidentEventsExtensionPoint,
  type IncidentEvent,
  INCIDENTS_EVENT_TOPIC,
  type IncidentsService,
  incidentsServiceRef,
  priorityPolicyExtensionPoint,
  transitionGuardsExtensionPoint,
} from 'backstage-plugin-security-incidents-node';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const CAROL = 'user:default/carol';

/** A module as an adopter writes it. */
function createCompanyModule(seen: {
  events: IncidentEvent[];
  messages: EscalationMessage[];
}) {
  return createBackendModule({
    pluginId: 'security-incidents',
    moduleId: 'company',
    register(env) {
      env.registerInit({
        deps: {
          channels: escalationChannelsExtensionPoint,
          events: incidentEventsExtensionPoint,
          guards: transitionGuardsExtensionPoint,
          priority: priorityPolicyExtensionPoint,
        },
        async init({ channels, events, guards, priority }) {
          channels.addEscalationChannel({
            id: 'pager',
            deliver: async message => {
              seen.messages.push(message);
            },
          });
          events.addIncidentEventSubscriber({
            id: 'ticketing',
            onIncidentEvent: async event => {
              seen.events.push(event);
            },
          });
          guards.addTransitionGuard({
            id: 'payments-ticket',
            getBlocker: ({ to, incident }) =>
              to === 'triage' &&
              incident.entityRefs.includes('component:default/payments-api')
                ? 'Open a ticket for the payments team'
                : undefined,
          });
          // Payments never has the lowest priority.
          priority.setPriorityPolicy({
            explainPriority: input => {
              const explained = explainPriority(input);
              return explained.computed === 'P4'
                ? { ...explained, computed: 'P3' }
                : explained;
            },
          });
        },
      });
    },
  });
}

describe.each(ENGINES)('extension points on %s', engine => {
  const events: IncidentEvent[] = [];
  const messages: EscalationMessage[] = [];
  const published: unknown[] = [];
  let arrived: () => unknown = () => {};
  let app: TestApp;
  let incidents: IncidentsService;

  beforeAll(async () => {
    app = await startApp(engine, {
      features: [
        createCompanyModule({ events, messages }),
        createBackendModule({
          pluginId: 'security-incidents',
          moduleId: 'test-follower',
          register(env) {
            env.registerInit({
              deps: { service: eventsServiceRef },
              async init({ service }) {
                await service.subscribe({
                  id: 'test-follower',
                  topics: [INCIDENTS_EVENT_TOPIC],
                  onEvent: async ({ eventPayload }) => {
                    published.push(eventPayload);
                    arrived();
                  },
                });
              },
            });
          },
        }),
        createBackendPlugin({
          pluginId: 'other',
          register(env) {
            env.registerInit({
              deps: { service: incidentsServiceRef },
              async init({ service }) {
                incidents = service;
              },
            });
          },
        }),
      ],
    });
    app.deny(CAROL, incidentRestrictedReadPermission.name);
  });
  afterAll(() => app.stop());

  it('publish changes as events of the platform, without what is confidential', async () => {
    const both = new Promise<void>(resolve => {
      arrived = () => published.length === 2 && resolve();
    });
    const { body: open } = await app
      .as(ADA)
      .post('/incidents', REPORT)
      .expect(201);
    const { body: restricted } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    await both;
    expect(published).toEqual([
      {
        schemaVersion: 1,
        incidentId: open.id,
        version: 1,
        details: {
          key: open.key,
          mode: 'real',
          status: 'new',
          actions: ['incident.recorded'],
        },
      },
      { schemaVersion: 1, incidentId: restricted.id, version: 1 },
    ]);
  });

  it('let a module block a move, and say why before anybody tries', async () => {
    const { body: incident } = await app
      .as(ADA)
      .post('/incidents', REPORT)
      .expect(201);
    const blocker = {
      guard: 'custom:payments-ticket',
      message: 'Open a ticket for the payments team',
    };
    expect(
      incident.transitions.find(({ to }: { to: string }) => to === 'triage')
        .blockedBy,
    ).toContainEqual(blocker);
    await app
      .as(ADA)
      .put(`/incidents/${incident.id}/roles/incident-commander`, {
        principalRef: BOB,
      })
      .expect(200);
    const { body } = await app
      .as(ADA)
      .post(`/incidents/${incident.id}/transitions`, { to: 'triage' })
      .expect(409);
    expect(body.error.message).toContain(blocker.message);
  });

  it('let a module decide the priority', async () => {
    const { body } = await app
      .as(ADA)
      .post('/incidents', {
        title: 'Old cipher on the ledger',
        severity: 'low',
        urgency: 'low',
        affected: [{ entityRef: 'component:default/ledger' }],
      })
      .expect(201);
    expect(body.priority).toBe('P3');
  });

  it('send changes and escalations to modules, without what is confidential', async () => {
    const { body: open } = await app
      .as(ADA)
      .post('/incidents', REPORT)
      .expect(201);
    const { body: restricted } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    for (const { id } of [open, restricted]) {
      const sent = app.notices.all.length;
      await app
        .as(ADA)
        .post(`/incidents/${id}/escalations`, {
          reason: 'Nobody answers',
          to: [CAROL],
        })
        .expect(201);
      if (id === open.id) await app.notices.first(sent + 1);
    }

    expect(
      events.find(({ incidentId }) => incidentId === open.id)?.details,
    ).toMatchObject({ key: open.key, actions: ['incident.recorded'] });
    const secret = events.filter(
      ({ incidentId }) => incidentId === restricted.id,
    );
    expect(secret.length).toBeGreaterThan(0);
    expect(JSON.stringify(secret)).not.toContain(restricted.key);
    expect(messages[0]).toMatchObject({
      recipients: [CAROL],
      incident: { key: open.key, title: REPORT.title },
    });
    expect(JSON.stringify(messages.slice(1))).not.toContain(REPORT.title);
  });

  it.each([
    ['TLP:RED', { tlp: 'RED' }],
    ['restricted', { visibility: 'restricted' }],
  ])(
    'send nothing of an incident that is %s to modules',
    async (_name, fields) => {
      const title = 'Whimbrel sells the card numbers';
      const reason = 'Whimbrel is still in the vault';
      const before = { events: events.length, messages: messages.length };
      const { body } = await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...fields, title })
        .expect(201);
      await app
        .as(ADA)
        .put(`/incidents/${body.id}/roles/incident-commander`, {
          principalRef: BOB,
        })
        .expect(200);
      await app
        .as(ADA)
        .post(`/incidents/${body.id}/escalations`, { reason, to: [BOB] })
        .expect(201);
      while (messages.length === before.messages) {
        await new Promise(resolve => setImmediate(resolve));
      }

      const seen = {
        events: events.slice(before.events),
        messages: messages.slice(before.messages),
      };
      expect(seen.events.length).toBeGreaterThan(0);
      for (const event of seen.events) {
        expect(event.incidentId).toBe(body.id);
        expect(event.details).toBeUndefined();
      }
      expect(seen.messages).toEqual([
        {
          id: expect.any(String),
          recipients: [BOB],
          mode: 'real',
          path: `/security-incidents/${body.id}`,
        },
      ]);
      const texts = JSON.stringify(seen);
      expect(texts).not.toMatch(/whimbrel/i);
      expect(texts).not.toContain(body.key);
    },
  );

  it('page people while notifications are down', async () => {
    const { body } = await app.as(ADA).post('/incidents', REPORT).expect(201);
    app.notices.setDown(true);
    const refused = app.notices.nextRefusal();
    await app
      .as(ADA)
      .post(`/incidents/${body.id}/escalations`, {
        reason: 'Nobody answers',
        to: [CAROL],
      })
      .expect(201);
    await refused;
    app.notices.setDown(false);
    expect(messages.at(-1)?.incident?.key).toBe(body.key);
  });

  it('give other plugins the incidents that their caller may read', async () => {
    const ada = { credentials: mockCredentials.user(ADA) };
    const carol = { credentials: mockCredentials.user(CAROL) };
    const incident = await incidents.createIncident(
      { ...REPORT, visibility: 'restricted' },
      ada,
    );
    expect(incident.reportedBy).toBe(ADA);
    await expect(incidents.getIncident(incident.key, ada)).resolves.toEqual(
      expect.objectContaining({ id: incident.id }),
    );
    await expect(
      incidents.getIncident(incident.key, carol),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    const { items } = await incidents.listIncidents(
      {
        visibility: ['restricted'],
        orderBy: { field: 'recordedAt', direction: 'desc' },
        limit: 1,
      },
      ada,
    );
    expect(items.map(({ id }) => id)).toEqual([incident.id]);
    await expect(
      incidents.listIncidents({ visibility: ['restricted'] }, carol),
    ).resolves.toMatchObject({ totalItems: 0 });
    await expect(
      incidents.recordStep(incident.id, { kind: 'analysis', text: '' }, ada),
    ).rejects.toThrow('text: must not be empty');
  });
});
