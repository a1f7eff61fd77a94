import { z } from 'zod';
import {
  applyPlanSchema,
  changeTaskSchema,
  importPlaybookSchema,
} from '../plans';
import * as model from './index';

const SCHEMAS: Array<[string, z.ZodType]> = [
  ...Object.entries<unknown>({ ...model }).flatMap(
    ([name, value]): Array<[string, z.ZodType]> =>
      value instanceof z.ZodType ? [[name, value]] : [],
  ),
  ['applyPlanSchema', applyPlanSchema],
  ['changeTaskSchema', changeTaskSchema],
  ['importPlaybookSchema', importPlaybookSchema],
];

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  maxLength?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** Paths of texts and lists that may have any length. */
function findUnbounded(schema: JsonSchema, path: string): string[] {
  const inner = [
    ...[schema.anyOf, schema.allOf, schema.oneOf].flatMap(list => list ?? []),
  ].flatMap(branch => findUnbounded(branch, path));
  const fields = Object.entries(schema.properties ?? {}).flatMap(
    ([name, field]) => findUnbounded(field, path ? `${path}.${name}` : name),
  );
  const isClosed = schema.enum !== undefined || schema.const !== undefined;
  const isLongText =
    schema.type === 'string' && schema.maxLength === undefined && !isClosed;
  const isLongList = schema.type === 'array' && schema.maxItems === undefined;
  return [
    ...(isLongText || isLongList ? [path] : []),
    ...(schema.items ? findUnbounded(schema.items, `${path}[]`) : []),
    ...inner,
    ...fields,
  ];
}

describe('a request', () => {
  it.each(SCHEMAS)('of %s has a limit for each text and list', (_, schema) => {
    const json = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
    expect(findUnbounded(json, '')).toEqual([]);
  });

  it('is looked at in all its shapes', () => {
    expect(SCHEMAS.length).toBeGreaterThan(12);
  });
});
