import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { ReadModel } from '../../database/readModel/ReadModel';
import {
  applyTransactionLimits,
  DEFAULT_TRANSACTION_LIMITS,
  type TransactionLimits,
} from '../../database/transactionLimits';
import { WriteQueue } from '../../database/WriteQueue';
import type { TransactionOptions } from '../../kernel/store';
import { DatabaseMyWork } from '../../myWork/store/DatabaseMyWork';
import { DatabaseMyReports } from '../../myReports/store/DatabaseMyReports';
import { DatabaseHistory } from '../../reports/store/DatabaseHistory';
import { DatabaseVerification } from '../../verification/DatabaseVerification';
import { DatabaseFindings } from '../../verification/DatabaseFindings';
import { DatabaseVerificationPass } from '../../verification/DatabaseVerificationPass';
import { DatabaseReader } from './DatabaseReader';
import { DatabaseRecordPages } from './DatabaseRecordPages';
import { DatabaseTransaction } from './DatabaseTransaction';
import { DatabaseViews } from './DatabaseViews';
import type { IncidentsStore, IncidentsTransaction } from './IncidentsStore';

const PACKAGE = 'backstage-plugin-security-incidents-backend';

/** The record in Backstage's database. */
export class DatabaseIncidentsStore
  extends DatabaseReader
  implements IncidentsStore
{
  readonly history = new DatabaseHistory(this.db);
  readonly myReports = new DatabaseMyReports(this.db);
  readonly pages = new DatabaseRecordPages(this.db);
  readonly views = new DatabaseViews(this.db);
  readonly work = new DatabaseMyWork(this.db);
  readonly readModel = new ReadModel(this.db);
  readonly verification = new DatabaseVerification(this.db);
  readonly findings = new DatabaseFindings(this.db);
  readonly verificationPass = new DatabaseVerificationPass(this.db);
  readonly #writes = new WriteQueue();

  private constructor(db: Knex, private readonly limits: TransactionLimits) {
    super(db);
  }

  /** Runs the migrations, unless the platform's configuration says not to. */
  static async create(
    database: DatabaseService,
    limits = DEFAULT_TRANSACTION_LIMITS,
  ): Promise<DatabaseIncidentsStore> {
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({
        directory: resolvePackagePath(PACKAGE, 'migrations'),
      });
    }
    return new DatabaseIncidentsStore(db, limits);
  }

  async forgetKeysBefore(time: string): Promise<number> {
    return this.db('idempotency_keys').where('created_at', '<', time).delete();
  }

  transaction<T>(
    work: (tx: IncidentsTransaction) => Promise<T>,
    { incident }: TransactionOptions = {},
  ): Promise<T> {
    const run = () =>
      this.db.transaction(async trx => {
        await applyTransactionLimits(trx, this.limits);
        const tx = new DatabaseTransaction(trx);
        const result = await work(tx);
        await tx.finish();
        return result;
      });
    return incident === undefined ? run() : this.#writes.run(incident, run);
  }
}
