import { ConfigReader } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createSeedingServices,
  type SeedingServices,
  type SeedingOptions,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import type { Knex } from 'knex';
import { VIEWER, VIEWER_PRINCIPALS } from './company';

/** A SQL statement of the service. */
export interface Statement {
  sql: string;
  bindings: unknown[];
}

/** One of the two calls that are measured, for one kind of entity. */
export interface Subject {
  name: string;
  call: 'overview' | 'list';
  entityRefs: string[];
}

const credentials = {
  $$type: '@backstage/BackstageCredentials' as const,
  principal: { type: 'user' as const, userEntityRef: VIEWER },
};

/** Starts the service on a database, without a backend. Runs the migrations. */
export async function startService(db: Knex): Promise<SeedingServices> {
  return createSeedingServices({
    database: { getClient: async () => db },
    catalog: {} as CatalogService,
    config: new ConfigReader({}),
    auth: {
      isPrincipal: (given: typeof credentials, type: string) =>
        given.principal.type === type,
    } as unknown as SeedingOptions['auth'],
    userInfo: {
      getUserInfo: async () => ({
        userEntityRef: VIEWER,
        ownershipEntityRefs: VIEWER_PRINCIPALS,
      }),
    },
  });
}

/** Makes the call of the viewer's request after authorization. */
export async function callService(
  service: SeedingServices,
  call: Subject['call'],
  entityRef: string,
): Promise<unknown> {
  const context = withoutAuthorization(
    { credentials },
    {
      access: { restricted: VIEWER_PRINCIPALS },
      permissions: { readPlans: false },
    },
  );
  return call === 'overview'
    ? service.entities.getEntityOverview(entityRef, context)
    : service.incidents.list({ entityRef: [entityRef] }, context);
}

export function pathOf(call: Subject['call'], entityRef: string): string {
  const base = '/api/security-incidents';
  return call === 'overview'
    ? `${base}/entities/${entityRef.replace(':', '/')}/overview`
    : `${base}/incidents?entityRef=${encodeURIComponent(entityRef)}`;
}

/** Records the SQL statements of a call. */
export async function recordStatements(
  db: Knex,
  work: () => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const listen = (query: { sql: string; bindings?: unknown[] }) =>
    statements.push({ sql: query.sql, bindings: query.bindings ?? [] });
  db.on('query', listen);
  await work();
  db.removeListener('query', listen);
  return statements;
}

/** The PostgreSQL driver below knex. */
interface Connection {
  query(statement: { text: string; values: unknown[] }): Promise<{
    rowCount: number | null;
  }>;
}

/** The SQLite driver below knex. */
interface SqliteConnection {
  prepare(sql: string): { all(...values: unknown[]): unknown[] };
}

/** Runs the statements one after the other on one connection, through the driver alone. */
export async function runBare(
  db: Knex,
  statements: readonly Statement[],
): Promise<number> {
  const connection: Connection | SqliteConnection =
    await db.client.acquireConnection();
  try {
    let rows = 0;
    for (const { sql, bindings } of statements) {
      if ('prepare' in connection) {
        // As Knex does: SQLite has no truth values.
        const values = bindings.map(value =>
          typeof value === 'boolean' ? Number(value) : value,
        );
        rows += connection.prepare(sql).all(...values).length;
      } else {
        const answer = await connection.query({ text: sql, values: bindings });
        rows += answer.rowCount ?? 0;
      }
    }
    return rows;
  } finally {
    await db.client.releaseConnection(connection);
  }
}
