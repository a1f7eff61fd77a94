import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import Knex from 'knex';
import { applyPage, toCursor } from './incidentQueries';

const AT = '2026-11-30T08:00:00.000Z';
const db = Knex({ client: 'better-sqlite3', useNullAsDefault: true });

const openFirst: IncidentQuery = {
  orderBy: { field: 'openFirst', direction: 'desc' },
};

function pageAfter(values: unknown, query = openFirst) {
  const cursor = Buffer.from(
    JSON.stringify({ list: 'incidents openFirst:desc', values }),
  ).toString('base64url');
  return applyPage(db('incidents'), { ...query, cursor }).toSQL();
}

describe('a page of incidents', () => {
  it('begins after the row that the cursor was made of', () => {
    const row = { is_open: 1, detected_at: AT, seq: 7 };
    const cursor = toCursor(row, openFirst);
    expect(pageAfter([1, AT, 7])).toEqual(
      expect.objectContaining({ bindings: [true, AT, 7, 21] }),
    );
    expect(
      applyPage(db('incidents'), { ...openFirst, cursor }).toSQL().bindings,
    ).toEqual([true, AT, 7, 21]);
  });

  it.each([
    ['text for a number', [1, AT, '7']],
    ['a number for a time', [1, 1, 7]],
    ['text that is no time', [1, 'yesterday', 7]],
    ['an object', [{}, AT, 7]],
    ['a number that no column holds', [1, AT, 1e300]],
    ['too few values', [1, AT]],
  ])('refuses a cursor with %s', (_name, values) => {
    expect(() => pageAfter(values)).toThrow(/^cursor: must be the nextCursor/);
  });

  it('refuses the cursor of another order', () => {
    const query: IncidentQuery = {
      orderBy: { field: 'openFirst', direction: 'asc' },
    };
    expect(() => pageAfter([1, AT, 7], query)).toThrow(/in the same order/);
  });
});
