import {
  detectionReadPermission,
  incidentReadPermission,
  obligationReadPermission,
  reportsExportPermission,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';

jest.setTimeout(240_000);

/** More than one page of an export. */
const MANY = 205;
const LISTS = ['incidents', 'obligations', 'reviews', 'actions', 'detections'];

describe.each(ENGINES)('exported lists on %s', engine => {
  let app: TestApp;
  let red: { id: string; key: string };

  const getLines = async (path: string, user = ADA) => {
    const { text } = await app.as(user).get(`/reports/${path}`).expect(200);
    return text.replace('\ufeff', '').trim().split('\r\n');
  };
  const getItems = async (path: string, user = ADA) => {
    const { text } = await app.as(user).get(`/reports/${path}`).expect(200);
    return JSON.parse(text);
  };
  const report = async (fields: object) =>
    (
      await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...fields })
        .expect(201)
    ).body;
  const addAction = (incident: { id: string }, title: string) =>
    app
      .as(ADA)
      .post(`/incidents/${incident.id}/review/actions`, {
        type: 'fix',
        title,
        ownerRef: BOB,
        dueAt: '2030-01-01T00:00:00Z',
      })
      .expect(201);

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { obligations: { regimes: ['gdpr'] } },
    });
    const open = await report({
      title: 'Token in a log',
      severity: 'high',
      personalData: { involved: 'yes' },
    });
    red = await report({
      title: 'Nightjar at the gate',
      severity: 'critical',
      tlp: 'RED',
      personalData: { involved: 'yes' },
    });
    for (const incident of [open, red]) {
      await app
        .as(ADA)
        .put(`/incidents/${incident.id}/review`, { summary: 'It was read' })
        .expect(200);
      await addAction(incident, `Rename it in ${incident.key}`);
    }
    for (let n = 0; n < MANY; n += 1) await addAction(open, `Action ${n}`);
  });
  afterAll(() => app.stop());

  it.each(LISTS)(
    'have the rows of the list of %s in both formats',
    async name => {
      const { body } = await app.as(ADA).get(`/${name}?limit=200`).expect(200);
      const [header, ...lines] = await getLines(`${name}.csv`);
      const items = await getItems(`${name}.json`);
      expect(header).toMatch(/^[a-z]+,/);
      expect(lines).toHaveLength(body.totalItems);
      expect(items).toHaveLength(body.totalItems);
    },
  );

  it('have every row once, beyond one page', async () => {
    const titles = (await getItems('actions.json')).map(
      ({ title, incident }: { title?: string; incident: { key: string } }) =>
        title ?? incident.key,
    );
    expect(titles).toHaveLength(MANY + 2);
    expect(new Set(titles).size).toBe(MANY + 2);
  });

  it('have the filters of the list', async () => {
    expect(await getLines('obligations.csv?state=submitted')).toHaveLength(1);
    expect(await getLines('actions.csv?group=proven')).toHaveLength(1);
    expect(await getLines('actions.csv?q=rename')).toHaveLength(3);
    expect(await getLines(`actions.csv?incident=${red.key}`)).toHaveLength(2);
    expect(await getItems('reviews.json?q=nothing')).toEqual([]);
    expect(await getItems('detections.json?view=decided')).toEqual([]);
    const { body } = await app
      .as(ADA)
      .get('/reports/reviews.csv?state=any')
      .expect(400);
    expect(body.error.message).toMatch(/^state/);
  });

  it('name a TLP:RED incident by its key only', async () => {
    for (const name of ['incidents', 'obligations', 'reviews', 'actions']) {
      const csv = (await getLines(`${name}.csv`)).join('\n');
      const json = JSON.stringify(await getItems(`${name}.json`));
      for (const text of [csv, json]) {
        expect(text).toContain(red.key);
        expect(text).not.toMatch(/nightjar|Rename it in SEC-2026-0002/i);
        expect(text).not.toContain(red.id);
      }
    }
    expect(await getItems('incidents.json?severity=critical')).toEqual([
      { key: red.key, tlp: 'RED' },
    ]);
    expect(await getItems('reviews.json?q=nightjar')).toEqual([
      { incident: { key: red.key, tlp: 'RED' } },
    ]);
  });

  it.each([
    ['incidents', incidentReadPermission.name],
    ['obligations', obligationReadPermission.name],
    ['detections', detectionReadPermission.name],
    ...LISTS.map(name => [name, reportsExportPermission.name]),
  ])('of %s need %s, and are audited', async (name, permission) => {
    const user = `user:default/without-${name}-${permission}`;
    app.deny(user, permission);
    app.audit.length = 0;
    for (const format of ['csv', 'json']) {
      const { body } = await app
        .as(user)
        .get(`/reports/${name}.${format}`)
        .expect(403);
      expect(body.error.message).toContain(permission);
    }
    await getItems(`${name}.json`);
    expect(
      app.audit.map(({ eventId, meta, status }: any) => [
        eventId,
        meta.actionType,
        status,
      ]),
    ).toEqual([
      ['export', name, 'failed'],
      ['export', name, 'failed'],
      ['export', name, 'succeeded'],
    ]);
  });

  it('do not name services that the catalog hides', async () => {
    const user = 'user:default/guest-of-lists';
    app.hide(user, 'component:default/payments-api');
    for (const name of ['incidents', 'obligations', 'reviews', 'actions']) {
      for (const format of ['csv', 'json']) {
        const { text } = await app
          .as(user)
          .get(`/reports/${name}.${format}`)
          .expect(200);
        expect(text).toContain('SEC-');
        expect(text).not.toContain('payments-api');
      }
    }
  });
});
