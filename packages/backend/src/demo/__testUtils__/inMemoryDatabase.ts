import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import createKnex from 'knex';

/**
 * A SQLite database in memory for each plugin of a test backend. The default factory leaves them open when the backend
 * stops, and their timers keep the Jest worker alive.
 */
export const inMemoryDatabase = createServiceFactory({
  service: coreServices.database,
  deps: { lifecycle: coreServices.lifecycle },
  factory({ lifecycle }) {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    lifecycle.addShutdownHook(() => knex.destroy());
    return { getClient: async () => knex };
  },
});
