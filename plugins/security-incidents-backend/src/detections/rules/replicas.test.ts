import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../../__testUtils__/detections';
import {
  component,
  ENGINES,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';

jest.setTimeout(120_000);

type Row = Record<string, unknown>;
const NAMES = ['one', 'two', 'three', 'four', 'five'];

describe.each(ENGINES)('two replicas on %s', engine => {
  let apps: TestApp[];

  beforeAll(async () => {
    const options = {
      catalog: NAMES.map(name => component(name, 'team-payments')),
      features: [scannerModule],
      settings: {
        ...DETECTION_SETTINGS,
        detectionRules: [
          {
            name: 'Create',
            condition: { severities: ['critical'] },
            action: 'create',
          },
        ],
      },
    };
    const first = await startApp(engine, options);
    const second = await startApp(engine, { ...options, database: first.knex });
    apps = [first, second];
    await first.refreshPlans();
  });
  afterAll(async () => {
    // The first one has the database.
    for (const app of [...apps].reverse()) await app.stop();
  });

  it('create one incident for two detections of a service at the same instant', async () => {
    const { knex } = apps[0];
    for (const name of NAMES) {
      await Promise.all(
        apps.map((app, index) =>
          deliver(app, [
            finding({
              externalKey: `${name} ${index}`,
              severity: 'critical',
              labels: { service: name },
            }),
          ]).expect(202),
        ),
      );
    }
    await Promise.all(apps.map(app => app.runTask('apply-detection-rules')));
    expect(apps.map(({ taskFailures }) => taskFailures)).toEqual([[], []]);
    const affected: Row[] = await knex('affected_entities')
      .select('entity_ref')
      .count({ incidents: 'incident_seq' })
      .groupBy('entity_ref');
    expect(
      Object.fromEntries(
        affected.map(row => [row.entity_ref, Number(row.incidents)]),
      ),
    ).toEqual(
      Object.fromEntries(NAMES.map(name => [`component:default/${name}`, 1])),
    );
    const statuses: Row[] = await knex('detections')
      .select('status')
      .count({ total: '*' })
      .groupBy('status')
      .orderBy('status');
    expect(
      statuses.map(({ status, total }) => [status, Number(total)]),
    ).toEqual([
      ['attached', NAMES.length],
      ['promoted', NAMES.length],
    ]);
  });
});
