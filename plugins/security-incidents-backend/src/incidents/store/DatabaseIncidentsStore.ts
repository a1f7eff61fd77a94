import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { DatabaseHistory } from '../../reports/store/DatabaseHistory';
import { DatabaseReader } from './DatabaseReader';
import { DatabaseRecordPages } from './DatabaseRecordPages';
import { DatabaseTransaction } from './DatabaseTransaction';
import { DatabaseViews } from './DatabaseViews';
import type { IncidentsStore, IncidentsTransaction } from './IncidentsStore';

const PACKAGE = 'backstage-plugin-security-incidents-backend';

/** The record in Backstage's database; the only place that knows SQL. */
export class DatabaseIncidentsStore
  extends DatabaseReader
  implements IncidentsStore
{
  readonly history = new DatabaseHistory(this.db);
  readonly pages = new DatabaseRecordPages(this.db);
  readonly views = new DatabaseViews(this.db);

  /** Runs the migrations, unless the platform was told not to. */
  static async create(
    database: DatabaseService,
  ): Promise<DatabaseIncidentsStore> {
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({
        directory: resolvePackagePath(PACKAGE, 'migrations'),
      });
    }
    return new DatabaseIncidentsStore(db);
  }

  async forgetKeysBefore(time: string): Promise<number> {
    return this.db('idempotency_keys').where('created_at', '<', time).delete();
  }

  transaction<T>(work: (tx: IncidentsTransaction) => Promise<T>): Promise<T> {
    return this.db.transaction(async trx => {
      const tx = new DatabaseTransaction(trx);
      const result = await work(tx);
      await tx.finish();
      return result;
    });
  }
}
