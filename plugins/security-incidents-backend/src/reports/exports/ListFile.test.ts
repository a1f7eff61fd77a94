import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import {
  type ExportedList,
  type ExportFormat,
  type ExportPage,
  makeListFile,
} from './ListFile';

interface Fruit {
  name: string;
}

const LIST: ExportedList<Fruit> = {
  columns: [
    ['incident', ({ incident }) => incident?.key],
    ['tlp', ({ incident }) => incident?.tlp],
    ['name', ({ item }) => item.name],
  ],
  ofIncidents: {
    keyColumn: 'incident',
    tlpColumn: 'tlp',
    toKeyOnly: incident => ({ incident }),
  },
};

const fruit = (name: string, tlp?: 'GREEN' | 'RED') => ({
  item: { name },
  ...(tlp && { incident: { key: `SEC-${name}`, tlp } }),
});

async function makeFile(
  format: ExportFormat,
  pages: ReadonlyArray<ExportPage<Fruit>['items']>,
) {
  const { fileName, content } = await makeListFile(LIST, {
    name: 'fruits',
    format,
    now: new Date('2026-11-30T23:59:00Z'),
    getPage: async (cursor = '0') => {
      const next = Number(cursor) + 1;
      return {
        items: pages[Number(cursor)],
        ...(next < pages.length && { nextCursor: String(next) }),
      };
    },
  });
  let text = '';
  for await (const part of content) text += part;
  return { fileName, text };
}

describe('a list as a CSV file', () => {
  it('has a header, the rows of all pages, and of TLP:RED the key', async () => {
    const { fileName, text } = await makeFile('csv', [
      [fruit('apple'), fruit('=pear', 'GREEN')],
      [],
      [fruit('quince', 'RED')],
    ]);
    expect(fileName).toBe('fruits-2026-11-30.csv');
    expect(text).toBe(
      "\ufeffincident,tlp,name\r\n,,apple\r\nSEC-=pear,GREEN,'=pear\r\nSEC-quince,RED,\r\n",
    );
  });

  it('has a header when the list is empty', async () => {
    const { text } = await makeFile('csv', [[]]);
    expect(text).toBe('\ufeffincident,tlp,name\r\n');
  });
});

describe('a list as a JSON file', () => {
  it.each([
    ['no rows', [[]], []],
    ['one page', [[fruit('apple')]], [{ name: 'apple' }]],
    [
      'an empty first page',
      [[], [fruit('apple')], [fruit('pear')]],
      [{ name: 'apple' }, { name: 'pear' }],
    ],
    [
      'an empty last page',
      [[fruit('apple'), fruit('pear')], []],
      [{ name: 'apple' }, { name: 'pear' }],
    ],
    ['only empty pages', [[], [], []], []],
    [
      'TLP:RED',
      [[fruit('quince', 'RED')]],
      [{ incident: { key: 'SEC-quince', tlp: 'RED' } }],
    ],
  ])('is valid with %s', async (_name, pages, expected) => {
    const { fileName, text } = await makeFile('json', pages);
    expect(fileName).toBe('fruits-2026-11-30.json');
    expect(JSON.parse(text)).toEqual(expected);
  });
});

describe('a file of 100,000 rows', () => {
  const PAGES = 500;
  const PAGE = Array.from({ length: 200 }, (_, index) => fruit(`f${index}`));
  /** Pages that may be read before the reader has taken them: one in work, and one in the stream. */
  const AHEAD = 2;

  it.each(['csv', 'json'] as const)(
    'is read no faster as %s than it is sent',
    async format => {
      let read = 0;
      const { content } = await makeListFile(LIST, {
        name: 'fruits',
        format,
        now: new Date(),
        getPage: async () => {
          read += 1;
          return {
            items: PAGE,
            ...(read < PAGES && { nextCursor: String(read) }),
          };
        },
      });
      let sent = 0;
      let rows = 0;
      let ahead = 0;
      // A connection that takes one part, and only then the next one.
      const slow = new Writable({
        highWaterMark: 1,
        write(chunk, _encoding, done) {
          setImmediate().then(() => {
            sent += 1;
            rows += String(chunk).match(/f\d+/g)?.length ?? 0;
            ahead = Math.max(ahead, read - sent);
            done();
          }, done);
        },
      });
      await pipeline(Readable.from(content), slow);
      expect(read).toBe(PAGES);
      expect(ahead).toBeLessThanOrEqual(AHEAD);
      expect(rows).toBe(100_000);
    },
  );
});
