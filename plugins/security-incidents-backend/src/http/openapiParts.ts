import { z } from 'zod';

export type Json = Record<string, unknown>;

/** What is validated is what is documented: request bodies are made from the schemas that parse them. */
function bodyOf(schema: z.ZodType): Json {
  const { $schema: _dialect, ...document } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return {
    required: true,
    content: { 'application/json': { schema: document } },
  };
}

export function parameter(
  name: string,
  where: 'path' | 'query' | 'header',
  schema: Json,
  description: string,
): Json {
  return {
    name,
    in: where,
    required: where === 'path',
    description,
    schema,
  };
}

export const text = { type: 'string' };
export const repeated = (values?: readonly string[]): Json => ({
  type: 'array',
  items: values ? { type: 'string', enum: values } : text,
});

export const CURSOR = parameter(
  'cursor',
  'query',
  text,
  'nextCursor of the page before',
);

export const ID = parameter(
  'id',
  'path',
  text,
  'Uuid or key, such as SEC-2026-0001',
);
export const IF_MATCH = parameter(
  'If-Match',
  'header',
  text,
  'Version that the caller has seen; a stale one is answered with 409',
);
export const IDEMPOTENCY_KEY = parameter(
  'Idempotency-Key',
  'header',
  { type: 'string', maxLength: 200 },
  'The same key with the same body is done once',
);

const ERRORS = Object.fromEntries(
  [
    ['400', 'Names the field and the rule it breaks'],
    ['401', 'Not signed in'],
    ['403', 'Names the right that is missing'],
    ['404', 'No such thing that the caller may see'],
    ['409', 'Stale version, blocked move, or a record that takes no changes'],
    ['413', 'The body is too large'],
    ['503', 'The catalog has to answer first'],
  ].map(([code, description]) => [
    code,
    {
      description,
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Error' } },
      },
    },
  ]),
);

interface OperationOptions {
  parameters?: Json[];
  body?: z.ZodType;
  status?: string;
  answer: string;
  /** Of the answer; JSON unless stated. */
  mediaType?: string;
}

export function operation(
  operationId: string,
  summary: string,
  {
    parameters = [],
    body,
    status = '200',
    answer,
    mediaType = 'application/json',
  }: OperationOptions,
): Json {
  return {
    operationId,
    summary,
    description: `${summary}.`,
    tags: ['incidents'],
    parameters,
    ...(body && { requestBody: bodyOf(body) }),
    responses: {
      [status]: {
        description: answer,
        content: {
          [mediaType]: {
            schema: {
              type: mediaType === 'application/json' ? 'object' : 'string',
            },
          },
        },
      },
      ...ERRORS,
    },
  };
}
