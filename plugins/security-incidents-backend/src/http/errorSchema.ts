import { z } from 'zod';
import { component, nameSchema } from './components';

const error = z.strictObject({
  name: z.string().describe('Kind of error, such as `InputError`.'),
  message: z
    .string()
    .describe('Names the field and the rule, and says what to do.'),
  currentVersion: z
    .int()
    .optional()
    .describe('Current version of the incident, when `If-Match` is stale.'),
  reason: z
    .string()
    .optional()
    .describe(
      'Tells errors of one kind apart, such as `catalog-not-read-yet`.',
    ),
  statusCode: z.int().optional(),
  cause: z
    .looseObject({ name: z.string(), message: z.string() })
    .optional()
    .describe('The error behind it, such as that of a service of Backstage.'),
});

const shape = {
  request: z.strictObject({ method: z.string(), url: z.string() }),
  response: z.strictObject({ statusCode: z.int() }),
};

/** The body of an error, in the form that Backstage backends use. */
export interface ErrorBody {
  error: z.output<typeof error>;
  request: { method: string; url: string };
  response: { statusCode: number };
}

/** The body of every error without fields of its own. */
export const errorSchema = component<ErrorBody>()(
  'Error',
  z
    .strictObject({ error, ...shape })
    .describe('An error in the form that Backstage backends use.'),
);

/**
 * The body of errors of one route that have more fields.
 *
 * @param name - its name in the API document
 * @param fields - the further fields of `error`; each may be absent
 */
export function errorWith(name: string, fields: z.ZodRawShape): z.ZodType {
  return nameSchema(
    name,
    z.strictObject({ error: error.extend(fields), ...shape }),
  );
}
