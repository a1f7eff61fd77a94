import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../incidents/store/records';

/** The input of service-page queries. */
export interface QueryInput {
  entityRef?: string;
  entityRefs?: readonly string[];
  access?: ReadAccess;
  query?: IncidentQuery;
}

/** No stored text contains this character. */
const MARK = '\u0000';

/**
 * Repeats the last name until their number is a power of two, so that people with a similar number of groups share a
 * statement. A single list of any length would hide its length from the planner.
 */
function padded(names: readonly string[]): string[] {
  const length = 2 ** Math.ceil(Math.log2(names.length));
  return Array.from({ length }, (_, index) => names[index] ?? names.at(-1));
}

/**
 * Replaces the values that differ from page to page and from person to person with placeholders. Two inputs with the same
 * shape have the same SQL.
 */
export function getShape<A extends QueryInput>(
  asked: A,
): { form: A; values: ReadonlyMap<unknown, unknown> } {
  const form: QueryInput = { ...asked };
  const values = new Map<unknown, unknown>();
  const mark = (name: string, value: unknown) => {
    values.set(`${MARK}${name}`, value);
    return `${MARK}${name}`;
  };
  const { entityRef, entityRefs, access, query } = asked;
  if (entityRef !== undefined) form.entityRef = mark('entityRef', entityRef);
  if (entityRefs) form.entityRefs = [mark('entityRefs', entityRefs)];
  // An empty list has SQL of its own.
  if (access && access.restricted !== 'all' && access.restricted.length > 0) {
    const restricted = padded(access.restricted).map((name, index) =>
      mark(`restricted ${index}`, name),
    );
    form.access = { ...access, restricted };
  }
  if (query?.entityRef?.length === 1) {
    form.query = { ...query, entityRef: [mark('scope', query.entityRef[0])] };
  }
  return { form: form as A, values };
}

function markIn(bound: unknown): unknown {
  return Array.isArray(bound) && bound.length === 1 ? bound[0] : bound;
}

/**
 * Whether a bound value is a placeholder.
 *
 * @throws Error for a placeholder that became part of another value
 */
export function isMarked(
  bound: unknown,
  values: ReadonlyMap<unknown, unknown>,
): boolean {
  if (values.has(markIn(bound))) return true;
  if (JSON.stringify(bound).includes(JSON.stringify(MARK).slice(1, -1))) {
    throw new Error('The values of a prepared query must be bound unchanged');
  }
  return false;
}

/** The value that a placeholder stands for; other values are returned unchanged. */
export function valueOf(
  bound: unknown,
  values: ReadonlyMap<unknown, unknown>,
): unknown {
  const mark = markIn(bound);
  return values.has(mark) ? values.get(mark) : bound;
}
