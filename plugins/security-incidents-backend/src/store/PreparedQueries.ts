import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Row } from './rows';

/** Each connection keeps what it has prepared, so that their number must have an end. */
const MOST_STATEMENTS = 100;

/**
 * What PostgreSQL answers where nothing can be kept on a connection (26000 and 42P05: a pooler between, which hands out
 * another one each time) or where a table was changed since (0A000).
 */
const NOT_KEPT: readonly unknown[] = ['26000', '42P05', '0A000'];

/**
 * Questions that service pages put again and again, with other values each time. PostgreSQL takes longer to plan one than to
 * answer it, so each connection has it planned once, under a name. Not for transactions: a failure would end them.
 */
export class PreparedQueries {
  readonly #names = new Map<string, string>();
  #isOff: boolean;

  constructor(private readonly db: Knex) {
    this.#isOff = Boolean(db.isTransaction) || db.client.config.client !== 'pg';
  }

  async rows(query: Knex.QueryBuilder): Promise<Row[]> {
    if (this.#isOff) return query;
    const { sql, bindings } = query.toSQL();
    const name = this.#nameOf(sql);
    if (name === undefined) return query;
    try {
      const { rows } = await this.db
        .raw(sql, bindings as never[])
        .options({ name });
      return rows;
    } catch (error) {
      if (!NOT_KEPT.includes((error as { code?: unknown }).code)) throw error;
      this.#isOff = true;
      return query;
    }
  }

  /** The text decides the name: a pooler that mixes up connections mixes up nothing else. */
  #nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= MOST_STATEMENTS) {
      return known;
    }
    const digest = createHash('sha256').update(sql).digest('hex');
    const name = `security-incidents-${digest.slice(0, 32)}`;
    this.#names.set(sql, name);
    return name;
  }
}
