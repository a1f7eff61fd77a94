import { z } from 'zod';

/*
 * Named schemas of answers: what the API document has under `components.schemas`.
 */

const registry = z.registry<{ id: string }>();

type Json = Record<string, unknown>;

/** Whether two types have the same fields, all the way down. */
type AllFields<T> = T extends readonly unknown[]
  ? AllFields<T[number]>[]
  : T extends object
  ? { [K in keyof T]-?: AllFields<NonNullable<T[K]>> }
  : T;
type IsSame<A, B> = [A, AllFields<A>] extends [B, AllFields<B>]
  ? [B, AllFields<B>] extends [A, AllFields<A>]
    ? true
    : false
  : false;

/**
 * Names the schema of an answer. It compiles only when the schema has exactly the fields of the type.
 *
 * @example
 * component<Page>()('Page', z.strictObject({ ... }))
 */
export function component<T>() {
  return <S extends z.ZodType>(
    id: string,
    schema: S &
      (IsSame<z.output<S>, T> extends true ? unknown : { fieldsDiffer: never }),
  ): z.ZodType<T> => {
    registry.add(schema, { id });
    return schema as unknown as z.ZodType<T>;
  };
}

/** Names a schema that stands for no type of the client. */
export function nameSchema<S extends z.ZodType>(id: string, schema: S): S {
  registry.add(schema, { id });
  return schema;
}

const toUri = (id: string) => `#/components/schemas/${id}`;

function withoutNames(schema: object): Json {
  const { $schema, $id, id, ...rest } = schema as Json;
  return rest;
}

/** Every named schema as JSON Schema. */
export function toComponentSchemas(): Record<string, Json> {
  const { schemas } = z.toJSONSchema(registry, { uri: toUri });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutNames(schema)]),
  );
}

/** A reference to a named schema. */
export function toReference(schema: z.ZodType): Json {
  const id = registry.get(schema)?.id;
  if (id === undefined) {
    throw new Error('An answer needs a named schema: use component()');
  }
  return { $ref: toUri(id) };
}

/** What a request has to be, as JSON Schema. */
export function toInputSchema(schema: z.ZodType): Json {
  return withoutNames(z.toJSONSchema(schema, { io: 'input' }));
}
