import {
  INCIDENT_ORDER_FIELDS,
  type IncidentOrderField,
  type IncidentQuery,
  isStorableText,
  MAX_UNPAGED_ITEMS,
  parseQueryTime,
  QUERY_TIME_RULE,
  type QueryFilter,
  type QueryFilterValue,
  STORABLE_TEXT_RULE,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';

/*
 * Schemas of path and query parameters. A parameter arrives as text, or as a list when it is given more than once.
 */

const MAX_LIMIT = 200;
const MAX_VALUES = 100;
const MAX_SEARCH_LENGTH = 200;
const REF = /^[a-z][a-z0-9-]*:[a-z0-9._-]+\/[a-z0-9._-]+$/;

const text = z
  .string({
    error: ({ input }) => (input === undefined ? undefined : 'must be text'),
  })
  .refine(isStorableText, STORABLE_TEXT_RULE);

/** A full entity ref, lower-cased. */
const ref = text
  .transform(value => value.toLocaleLowerCase('en-US'))
  .refine(
    value => REF.test(value),
    'must be a full entity ref such as component:default/payments-api',
  );

/** A parameter that is given at most once. */
function once<T extends z.ZodType>(
  schema: T,
  convert: (value: unknown) => unknown = value => value,
) {
  return z.preprocess((value, context) => {
    if (!Array.isArray(value)) return convert(value);
    if (value.length === 1) return convert(value[0]);
    context.addIssue('must be given once');
    return z.NEVER;
  }, schema);
}

/** A parameter that is given any number of times up to {@link MAX_VALUES}; any of the values matches. */
function repeated<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z
      .array(schema)
      .max(MAX_VALUES, `must be given at most ${MAX_VALUES} times`),
  );
}

const flag = once(z.boolean('must be true or false'), value =>
  value === 'true' || value === 'false' ? value === 'true' : value,
);

const time = (end: 'from' | 'to') =>
  once(
    text.transform((value, context) => {
      const parsed = parseQueryTime(value, end);
      if (parsed !== undefined) return parsed;
      context.addIssue(QUERY_TIME_RULE);
      return z.NEVER;
    }),
  );

function toSchema(filter: QueryFilter): z.ZodType {
  switch (filter.kind) {
    case 'word':
      return repeated(z.enum(filter.values));
    case 'ref':
      return repeated(ref);
    case 'value':
      return repeated(text);
    case 'search':
      return once(text.max(MAX_SEARCH_LENGTH));
    case 'flag':
      return flag;
    default:
      return time(filter.kind);
  }
}

const NOTES: Record<QueryFilter['kind'], string> = {
  word: 'Repeat it for "any of".',
  ref: 'Full entity ref. Repeat it for "any of".',
  value: 'Repeat it for "any of".',
  search: '',
  flag: '',
  from: 'ISO-8601 with `Z` or an offset; a day means its start in UTC.',
  to: 'ISO-8601 with `Z` or an offset; a day means its end in UTC.',
};

type FilterShape<F extends Record<string, QueryFilter>> = {
  -readonly [N in keyof F]: z.ZodOptional<z.ZodType<QueryFilterValue<F[N]>>>;
};

/** The parameters that declared filters stand for. */
export function toFilterShape<F extends Record<string, QueryFilter>>(
  filters: F,
): FilterShape<F> {
  const entries = Object.entries(filters).map(([name, filter]) => [
    name,
    toSchema(filter)
      .optional()
      .describe([filter.description, NOTES[filter.kind]].join(' ').trim()),
  ]);
  return Object.fromEntries(entries);
}

const LIMIT_RULE = `must be a whole number from 1 to ${MAX_LIMIT}`;
const limit = once(
  z.int(LIMIT_RULE).min(1, LIMIT_RULE).max(MAX_LIMIT, LIMIT_RULE),
  Number,
).optional();
const cursor = once(text)
  .optional()
  .describe('`nextCursor` of the page before.');

/** Page of a list, 20 items unless stated. */
export const listPageShape = {
  limit: limit.describe('Items on a page. Defaults to 20.'),
  cursor,
};

/** Page of a part of one incident; everything unless stated. */
export const partPageQuery = z.strictObject({
  limit: limit.describe(
    `Items on a page. Without it the answer has everything up to ${MAX_UNPAGED_ITEMS} items; follow \`nextCursor\` for the rest.`,
  ),
  cursor,
});

const ORDERS = INCIDENT_ORDER_FIELDS.flatMap(field => [
  field,
  `${field}:asc`,
  `${field}:desc`,
]);
export const incidentOrder = once(
  z.enum(
    ORDERS,
    `must be one of ${INCIDENT_ORDER_FIELDS.join(
      ', ',
    )}, with :asc or :desc behind it`,
  ),
)
  .transform((value): NonNullable<IncidentQuery['orderBy']> => {
    const [field, direction = 'desc'] = value.split(':');
    return {
      field: field as IncidentOrderField,
      direction: direction as 'asc' | 'desc',
    };
  })
  .optional()
  .describe(
    'Order, descending unless stated. Ties keep the order of recording. Defaults to `recordedAt:desc`.',
  );

/** A text that is given once. */
export function oneText(max: number) {
  return once(text.min(1).max(max));
}

/** A whole number that is given once. */
export function oneNumber(min: number, max: number) {
  const rule = `must be a whole number from ${min} to ${max}`;
  return once(z.int(rule).min(min, rule).max(max, rule), Number);
}

/** An entity ref that is given once. */
export const oneRef = once(ref);

/** A word of a closed list that is given once. */
export function oneWord<const T extends readonly string[]>(values: T) {
  return once(z.enum(values));
}

/** Names an incident in a path. The router answers names that no database can store with 404. */
export const incidentId = z
  .string()
  .describe('Id (UUID) or key such as `SEC-2026-0001`.');

/** Any other name in a path. */
export const pathText = text;

/**
 * An entity in a path, as a full entity ref.
 *
 * @param field - what messages call it
 */
export function toRefParam(
  field: string,
  value: string,
  context: z.RefinementCtx,
) {
  const parsed = ref.safeParse(value);
  if (parsed.success) return parsed.data;
  context.addIssue({
    code: 'custom',
    path: [field],
    message: parsed.error.issues[0].message,
  });
  return z.NEVER;
}
