import { ConfigReader } from '@backstage/config';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createSeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { processedDemoCatalog } from '../__testUtils__/demoCatalog';
import { catalogIsReady } from '../catalogIsReady';
import { stories } from '../history';
import { getQuietUntil, seedHistory } from '../seedHistory';
import { actingAs } from '../stage';
import { createEvent, DEMO_SOURCES } from './events';
import { muteSources, seedDetections } from './seedDetections';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const OPEN = stories.filter(({ report: { title } }) =>
  /^(Live gateway key|Card testing|Unusual export|Stolen passwords)/.test(
    title,
  ),
);

/** The settings of the demo. */
function readConfig() {
  const file = resolve(__dirname, '../../../../../app-config.yaml');
  return new ConfigReader(parse(readFileSync(file, 'utf8')));
}

describe('the detections of the demo', () => {
  async function seed() {
    const knex = await databases.init('SQLITE_3');
    const options = {
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: await processedDemoCatalog(services =>
          catalogIsReady(stories, services),
        ),
      }),
      config: readConfig(),
      database: mockServices.database({ knex, migrations: { skip: false } }),
      userInfo: mockServices.userInfo(),
    };
    const now = new Date();
    const endMutes = await muteSources(options, now);
    const muted: string[] = await knex('detection_source_states')
      .where('muted_until', '>', new Date().toISOString())
      .pluck('source_id');
    await seedHistory(OPEN, options, now);
    await seedDetections(options, now);
    await endMutes();
    return { knex, now, muted, service: await createSeedingServices(options) };
  }
  let seeded: Awaited<ReturnType<typeof seed>>;
  beforeAll(async () => {
    seeded = await seed();
  });

  const context = () =>
    withoutAuthorization({
      credentials: actingAs('user:default/amara.quistel'),
    });

  it('fill the inbox, and wait for a service where nobody knows it', async () => {
    const { counts } = await seeded.service.detections.list({}, context());
    expect(counts).toMatchObject({ new: 18, unmapped: 2 });
    const rows = await seeded
      .knex('detections')
      .where({ status: 'new' })
      .whereNotNull('entity_ref');
    const count = (wanted: string) =>
      rows.filter(({ severity }) => severity === wanted).length;
    expect(['high', 'medium', 'low'].map(count)).toEqual([4, 7, 7]);
  });

  it('add no incident to those of the stories', async () => {
    const [{ total }] = await seeded.knex('incidents').count({ total: '*' });
    expect(Number(total)).toBe(OPEN.length);
  });

  it('are decided, and attached to open incidents, a restricted one among them', async () => {
    const rows = await seeded
      .knex('detections')
      .select('status', 'disposition');
    const dispositions = new Set(
      rows.flatMap(({ disposition }) => disposition ?? []),
    );
    expect(rows.filter(({ status }) => status === 'attached')).toHaveLength(5);
    expect([...dispositions].sort()).toEqual([
      'accepted-risk',
      'benign',
      'duplicate',
      'false-positive',
      'insufficient-data',
      'test',
    ]);
  });

  it('leave the incidents that they are attached to without escalations for a while', async () => {
    const checks: string[] = await seeded
      .knex('service_level_checks')
      .pluck('check_at');
    expect(checks).not.toEqual([]);
    const quietUntil = getQuietUntil(seeded.now).toISOString();
    expect(checks.filter(at => at < quietUntil)).toEqual([]);
  });

  it('are ignored by a rule, held back by a suppression, and placed by a pattern', async () => {
    const rows = await seeded.knex('detections');
    const statuses = new Set(rows.map(({ status }) => status));
    expect(statuses).toContain('ignored');
    expect(statuses).toContain('suppressed');
    const ways = rows.flatMap(({ mapping }) =>
      mapping ? [JSON.parse(mapping).way] : [],
    );
    expect(new Set(ways)).toEqual(
      new Set([
        'repository',
        'kubernetes',
        'label',
        'pattern',
        'person',
        'cloud',
      ]),
    );
    const { rules, suppressions } = await seeded.service.detectionRules.get(
      context(),
    );
    expect(rules.map(({ action }) => action)).toEqual(['ignore', 'suggest']);
    expect(suppressions.map(({ isEnded }) => isEnded).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('raise no alarm about sources while they are written', async () => {
    const { detections } = readConfig().get<{
      detections: Record<string, { expectedEvery?: object }>;
    }>('securityIncidents');
    const expected = Object.keys(detections).filter(
      id => detections[id].expectedEvery,
    );
    expect(seeded.muted.sort()).toEqual(expected);
    const muted = await seeded
      .knex('detection_source_states')
      .whereNotNull('muted_until');
    expect(muted).toEqual([]);
  });

  it('are counted for the people on duty, who have looked', async () => {
    const viewers = await seeded.knex('detection_viewers');
    expect(viewers.map(({ services }) => services)).toEqual([null, null, null]);
  });

  it('have one about a service that service owners do not see', async () => {
    const { items } = await seeded.service.detections.list(
      { entityRef: ['component:default/conduct-hotline'] },
      context(),
    );
    expect(items.map(({ title }) => title)).toEqual([
      'Large download of reports by staff',
    ]);
  });

  it('have a silent source and one that is rejected', async () => {
    const [falco] = await seeded
      .knex('detection_deliveries')
      .where({ source_id: 'falco' })
      .max({ at: 'received_at' });
    expect(Date.now() - Date.parse(falco.at)).toBeGreaterThan(
      3 * 24 * 60 * 60_000,
    );
    const [rejected] = await seeded
      .knex('detection_rejections')
      .where({ source_id: 'pagerduty', reason: 'bad-signature' })
      .sum({ n: 'total' });
    expect(Number(rejected.n)).toBe(16);
  });

  it.each(DEMO_SOURCES)(
    'of %s are verified and find their service',
    async source => {
      const { detectionIntake: intake } = seeded.service;
      const { headers, body } = createEvent(
        {
          source,
          id: '77',
          rule: 'r',
          severity: 'high',
          title: 'A finding',
          service: 'payments-api',
        },
        Date.now(),
        `${source}-77`,
      );
      const { outcome, detections } = await intake.accept(
        await intake.verify(source, headers, body),
      );
      expect(outcome).toBe('accepted');
      expect(detections[0].record).toMatchObject({
        entityRef: 'component:default/payments-api',
        severity: 'high',
      });
    },
  );
});
