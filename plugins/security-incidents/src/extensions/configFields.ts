import type { StandardSchemaV1 } from '@backstage/frontend-plugin-api';

const MAX_TEXT_LENGTH = 60;

/**
 * An optional field in the configuration of an extension. It is written by hand, because zod would be loaded with every page
 * of an app for it.
 *
 * @param jsonSchema - describes the field where the app shows its configuration
 * @param isValid - whether a value is allowed
 * @param rule - what is allowed, such as `must be a number`
 */
function optionalField<T>(
  jsonSchema: Record<string, unknown>,
  isValid: (value: unknown) => value is T,
  rule: string,
): StandardSchemaV1<T | undefined> {
  const toJsonSchema = () => jsonSchema;
  return {
    '~standard': {
      version: 1,
      vendor: 'security-incidents',
      validate: value =>
        value === undefined || isValid(value)
          ? { value }
          : { issues: [{ message: rule }] },
      // Part of the standard for JSON schemas, which this type does not have.
      ...{ jsonSchema: { input: toJsonSchema, output: toJsonSchema } },
    },
  };
}

/** One of several words, or nothing. */
export function optionalWord<T extends string>(words: readonly T[]) {
  return optionalField(
    { type: 'string', enum: words },
    (value): value is T => words.some(word => word === value),
    `must be one of ${words.join(', ')}`,
  );
}

/** A number, or nothing. */
export function optionalNumber() {
  return optionalField(
    { type: 'number' },
    (value): value is number =>
      typeof value === 'number' && Number.isFinite(value),
    'must be a number',
  );
}

/** A short text, or nothing. */
export function optionalText() {
  return optionalField(
    { type: 'string', minLength: 1, maxLength: MAX_TEXT_LENGTH },
    (value): value is string =>
      typeof value === 'string' &&
      value.trim().length > 0 &&
      value.length <= MAX_TEXT_LENGTH,
    `must be a text of at most ${MAX_TEXT_LENGTH} characters`,
  );
}
