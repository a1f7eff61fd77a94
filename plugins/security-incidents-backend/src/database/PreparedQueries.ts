import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type QueryInput, getShape, isMarked, valueOf } from './queryShape';
import type { Row } from './rowMapper';

/** Each connection keeps its prepared statements, so their number has a limit. */
const MOST_STATEMENTS = 100;

/**
 * Error codes after which statements are not prepared any more: a pooler swaps connections (26000, 42P05), or a table was
 * changed (0A000).
 */
const NOT_KEPT: readonly unknown[] = ['26000', '42P05', '0A000'];

/** A query with placeholders for the values that differ from call to call. */
interface Statement {
  name: string;
  sql: string;
  /** Placeholders, and values that are the same in each call. */
  bindings: readonly unknown[];
}

/** A constant as SQL text; undefined for values that must be bound. */
function literalOf(value: unknown): string | undefined {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) {
    return String(value);
  }
  return typeof value === 'string' && /^[a-z-]*$/.test(value)
    ? `'${value}'`
    : undefined;
}

/**
 * Writes constants into the SQL and binds only what differs. The generic plan of the statement is then as good as a custom
 * one, so PostgreSQL keeps it.
 */
function inlineConstants(
  { sql, bindings }: Pick<Knex.Sql, 'sql' | 'bindings'>,
  values: ReadonlyMap<unknown, unknown>,
): Pick<Statement, 'sql' | 'bindings'> {
  const parts = sql.split('?');
  if (parts.length !== bindings.length + 1) {
    throw new Error(
      'The SQL of a prepared query must not contain question marks of its own',
    );
  }
  const bound: unknown[] = [];
  const text = bindings.reduce<string>((before, value, index) => {
    const literal = isMarked(value, values) ? undefined : literalOf(value);
    if (literal === undefined) bound.push(value);
    return `${before}${literal ?? '?'}${parts[index + 1]}`;
  }, parts[0]);
  return { sql: text, bindings: bound };
}

/**
 * Prepares service-page queries once per connection, because planning takes longer than running them. SQL is built once per
 * shape of the query. Transactions do not use it: a failed statement would end them.
 */
export class PreparedQueries {
  readonly #statements = new Map<string, Statement>();
  #isOff: boolean;

  constructor(private readonly db: Knex) {
    this.#isOff = Boolean(db.isTransaction) || db.client.config.client !== 'pg';
  }

  /**
   * @param name - the name of the query
   * @param asked - everything that its SQL and values depend on
   * @param build - builds the query from that, and from nothing else
   */
  async rows<A extends QueryInput>(
    name: string,
    asked: A,
    build: (asked: A) => Knex.QueryBuilder,
  ): Promise<Row[]> {
    // Entities hidden from one person give a shape that nobody else shares.
    if (this.#isOff || asked.access?.unfindable) return build(asked);
    const { form, values } = getShape(asked);
    const statement = this.#statementOf(name, form, values, build);
    if (statement === undefined) return build(asked);
    try {
      const { rows } = await this.db
        .raw(
          statement.sql,
          statement.bindings.map(bound => valueOf(bound, values)) as never[],
        )
        .options({ name: statement.name });
      return rows;
    } catch (error) {
      if (!NOT_KEPT.includes((error as { code?: unknown }).code)) throw error;
      this.#isOff = true;
      return build(asked);
    }
  }

  #statementOf<A extends QueryInput>(
    name: string,
    form: A,
    values: ReadonlyMap<unknown, unknown>,
    build: (asked: A) => Knex.QueryBuilder,
  ): Statement | undefined {
    const key = `${name} ${JSON.stringify(form)}`;
    const known = this.#statements.get(key);
    if (known || this.#statements.size >= MOST_STATEMENTS) return known;
    const { sql, bindings } = inlineConstants(build(form).toSQL(), values);
    // The SQL decides the name, so a pooler that swaps connections runs no other statement.
    const digest = createHash('sha256').update(sql).digest('hex');
    const statement = {
      name: `security-incidents-${digest.slice(0, 32)}`,
      sql,
      bindings,
    };
    this.#statements.set(key, statement);
    return statement;
  }
}
