import { ForwardedError } from '@backstage/errors';
import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { withoutStatement } from './databaseErrors';

jest.setTimeout(60_000);

const TITLE = 'Nightjar';
const STATEMENT = /nightjar|insert into|select |update [`"]/i;

/** Makes each write to a table fail with an error that repeats the row. */
async function refuse(
  { knex }: TestApp,
  write: 'INSERT' | 'UPDATE',
  table: string,
) {
  if (knex.client.config.client === 'better-sqlite3') {
    await knex.raw(
      `CREATE TRIGGER refuse_${table} BEFORE ${write} ON ${table} BEGIN SELECT RAISE(ABORT, 'refused ${TITLE}'); END`,
    );
    return;
  }
  await knex.raw(
    `CREATE FUNCTION refuse_${table}() RETURNS trigger AS $$
      BEGIN RAISE EXCEPTION 'refused ${TITLE}'; END
    $$ LANGUAGE plpgsql`,
  );
  await knex.raw(
    `CREATE TRIGGER refuse_${table} BEFORE ${write} ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_${table}()`,
  );
}

describe.each(ENGINES)('database errors in the background on %s', engine => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startApp(engine);
  });
  afterEach(() => app.stop());

  const report = async (fields: object) => {
    const body = { ...REPORT, title: TITLE, ...fields };
    return (await app.as(ADA).post('/incidents', body).expect(201)).body;
  };
  /** Waits for an error in the log. */
  const nextError = async (message: RegExp) => {
    while (!app.errors.some(error => message.test(error))) {
      await new Promise(resolve => setImmediate(resolve));
    }
  };

  it('of the access log have no statement', async () => {
    const { id } = await report({ visibility: 'restricted' });
    await refuse(app, 'INSERT', 'incident_views');
    await app.as(ADA).get(`/incidents/${id}`).expect(200);
    await nextError(/^A view of incident/);
    expect(app.logged.join('\n')).toMatch(/DatabaseError: Database error \(/);
    expect(app.logged.join('\n')).not.toMatch(STATEMENT);
  });

  it('of deliveries after a change have no statement', async () => {
    await refuse(app, 'UPDATE', 'escalations');
    const { id } = await report({ severity: 'critical' });
    await app
      .as(ADA)
      .post(`/incidents/${id}/escalations`, { reason: 'Nobody answers' })
      .expect(201);
    await nextError(/^A change of incident .* could not be published/);
    expect(app.logged.join('\n')).toMatch(/DatabaseError: Database error \(/);
    expect(app.logged.join('\n')).not.toMatch(STATEMENT);
  });

  it('of a scheduled task have no statement', async () => {
    await report({ severity: 'critical' });
    await app.knex.schema.renameTable('service_level_checks', 'gone');
    await app.escalate();
    await app.knex.schema.renameTable('gone', 'service_level_checks');
    expect(app.taskFailures).toMatchObject([
      {
        name: 'DatabaseError',
        message: expect.stringMatching(/^Database error \(/),
        cause: undefined,
      },
    ]);
  });
});

describe('errors that are none of the database', () => {
  it.each([
    ['a failed notification', new Error('Notifications do not answer')],
    [
      'a refused HTTP connection',
      new ForwardedError(
        'The permission backend does not answer',
        new TypeError('fetch failed', {
          cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
        }),
      ),
    ],
  ])('stay as they are: %s', (_name, error) => {
    expect(withoutStatement(error)).toBe(error);
  });
});
