import { z } from 'zod';
import { createCursorCodec, cursorValues } from './cursor';

const AT = '2026-11-30T08:00:00.000Z';

describe('cursors', () => {
  const { integer, time, text } = cursorValues;
  const codec = createCursorCodec(
    'views newest first',
    z.tuple([time, text, integer]),
  );
  const encode = (content: unknown) =>
    Buffer.from(
      typeof content === 'string' ? content : JSON.stringify(content),
    ).toString('base64url');
  const withValues = (values: unknown) =>
    encode({ list: 'views newest first', values });

  it('come back as they were', () => {
    const values: [string, string, number] = [AT, 'user:default/ädä "💥"', 7];
    expect(codec.decode(codec.encode(values))).toEqual(values);
  });

  it('refuse a cursor of another list', () => {
    const other = createCursorCodec('steps', z.tuple([time, text, integer]));
    expect(() => codec.decode(other.encode([AT, 'a', 1]))).toThrow(
      /^cursor: must be the nextCursor of a page of the same list/,
    );
  });

  it.each([
    ['no text', ''],
    ['no JSON', encode('views newest first 1')],
    ['null', encode(null)],
    [
      'another field',
      encode({ list: 'views newest first', values: [AT, 'a', 1], more: 1 }),
    ],
    ['no values', encode({ list: 'views newest first' })],
    ['too few values', withValues([AT, 'a'])],
    ['too many values', withValues([AT, 'a', 1, 1])],
    [
      'a time without milliseconds',
      withValues(['2026-11-30T08:00:00Z', 'a', 1]),
    ],
    [
      'a day that does not exist',
      withValues(['2026-02-31T08:00:00.000Z', 'a', 1]),
    ],
    ['empty text', withValues([AT, '', 1])],
    ['NUL', withValues([AT, 'a\0', 1])],
    ['long text', withValues([AT, 'a'.repeat(301), 1])],
    ['a fraction', withValues([AT, 'a', 1.5])],
    ['a number that no column holds', withValues([AT, 'a', 2 ** 31])],
  ])('refuse %s', (_name, cursor) => {
    expect(() => codec.decode(cursor)).toThrow(
      /^cursor: must be the nextCursor/,
    );
  });
});
