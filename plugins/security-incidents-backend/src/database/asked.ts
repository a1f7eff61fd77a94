import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../incidents/store/records';

/** What the questions of service pages depend on. */
export interface Asked {
  entityRef?: string;
  entityRefs?: readonly string[];
  access?: ReadAccess;
  query?: IncidentQuery;
}

/** No text that a database stores has such a character. */
const MARK = '\u0000';

/**
 * Some names as often as a power of two, the last one repeated: so that people with as many groups, give or take a few, ask in
 * the same words. As one list of any length a database could not tell how long it takes.
 */
function padded(names: readonly string[]): string[] {
  const length = 2 ** Math.ceil(Math.log2(names.length));
  return Array.from({ length }, (_, index) => names[index] ?? names.at(-1));
}

/**
 * The same question about nobody in particular: what only differs from page to page and from person to person is replaced
 * by a mark, and everything else stays, so that two questions with the same form are put in the same words.
 */
export function formOf<A extends Asked>(
  asked: A,
): { form: A; values: ReadonlyMap<unknown, unknown> } {
  const form: Asked = { ...asked };
  const values = new Map<unknown, unknown>();
  const mark = (name: string, value: unknown) => {
    values.set(`${MARK}${name}`, value);
    return `${MARK}${name}`;
  };
  const { entityRef, entityRefs, access, query } = asked;
  if (entityRef !== undefined) form.entityRef = mark('entityRef', entityRef);
  if (entityRefs) form.entityRefs = [mark('entityRefs', entityRefs)];
  // Nobody at all is put in other words.
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
 * Whether a value stands for another one.
 *
 * @throws Error for a mark that was made a part of something else
 */
export function isMarked(
  bound: unknown,
  values: ReadonlyMap<unknown, unknown>,
): boolean {
  if (values.has(markIn(bound))) return true;
  if (JSON.stringify(bound).includes(JSON.stringify(MARK).slice(1, -1))) {
    throw new Error('A value of a prepared question must be bound as it is');
  }
  return false;
}

/** What a value of a question about nobody in particular stands for. */
export function valueOf(
  bound: unknown,
  values: ReadonlyMap<unknown, unknown>,
): unknown {
  const mark = markIn(bound);
  return values.has(mark) ? values.get(mark) : bound;
}
