import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Checks the options of a source.
 *
 * @throws InputError that names the first field that is wrong
 */
export function parseOptions<T>(
  schema: z.ZodType<T>,
  options: Readonly<Record<string, unknown>>,
): T {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues;
  throw new InputError(`${['options', ...path].join('.')}: ${message}`);
}
