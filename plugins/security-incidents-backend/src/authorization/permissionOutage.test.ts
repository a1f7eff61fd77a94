import { incidentReadPermission } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

describe.each(ENGINES)('without permission decisions on %s', engine => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { serviceTimeout: { milliseconds: 100 } },
    });
  });
  afterAll(() => app.stop());

  it.each(['fail', 'hang'] as const)(
    'reads and changes are answered with 503 and Retry-After when the calls %s',
    async state => {
      const { id } = (await app.as(ADA).post('/incidents', REPORT)).body;
      app.setPermissions(state);
      const answers = [
        await app.as(ADA).get('/incidents'),
        await app.as(ADA).get(`/incidents/${id}`),
        await app.as(ADA).post('/incidents', REPORT),
        await app.as(ADA).patch(`/incidents/${id}`, { title: 'Other' }),
      ];
      app.setPermissions('answer');
      for (const { status, headers, body } of answers) {
        expect([status, headers['retry-after']]).toEqual([503, '5']);
        expect(body.error).toMatchObject({
          name: 'ServiceUnavailableError',
          message: expect.stringMatching(/^Permissions could not be checked/),
        });
      }
      const after = await app.as(ADA).get(`/incidents/${id}`).expect(200);
      expect(after.body.version).toBe(1);
    },
  );

  it('a denial stays a denial', async () => {
    app.deny(BOB, incidentReadPermission.name);
    await app.as(BOB).get('/incidents').expect(403);
  });

  it('a time limit of nothing is refused at the start', async () => {
    await expect(
      startApp(engine, { settings: { serviceTimeout: { seconds: 0 } } }),
    ).rejects.toThrow(/serviceTimeout: must be longer/);
  });
});
