import {
  type IncidentImport,
  type ImportedIncident,
  TLP_MARKINGS,
  type Visibility,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { ENGINES, type TestApp } from '../__testUtils__/harness';
import { importFile } from '../__testUtils__/imports';
import {
  ABOUT_IMPORT,
  addMembers,
  INSIDERS,
  OUTSIDERS,
  PEOPLE,
  type Persona,
  PERSONAS,
  REPORTER,
  send,
  startLeakApp,
} from '../__testUtils__/leakTable';

jest.setTimeout(120_000);

/*
 * Every route about an import, for every persona, with imported incidents of each visibility and TLP marking. The same file is
 * imported twice, the second time without its restricted rows: callers who may not see them must get the same answers.
 */

const FIRST_ROW = 2;
const ROWS = TLP_MARKINGS.flatMap((tlp, index) =>
  VISIBILITIES.map((visibility, place) => ({
    row: FIRST_ROW + index * VISIBILITIES.length + place,
    // Restricted incidents are the first, a middle and the last one of their years.
    detectedAt: `${2023 + (index % 2)}-05-${
      visibility === 'open' ? 10 + index : 1 + index * 6
    }T09:00:00Z`,
    visibility,
    tlp,
  })),
);
const FILE = [
  'Nr,Title,Detected,Visibility,TLP,Lead',
  ...ROWS.map(({ row, detectedAt, visibility, tlp }) =>
    [
      `IS-${row}`,
      visibility === 'open' ? 'Spam run' : 'Nightjar',
      detectedAt,
      visibility,
      tlp,
      PEOPLE.commander,
    ].join(','),
  ),
  // A year of its own.
  `IS-99,Nightjar,2019-05-01T09:00:00Z,restricted,AMBER,${PEOPLE.commander}`,
].join('\n');
const RESTRICTED_ROWS = [
  ...ROWS.filter(({ visibility }) => visibility === 'restricted').map(
    ({ row }) => row,
  ),
  FIRST_ROW + ROWS.length,
];

type Body = Record<string, any>;

describe.each(ENGINES)('restricted incidents of an import on %s', engine => {
  let app: TestApp;
  let whole: IncidentImport;
  let openOnly: IncidentImport;

  const listAll = async (persona: Persona, { id }: { id: string }) => {
    const items: ImportedIncident[] = [];
    let query = '?limit=1';
    for (;;) {
      const { body } = await app
        .as(PEOPLE[persona])
        .get(`/imports/${id}/incidents${query}`)
        .expect(200);
      items.push(...body.items);
      const { nextCursor } = body.pageInfo;
      if (!nextCursor) return { items, totalItems: body.totalItems };
      query = `?limit=1&cursor=${nextCursor}`;
    }
  };

  /** What a route says about an import, with its own names, times and keys replaced by what both imports share. */
  const ask = async (
    persona: Persona,
    route: string,
    imported: IncidentImport,
  ) => {
    const answer = await send(
      app,
      PEOPLE[persona],
      ABOUT_IMPORT[route](imported.id),
    );
    expect({ route, status: answer.status }).toEqual({ route, status: 200 });
    const isOfIt = ({ id }: Body) => id === imported.id;
    const body = answer.body.items?.find(isOfIt) ?? answer.body;
    const { items } = await listAll('overseer', imported);
    const named = items.reduce(
      (text, { id, key, row }) =>
        text.split(id).join(`id of ${row}`).split(key).join(`key of ${row}`),
      JSON.stringify(body),
    );
    const {
      id: _id,
      source: _source,
      createdAt: _createdAt,
      startedAt: _startedAt,
      endedAt: _endedAt,
      ...said
    } = JSON.parse(named);
    return said;
  };

  beforeAll(async () => {
    app = await startLeakApp(engine);
    whole = await importFile(app, REPORTER, FILE, { source: 'Whole' });
    openOnly = await importFile(app, REPORTER, FILE, {
      source: 'Open only',
      leaveOut: RESTRICTED_ROWS,
    });
    const { items } = await listAll('reporter', whole);
    for (const incident of items.filter(({ restricted }) => restricted)) {
      await addMembers(app, incident);
    }
  });
  afterAll(() => app.stop());

  it.each(
    OUTSIDERS.flatMap(persona =>
      Object.keys(ABOUT_IMPORT).map(route => [persona, route] as const),
    ),
  )('are as if left out for the %s at %s', async (persona, route) => {
    const said = await ask(persona, route, whole);
    expect(said).toEqual(await ask(persona, route, openOnly));
    expect(JSON.stringify(said)).not.toMatch(/nightjar/i);
  });

  it.each(PERSONAS)(
    'are counted and listed for the %s alike',
    async persona => {
      const isSeen = (visibility: Visibility) =>
        visibility === 'open' || INSIDERS.includes(persona);
      const seen = [
        ...ROWS,
        { row: RESTRICTED_ROWS.at(-1), visibility: 'restricted' as const },
      ]
        .filter(({ visibility }) => isSeen(visibility))
        .map(({ row }) => row);
      const { items, totalItems } = await listAll(persona, whole);
      expect(items.map(({ row }) => row)).toEqual(seen);
      expect(totalItems).toBe(seen.length);
      const { body } = await app
        .as(PEOPLE[persona])
        .get(`/imports/${whole.id}`);
      expect(body).toMatchObject({ incidents: seen.length });
      const ofYear = (wanted: number) =>
        items.filter(({ detectedAt }) => detectedAt.startsWith(`${wanted}-`));
      expect(body.years).toEqual(
        [2019, 2023, 2024].flatMap(year => {
          const keys = ofYear(year)
            .map(({ key }) => key)
            .sort();
          if (keys.length === 0) return [];
          return [
            {
              year,
              incidents: keys.length,
              firstKey: keys[0],
              lastKey: keys.at(-1),
            },
          ];
        }),
      );
    },
  );
});
