import { InputError } from '@backstage/errors';
import type { z } from 'zod';

function toFieldName(path: PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number'
        ? `${text}[${part}]`
        : `${text}${text ? '.' : ''}${String(part)}`,
    '',
  );
}

function toLengthRule(words: string, limit: unknown, origin: string): string {
  return origin === 'string'
    ? `must be ${words} ${limit} characters long`
    : `must be ${words} ${limit}`;
}

/** Our words for the rules of zod; schemas may have their own, which win. */
function toRule(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown field${
        issue.keys.length > 1 ? 's' : ''
      } ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return toLengthRule('at most', issue.maximum, issue.origin);
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'must not be empty'
        : toLengthRule('at least', issue.minimum, issue.origin);
    default:
      return undefined;
  }
}

/** One problem of a value, such as `title: is required`. */
function toProblem({ path, message }: z.core.$ZodIssue): string {
  const field = toFieldName(path);
  return field ? `${field}: ${message}` : message;
}

function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  describe: (issue: z.core.$ZodIssue) => string,
): z.output<T> {
  const parsed = schema.safeParse(value, { error: toRule });
  if (parsed.success) return parsed.data;
  throw new InputError(
    [...new Set(parsed.error.issues.map(describe))].join('; '),
  );
}

/**
 * Validates a body or the parameters of a path.
 *
 * @throws InputError that names each field and the rule it breaks
 */
export function parseFields<T extends z.ZodType>(
  schema: T,
  value: unknown,
): z.output<T> {
  return parse(schema, value, toProblem);
}

/**
 * Validates a query. Unknown parameters are refused because they would filter nothing.
 *
 * @throws InputError that names each parameter and the rule it breaks
 */
export function parseQuery<T extends z.ZodObject>(
  schema: T,
  value: unknown,
): z.output<T> {
  const known = Object.keys(schema.shape);
  return parse(schema, value, issue => {
    if (issue.code === 'unrecognized_keys') {
      return known.length > 0
        ? `${issue.keys[0]}: unknown parameter, must be one of ${known.join(
            ', ',
          )}`
        : `${issue.keys[0]}: unknown parameter, this call takes none`;
    }
    // A repeated parameter is one parameter: the message names it without the position.
    return toProblem({ ...issue, path: issue.path.slice(0, 1) });
  });
}
