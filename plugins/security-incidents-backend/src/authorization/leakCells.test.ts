import {
  TLP_MARKINGS,
  type Tlp,
  VISIBILITIES,
  type Visibility,
} from 'backstage-plugin-security-incidents-common';
import { ENGINES, REPORT, type TestApp } from '../__testUtils__/harness';
import {
  ABOUT_MANY,
  ABOUT_ONE,
  BREAK_GLASS,
  COUNTS,
  INSIDERS,
  letPeopleIn,
  OUTSIDERS,
  PEOPLE,
  type Persona,
  PERSONAS,
  REPORTER,
  type Request,
  send,
  startLeakApp,
  timeless,
} from '../__testUtils__/leakTable';

jest.setTimeout(180_000);

/*
 * Every route of the tables, for every persona, with an incident of each visibility and TLP marking. Changes carry a stale
 * version, so callers who may see the incident get 409 and nothing changes.
 */

interface Cell {
  visibility: Visibility;
  tlp: Tlp;
}
const CELLS: Cell[] = VISIBILITIES.flatMap(visibility =>
  TLP_MARKINGS.map(tlp => ({ visibility, tlp })),
);
const MISSING = 'SEC-1999-0001';
const STALE = '1';

/** Routes about a part of an incident, which the tables ask for by an id that does not exist. */
const OF_A_PART = /\{(evidenceId|uploadId|obligationId|actionId)\}/;
/** Routes that change an incident whatever version its caller has seen. They are asked only of incidents that nobody may see. */
const CHANGES_ANYWAY = [
  'POST /incidents/{id}/evidence-uploads',
  'PUT /incidents/{id}/review',
  'POST /incidents/{id}/review/actions',
  'POST /incidents/{id}/review/reminders',
];

function isSeen(persona: Persona, { visibility }: Cell) {
  return visibility === 'open' || INSIDERS.includes(persona);
}

/** The status of a route's answer about the incident of a cell. */
function expectedStatus(persona: Persona, route: string, cell: Cell) {
  const seen = isSeen(persona, cell);
  if (route === BREAK_GLASS) {
    if (persona === 'keeper of the hammer') return 409;
    return seen ? 403 : 404;
  }
  if (!seen || OF_A_PART.test(route)) return 404;
  return route.startsWith('GET') ? 200 : 409;
}

type Body = Record<string, any>;
/** Whether a list includes the incident of a cell; all of them match every filter but visibility, and none is late. */
function isAskedFor({ path }: Request, { visibility }: Cell) {
  if (/[?&]due=/.test(path)) return false;
  const [, wanted = visibility] = /visibility=(\w+)/.exec(path) ?? [];
  return visibility === wanted;
}

describe.each(ENGINES)('persona, visibility and TLP on %s', engine => {
  const keys = new Map<Cell, string>();
  /** Answers from before there were restricted incidents. */
  const before = new Map<string, object>();
  const many = Object.entries(ABOUT_MANY).flatMap(([route, requests]) =>
    requests.map(request => ({ route, request })),
  );
  // A bundle adds an entry to each incident in it, and reports count entries.
  const [bundles, lists] = [true, false].map(wanted =>
    many.filter(({ route }) => (route === 'GET /reports/bundle') === wanted),
  );
  const nameOf = (persona: Persona, request: Request) =>
    `${persona} ${JSON.stringify(request)}`;
  let app: TestApp;

  async function report(visibility: Visibility) {
    for (const cell of CELLS.filter(other => other.visibility === visibility)) {
      const { body } = await app
        .as(REPORTER)
        .post('/incidents', {
          ...REPORT,
          ...cell,
          title: 'Nightjar',
          severity: 'critical',
        })
        .expect(201);
      await letPeopleIn(app, body);
      keys.set(cell, body.key);
    }
  }

  beforeAll(async () => {
    app = await startLeakApp(engine);
    await report('open');
    for (const requests of [bundles, lists]) {
      for (const persona of OUTSIDERS) {
        for (const { request } of requests) {
          const answer = await send(app, PEOPLE[persona], request);
          before.set(nameOf(persona, request), timeless(answer));
        }
      }
    }
    await report('restricted');
  });
  afterAll(() => app.stop());

  it.each(
    [lists, bundles].flatMap(requests =>
      OUTSIDERS.map(persona => ({ persona, requests })),
    ),
  )(
    'keep restricted incidents out of lists, counts and bundles of the $persona',
    async ({ persona, requests }) => {
      for (const { request } of requests) {
        const answer = await send(app, PEOPLE[persona], request);
        // Two equal refusals would hide a leak.
        expect({
          request,
          status: answer.status,
          body: timeless(answer),
        }).toEqual({
          request,
          status: 200,
          body: before.get(nameOf(persona, request)),
        });
      }
    },
  );

  it.each(PERSONAS)(
    'decide each route about one incident for the %s',
    async persona => {
      const ask = (route: string, key: string) => {
        const request = ABOUT_ONE[route](key);
        const call = send(app, PEOPLE[persona], request);
        return request.method === 'get' ? call : call.set('If-Match', STALE);
      };
      for (const route of Object.keys(ABOUT_ONE)) {
        const missing = await ask(route, MISSING);
        expect({ route, status: missing.status }).toEqual({
          route,
          status: 404,
        });
        const cells = CELLS.filter(
          cell => !isSeen(persona, cell) || !CHANGES_ANYWAY.includes(route),
        );
        const answers = await Promise.all(
          cells.map(async cell => {
            const key = keys.get(cell)!;
            const { status, text } = await ask(route, key);
            const said =
              !isSeen(persona, cell) &&
              status === 404 &&
              text.split(key).join(MISSING);
            return { route, cell, status, said };
          }),
        );
        const expected = cells.map(cell => {
          const status = expectedStatus(persona, route, cell);
          const said = !isSeen(persona, cell) && status === 404 && missing.text;
          return { route, cell, status, said };
        });
        expect(answers).toEqual(expected);
      }
    },
  );

  it.each(PERSONAS)('decide each count of the %s', async persona => {
    for (const { route, request } of many) {
      // Its totals count obligations whatever their due time.
      if (request.path.startsWith('/obligations?due=')) continue;
      const body = timeless(await send(app, PEOPLE[persona], request));
      const expected = CELLS.filter(
        cell => isSeen(persona, cell) && isAskedFor(request, cell),
      );
      for (const count of COUNTS[route]?.(body) ?? []) {
        expect({ request, count }).toEqual({
          request,
          count: expected.length,
        });
      }
    }
    const list = await app.as(PEOPLE[persona]).get('/incidents?limit=200');
    expect(list.body.items.map(({ key }: Body) => key).sort()).toEqual(
      CELLS.filter(cell => isSeen(persona, cell))
        .map(cell => keys.get(cell))
        .sort(),
    );
  });
});
