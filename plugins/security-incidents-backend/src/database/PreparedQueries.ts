import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type Asked, formOf, isMarked, valueOf } from './asked';
import type { Row } from './rowMapper';

/** Each connection keeps what it has prepared, so that their number must have an end. */
const MOST_STATEMENTS = 100;

/**
 * What PostgreSQL answers where nothing can be kept on a connection (26000 and 42P05: a pooler between, which hands out
 * another one each time) or where a table was changed since (0A000).
 */
const NOT_KEPT: readonly unknown[] = ['26000', '42P05', '0A000'];

/** A question about nobody in particular. */
interface Statement {
  name: string;
  sql: string;
  /** Marks for what differs, and values that are always the same. */
  bindings: readonly unknown[];
}

/** Words and figures of our own, as they stand in a statement; undefined for anything else. */
function literalOf(value: unknown): string | undefined {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) {
    return String(value);
  }
  return typeof value === 'string' && /^[a-z-]*$/.test(value)
    ? `'${value}'`
    : undefined;
}

/**
 * A question in which what is always the same is written out, and only what differs is bound: a plan that is made without
 * knowing the values is then as good as one that is made anew, so that PostgreSQL keeps it.
 */
function spelledOut(
  { sql, bindings }: Pick<Knex.Sql, 'sql' | 'bindings'>,
  values: ReadonlyMap<unknown, unknown>,
): Pick<Statement, 'sql' | 'bindings'> {
  const parts = sql.split('?');
  if (parts.length !== bindings.length + 1) {
    throw new Error('A prepared question has no question marks of its own');
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
 * Questions that service pages put again and again, with other values each time. PostgreSQL takes longer to plan one than to
 * answer it, so each connection has it planned once, under a name; and it is put into words once. Not for transactions: a
 * failure would end them.
 */
export class PreparedQueries {
  readonly #statements = new Map<string, Statement>();
  #isOff: boolean;

  constructor(private readonly db: Knex) {
    this.#isOff = Boolean(db.isTransaction) || db.client.config.client !== 'pg';
  }

  /**
   * @param name - of the question, among those that are put here
   * @param asked - everything that its words and values depend on
   * @param build - makes the question from what it is given, and from nothing else
   */
  async rows<A extends Asked>(
    name: string,
    asked: A,
    build: (asked: A) => Knex.QueryBuilder,
  ): Promise<Row[]> {
    // What the catalog hides from one person is in words that nobody else asks in.
    if (this.#isOff || asked.access?.unfindable) return build(asked);
    const { form, values } = formOf(asked);
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

  #statementOf<A extends Asked>(
    name: string,
    form: A,
    values: ReadonlyMap<unknown, unknown>,
    build: (asked: A) => Knex.QueryBuilder,
  ): Statement | undefined {
    const key = `${name} ${JSON.stringify(form)}`;
    const known = this.#statements.get(key);
    if (known || this.#statements.size >= MOST_STATEMENTS) return known;
    const { sql, bindings } = spelledOut(build(form).toSQL(), values);
    // The text decides the name: a pooler that mixes up connections mixes up nothing else.
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
