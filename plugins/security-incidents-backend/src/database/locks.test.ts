import { ADA, REPORT, startApp, type TestApp } from '../__testUtils__/harness';

jest.setTimeout(120_000);

const WRITERS = 12;

describe('an incident that another connection has locked, on PostgreSQL', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp('POSTGRES_18', {
      settings: { database: { lockTimeout: { seconds: 4 } } },
    });
  });
  afterAll(() => app.stop());

  const report = async () =>
    (await app.as(ADA).post('/incidents', REPORT).expect(201)).body;
  const rename = (id: string, title: string) =>
    app.as(ADA).patch(`/incidents/${id}`, { title });

  async function countWaiting(): Promise<number> {
    const { rows } = await app.knex.raw(
      `SELECT count(*)::int AS total FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0].total;
  }

  it('delays its own changes only, on one connection, and refuses them with 503', async () => {
    const locked = await report();
    const other = await report();
    const holder = await app.knex.transaction();
    await holder('incidents').where({ id: locked.id }).forUpdate();

    let ended = 0;
    const changes = Promise.all(
      Array.from({ length: WRITERS }, async (_, index) => {
        const answer = await rename(locked.id, `Title ${index}`);
        ended += 1;
        return answer;
      }),
    );
    let mostWaiting = 0;
    while (mostWaiting === 0 && ended === 0) {
      mostWaiting = await countWaiting();
    }
    const [list, overview, change] = await Promise.all([
      app.as(ADA).get('/incidents'),
      app.as(ADA).get('/entities/component/default/payments-api/overview'),
      rename(other.id, 'Another title'),
    ]);
    mostWaiting = Math.max(mostWaiting, await countWaiting());
    expect([list.status, overview.status, change.status]).toEqual([
      200, 200, 200,
    ]);
    expect({ ended, mostWaiting }).toEqual({ ended: 0, mostWaiting: 1 });

    for (const answer of await changes) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.body.error.name).toBe('ServiceUnavailableError');
    }
    await holder.rollback();
    const again = await rename(locked.id, 'Free again');
    expect(again.status).toBe(200);
    expect(again.body.version).toBe(locked.version + 1);
  });

  it('runs many changes at once one after another when nobody else holds it', async () => {
    const { id, version } = await report();
    const answers = await Promise.all(
      Array.from({ length: WRITERS }, (_, index) =>
        rename(id, `Title ${index}`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      Array(WRITERS).fill(200),
    );
    const { body } = await app.as(ADA).get(`/incidents/${id}`);
    expect(body.version).toBe(version + WRITERS);
  });
});
