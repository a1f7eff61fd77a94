import type {
  Incident,
  IncidentStatus,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
const LEDGER = 'component:default/ledger';
const FACTS = {
  severity: 'high',
  urgency: 'high',
  classification: { class: 'information-content-security' },
};
const SAME = 'Both reports are of one token';

describe.each(ENGINES)('a merge on %s', engine => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startApp(engine);
  });
  afterEach(() => app.stop());

  async function report(body: object = {}): Promise<Incident> {
    const answer = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, ...body })
      .expect(201);
    return answer.body;
  }
  const move = (incident: Incident, body: object, by = BOB) =>
    app.as(by).post(`/incidents/${incident.key}/transitions`, body);
  const merge = (incident: Incident, into: Incident, by = BOB) =>
    move(incident, { to: 'merged', mergedInto: into.key, reason: SAME }, by);
  const read = async (incident: Incident, by = BOB): Promise<Incident> =>
    (await app.as(by).get(`/incidents/${incident.key}`).expect(200)).body;
  const entriesOf = async (incident: Incident) => {
    const { body } = await app
      .as(BOB)
      .get(`/incidents/${incident.key}/timeline`)
      .expect(200);
    return body.items as Array<{ action: string; data: object }>;
  };
  const countOn = async (name: string) => {
    const { body } = await app
      .as(BOB)
      .get(`/entities/component/default/${name}/overview`)
      .expect(200);
    return body.open.total;
  };
  const verify = async (incident: Incident) => {
    const { body } = await app
      .as(BOB)
      .get(`/incidents/${incident.key}/verification`)
      .expect(200);
    return body.status;
  };

  it('is an entry of both timelines, links both and hands over the services, until it is undone', async () => {
    const survivor = await report();
    const merged = await report({
      title: 'Token seen in a chat',
      affected: [
        { entityRef: PAYMENTS },
        { entityRef: LEDGER, role: 'suspected', impactNote: 'Read access' },
      ],
    });
    expect([await countOn('payments-api'), await countOn('ledger')]).toEqual([
      2, 1,
    ]);
    const before = (await entriesOf(survivor)).length;
    const { body: left } = await merge(merged, survivor).expect(200);
    expect(left).toMatchObject({
      status: 'merged',
      mergedInto: { key: survivor.key },
    });
    expect((await entriesOf(merged)).pop()).toMatchObject({
      action: 'status.changed',
      data: { mergedInto: survivor.key, reason: SAME },
    });
    const joined = await read(survivor);
    expect(joined).toMatchObject({
      version: survivor.version + 1,
      mergedIncidents: [
        { id: merged.id, key: merged.key, title: 'Token seen in a chat' },
      ],
      affected: [
        { entityRef: PAYMENTS },
        {
          entityRef: LEDGER,
          role: 'suspected',
          impactNote: 'Read access',
          snapshotState: 'complete',
          snapshot: { ownerRef: 'group:default/team-ledger' },
        },
      ],
    });
    expect((await entriesOf(survivor)).slice(before)).toMatchObject([
      {
        action: 'merge.added',
        actor: BOB,
        data: { mergedFrom: merged.key, reason: SAME, services: [LEDGER] },
      },
      {
        action: 'affected.linked',
        data: { entityRef: LEDGER, mergedFrom: merged.key },
      },
    ]);
    // One incident is open now, on every page of a service that it affects.
    expect([await countOn('payments-api'), await countOn('ledger')]).toEqual([
      1, 1,
    ]);
    const { body: byOwner } = await app
      .as(BOB)
      .get('/incidents?owner=group:default/team-ledger&open=true');
    expect(byOwner.items.map(({ key }: Incident) => key)).toEqual([
      survivor.key,
    ]);

    await move(merged, { to: 'new', reason: 'Another token' }).expect(200);
    const apart = await read(survivor);
    expect(apart.mergedIncidents).toEqual([]);
    expect(apart.affected).toMatchObject([{ entityRef: PAYMENTS }]);
    expect((await entriesOf(survivor)).slice(before + 2)).toMatchObject([
      {
        action: 'merge.removed',
        data: {
          mergedFrom: merged.key,
          reason: 'Another token',
          services: [LEDGER],
        },
      },
      { action: 'affected.unlinked', data: { entityRef: LEDGER } },
    ]);
    const back = await read(merged);
    expect(back.mergedInto).toBeUndefined();
    expect(back.affected).toHaveLength(2);
    expect([await countOn('payments-api'), await countOn('ledger')]).toEqual([
      2, 1,
    ]);
    expect([await verify(survivor), await verify(merged)]).toEqual([
      'ok',
      'ok',
    ]);
  });

  it('leaves the survivor what somebody worked on since, and what it had before', async () => {
    const survivor = await report();
    const merged = await report({
      affected: [
        { entityRef: PAYMENTS, compromise: 'compromised' },
        { entityRef: LEDGER },
      ],
    });
    await merge(merged, survivor).expect(200);
    await app
      .as(BOB)
      .post(`/incidents/${survivor.key}/affected`, {
        entityRef: LEDGER,
        compromise: 'compromised',
      })
      .expect(200);
    await move(merged, { to: 'new', reason: 'Another token' }).expect(200);
    expect((await read(survivor)).affected).toMatchObject([
      { entityRef: PAYMENTS, compromise: 'unknown' },
      { entityRef: LEDGER, compromise: 'compromised' },
    ]);
  });

  it('is possible from every open status, with a reason, and comes back to it', async () => {
    const survivor = await report();
    const merged = await report(FACTS);
    const path = `/incidents/${merged.key}`;
    const steps: Array<[IncidentStatus, () => Promise<unknown>]> = [
      ['new', async () => {}],
      [
        'triage',
        () =>
          app
            .as(BOB)
            .put(`${path}/roles/assignee`, { principalRef: BOB })
            .expect(200),
      ],
      ['containment', async () => {}],
      [
        'eradication',
        () =>
          app
            .as(BOB)
            .post(`${path}/steps`, { kind: 'containment', text: 'Revoked' })
            .expect(201),
      ],
      ['recovery', async () => {}],
      [
        'resolved',
        () =>
          app
            .as(BOB)
            .post(`${path}/affected`, {
              entityRef: PAYMENTS,
              compromise: 'not-compromised',
            })
            .expect(200),
      ],
    ];
    for (const [to, prepare] of steps) {
      await prepare();
      if (to !== 'new') {
        const resolution =
          to === 'resolved'
            ? { code: 'contained', summary: 'Gone' }
            : undefined;
        await move(merged, { to, resolution }).expect(200);
      }
      const silent = await move(merged, {
        to: 'merged',
        mergedInto: survivor.key,
      });
      expect([to, silent.status]).toEqual([to, 400]);
      expect(silent.body.error.message).toMatch(/^reason: is required/);
      await merge(merged, survivor).expect(200);
      const back = await move(merged, { to, reason: 'Not the same' });
      expect([to, back.status, back.body.status]).toEqual([to, 200, to]);
    }
  });

  it.each([
    ['real', 'exercise', 'an exercise', 'a real incident'],
    ['exercise', 'real', 'a real incident', 'an exercise'],
  ])(
    'never joins %s and %s',
    async (mode, otherMode, targetWords, sourceWords) => {
      const merged = await report({ mode });
      const survivor = await report({ mode: otherMode });
      const answer = await merge(merged, survivor);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toBe(
        `mergedInto: ${survivor.key} is ${targetWords} and ${merged.key} is ${sourceWords}; real incidents, exercises and tests are never merged into each other`,
      );
      expect((await read(survivor)).version).toBe(survivor.version);
    },
  );

  it('needs another incident that is open, and the permission to merge', async () => {
    const survivor = await report();
    const merged = await report();
    expect((await merge(merged, merged)).status).toBe(400);
    app.deny('user:default/eve', 'security-incidents.incident.merge');
    const denied = await merge(merged, survivor, 'user:default/eve');
    expect(denied.status).toBe(403);
    await move(survivor, { to: 'dismissed', reason: 'A test token' });
    const over = await merge(merged, survivor);
    expect(over.status).toBe(400);
    expect(over.body.error.message).toContain('it must be open');
  });

  it('is undone by a person who lost sight of the survivor, and leaves a closed record as it is', async () => {
    const survivor = await report();
    const merged = await report({ affected: [{ entityRef: LEDGER }] });
    await merge(merged, survivor).expect(200);
    await app
      .as(ADA)
      .patch(`/incidents/${survivor.key}`, { visibility: 'restricted' })
      .expect(200);
    await move(survivor, { to: 'dismissed', reason: 'Over' }, ADA).expect(200);
    app.deny(BOB, 'security-incidents.incident.restricted.read');
    await move(merged, { to: 'new', reason: 'Another' }).expect(200);
    const kept = await read(survivor, ADA);
    expect(kept.affected).toHaveLength(2);
    expect(kept.mergedIncidents).toEqual([]);
  });
});
