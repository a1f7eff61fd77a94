import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { incidentReadPermission } from 'backstage-plugin-security-incidents-common';
import {
  type IncidentsService,
  incidentsServiceRef,
} from 'backstage-plugin-security-incidents-node';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import {
  CAROL,
  completeReview,
  resolveIncident,
  type ReviewedIncident,
  WRITTEN,
} from '../__testUtils__/reviews';

jest.setTimeout(120_000);

const LEDGER = 'component:default/ledger';
const LESSONS = 'Rotate tokens when a pipeline ends';
/** May not see the ledger. */
const GUEST = 'user:default/guest';

describe.each(ENGINES)('what finished reviews say on %s', engine => {
  let app: TestApp;
  let incidents: IncidentsService;
  const finished: ReviewedIncident[] = [];
  let secret: ReviewedIncident;
  let red: ReviewedIncident;

  const texts = async (query = '', user = ADA) =>
    (await app.as(user).get(`/reviews/texts${query}`).expect(200)).body;
  const keys = async (user = ADA) =>
    (await texts('', user)).items.map(({ incident }: any) => incident.key);

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { reviews: { fromSeverity: 'high' } },
      features: [
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
    app.deny(CAROL, incidentReadPermission.name);
    app.hide(GUEST, LEDGER);
    const complete = async (body: object) => {
      const incident = await resolveIncident(app, body);
      const { status } = await completeReview(app, incident, {
        lessons: LESSONS,
      });
      expect(status).toBe(200);
      return incident;
    };
    finished.push(await complete({ title: 'First' }));
    await resolveIncident(app, { title: 'Not written' });
    secret = await complete({ title: 'Secret', visibility: 'restricted' });
    red = await complete({ title: 'Red', tlp: 'RED' });
    finished.push(
      await complete({ title: 'Last', affected: [{ entityRef: LEDGER }] }),
    );
    const waived = await resolveIncident(app, { title: 'Waived' });
    await app
      .as(ADA)
      .post(`${waived.path}/review/waive`, { reason: 'Reviewed before' })
      .expect(200);
  });
  afterAll(() => app.stop());

  it('is listed page by page, without who took part', async () => {
    const first = await texts('?limit=1');
    expect(first).toMatchObject({
      totalItems: 2,
      items: [{ incident: { key: finished[0].key, title: 'First' } }],
    });
    const { attendees: _who, ...written } = WRITTEN;
    expect(first.items[0].fields).toEqual({ ...written, lessons: LESSONS });
    const last = await texts(`?limit=1&cursor=${first.pageInfo.nextCursor}`);
    expect(last).toMatchObject({
      items: [{ incident: { key: finished[1].key } }],
      pageInfo: {},
    });
    await app.as(ADA).get('/reviews/texts?cursor=nonsense').expect(400);
  });

  it('leaves out restricted and TLP:RED incidents, also for those who may read them', async () => {
    for (const { path } of [secret, red]) {
      await app.as(ADA).get(path).expect(200);
    }
    expect(await keys()).toEqual(finished.map(({ key }) => key));
  });

  it('is for those who may read incidents, without services that they may not see', async () => {
    await app.as(CAROL).get('/reviews/texts').expect(403);
    const { items } = await texts('', GUEST);
    expect(items.map(({ incident }: any) => incident.entityRefs)).toEqual([
      ['component:default/payments-api'],
      [],
    ]);
  });

  it('is given to other plugins with the permissions of their caller', async () => {
    const page = await incidents.listReviewTexts(
      { limit: 1 },
      { credentials: mockCredentials.service('plugin:search') },
    );
    expect(page).toEqual(await texts('?limit=1'));
    await expect(
      incidents.listReviewTexts(
        {},
        { credentials: mockCredentials.user(CAROL) },
      ),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await expect(
      incidents.listReviewTexts(
        { limit: 1_000 },
        { credentials: mockCredentials.user(ADA) },
      ),
    ).rejects.toThrow('limit');
  });

  it('changes when a review is re-opened, or its incident becomes restricted', async () => {
    const [first, last] = finished;
    await app
      .as(BOB)
      .post(`${first.path}/review/reopen`, { reason: 'Another cause' })
      .expect(200);
    expect(await keys()).toEqual([last.key]);
    await app
      .as(ADA)
      .patch(last.path, { visibility: 'restricted' })
      .expect(200);
    expect(await texts()).toMatchObject({ items: [], totalItems: 0 });
  });
});
