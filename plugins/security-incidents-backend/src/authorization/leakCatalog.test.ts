import { ENGINES, REPORT, type TestApp } from '../__testUtils__/harness';
import {
  ABOUT_MANY,
  COUNTS,
  isFoundByService,
  REPORTER,
  type Request,
  send,
  SERVICE,
  startLeakApp,
  timeless,
} from '../__testUtils__/leakTable';

jest.setTimeout(120_000);

/*
 * The same requests by a caller who may not see the service in the catalog. A request that finds incidents by services
 * answers as it did before the incident was recorded. Other requests list the incident and do not name the service.
 */

const LEDGER = { entityRef: 'component:default/ledger' };
const requests = Object.entries(ABOUT_MANY).flatMap(([route, all]) =>
  all.map(request => ({ route, request, found: isFoundByService(request) })),
);
/** Lists that have no row for each incident. */
const OTHER_LISTS = /^GET \/(reports\/)?(response-plans|reviews|actions)/;
/** A bundle adds an entry to each incident in it, and reports count entries. */
const isBundle = ({ route }: { route: string }) =>
  route === 'GET /reports/bundle';
const bundles = requests.filter(isBundle);
const lists = requests.filter(request => !isBundle(request));

it('has requests for each way to find by services, and others', () => {
  const finding = requests.filter(({ found }) => found);
  for (const part of [
    'entityRef=component',
    'entityRef=domain',
    'entityRef=group',
    'system=',
    'owner=',
    'q=payments',
    '/overview',
    '/history',
    '/entities/overviews',
    '/reports/volume?entityRef',
  ]) {
    expect({
      part,
      asked: finding.some(({ request }) => request.path.includes(part)),
    }).toEqual({ part, asked: true });
  }
  expect(finding.length).toBeLessThan(requests.length);
});

describe.each(ENGINES)('a service that is hidden on %s', engine => {
  let app: TestApp;
  let secret: { id: string; key: string };
  let people = 0;
  /** A new caller each time, because what a caller may see is cached for a while. */
  const guest = () => {
    people += 1;
    const user = `user:default/guest${people}`;
    app.hide(user, SERVICE);
    return user;
  };
  const ask = async (user: string, request: Request) => {
    const answer = await send(app, user, request);
    return { body: timeless(answer), text: answer.text };
  };
  const countsOf = async (user: string) => {
    const counts: Array<{ path: string; found: boolean; counts: number[] }> =
      [];
    for (const { route, request, found } of lists) {
      const { body } = await ask(user, request);
      const counted = COUNTS[route]?.(body) ?? [];
      counts.push({ path: request.path, found, counts: counted });
    }
    return counts;
  };
  const before = new Map<string, object>();
  let countsBefore: Awaited<ReturnType<typeof countsOf>>;

  beforeAll(async () => {
    app = await startLeakApp(engine);
    await app
      .as(REPORTER)
      .post('/incidents', { ...REPORT, affected: [LEDGER] })
      .expect(201);
    const user = guest();
    for (const { request } of [...bundles, ...lists]) {
      before.set(JSON.stringify(request), (await ask(user, request)).body);
    }
    countsBefore = await countsOf(user);
    const { body } = await app
      .as(REPORTER)
      .post('/incidents', {
        ...REPORT,
        title: 'Nightjar',
        severity: 'critical',
      })
      .expect(201);
    secret = body;
  });
  afterAll(() => app.stop());

  it('changes no answer to a request that finds by services', async () => {
    const user = guest();
    const finding = [...lists, ...bundles].filter(({ found }) => found);
    for (const { request } of finding) {
      const { body, text } = await ask(user, request);
      expect({ request, body }).toEqual({
        request,
        body: before.get(JSON.stringify(request)),
      });
      expect(text).not.toMatch(/nightjar/i);
    }
  });

  it('changes no count of a request that finds by services, when it is the first of its caller', async () => {
    for (const { route, request, found } of lists) {
      if (!found) continue;
      const { body } = await ask(guest(), request);
      const counted = COUNTS[route]?.(body) ?? [];
      expect({ path: request.path, found, counts: counted }).toEqual(
        countsBefore.find(
          ({ path, counts }) =>
            path === request.path && counts.length === counted.length,
        ),
      );
    }
  });

  it('hides no incident from lists with other filters', async () => {
    const user = guest();
    for (const { route, request, found } of requests) {
      if (
        found ||
        OTHER_LISTS.test(route) ||
        !request.path.includes('nightjar')
      )
        continue;
      const { body, text } = await ask(user, request);
      const { lines, items } = body as {
        lines: string[];
        items: Array<{ key: string }>;
      };
      const keys = request.path.includes('.csv')
        ? lines.map(line => line.split(',')[0])
        : items.map(({ key }) => key);
      expect(keys).toEqual([secret.key]);
      expect(text).not.toContain('payments-api');
    }
  });

  it('hides no incident from its members', async () => {
    const member = guest();
    await app
      .as(REPORTER)
      .post(`/incidents/${secret.id}/members`, { principalRef: member })
      .expect(200);
    const own = requests.filter(
      ({ route, found }) => found && route === 'GET /incidents',
    );
    for (const { request } of own) {
      const { text } = await ask(member, request);
      expect(text).toContain(secret.key);
    }
  });
});
