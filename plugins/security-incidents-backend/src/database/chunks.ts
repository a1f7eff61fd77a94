/** The number of rows or values in one statement. SQLite takes at most 32,766 bound values. */
export const CHUNK = 500;

/** Splits a list into parts that fit into one statement each. */
export function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
