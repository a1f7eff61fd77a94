import { InputError } from '@backstage/errors';
import { z } from 'zod';

const MAX_INTEGER = 2 ** 31 - 1;

/** Values that a cursor may hold. A cursor comes from a client, so each is checked before it reaches a query. */
export const cursorValues = {
  /** Fits an integer column. */
  integer: z.int().min(-MAX_INTEGER).max(MAX_INTEGER),
  /** A time as the record stores it. */
  time: z.iso.datetime({ precision: 3 }),
  /** Text that a text column can hold. */
  text: z
    .string()
    .min(1)
    .max(300)
    .refine(text => !text.includes('\0')),
};

/** Encodes and decodes the cursors of one list. */
export interface CursorCodec<T> {
  encode(values: T): string;
  /** @throws InputError for anything that {@link CursorCodec.encode} did not return */
  decode(cursor: string): T;
}

/**
 * Creates the codec of one list.
 *
 * @param list - the name of the list and its order; a cursor of another one is refused
 * @param values - the values of the last row of a page by which the list is ordered
 */
export function createCursorCodec<T>(
  list: string,
  values: z.ZodType<T>,
): CursorCodec<T> {
  const schema = z.strictObject({ list: z.literal(list), values });
  return {
    encode: last =>
      Buffer.from(JSON.stringify({ list, values: last })).toString('base64url'),
    decode: cursor => {
      const text = Buffer.from(cursor, 'base64url').toString('utf8');
      try {
        return schema.parse(JSON.parse(text)).values as T;
      } catch {
        throw new InputError(
          'cursor: must be the nextCursor of a page of the same list in the same order',
        );
      }
    },
  };
}
