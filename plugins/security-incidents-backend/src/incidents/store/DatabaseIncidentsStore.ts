import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { DueRules } from '../../database/readModel/due';
import { ReadModel } from '../../database/readModel/ReadModel';
import {
  applyTransactionLimits,
  DEFAULT_TRANSACTION_LIMITS,
  type TransactionLimits,
} from '../../database/transactionLimits';
import { WriteQueue } from '../../database/WriteQueue';
import { DatabaseEvidenceStorage } from '../../evidence/DatabaseEvidenceStorage';
import { DatabaseEvidence } from '../../evidence/store/DatabaseEvidence';
import { DatabaseEvidenceChecks } from '../../evidence/store/DatabaseEvidenceChecks';
import { DatabaseEvidenceUploads } from '../../evidence/store/DatabaseEvidenceUploads';
import type { TransactionOptions } from '../../kernel/store';
import { DatabaseMyWork } from '../../myWork/store/DatabaseMyWork';
import { DatabaseMyReports } from '../../myReports/store/DatabaseMyReports';
import { DatabaseObligationRegister } from '../../obligations/store/DatabaseObligationRegister';
import { DatabaseDue } from '../../reports/store/DatabaseDue';
import { DatabaseFrozenReports } from '../../reports/frozen/DatabaseFrozenReports';
import { DatabaseAnalysis } from '../../reports/store/DatabaseAnalysis';
import { DatabaseReportFacts } from '../../reports/store/DatabaseReportFacts';
import { DatabaseServiceReports } from '../../reports/store/DatabaseServiceReports';
import { DatabaseHistory } from '../../reports/store/DatabaseHistory';
import { DatabaseReviewRegister } from '../../reviews/store/DatabaseReviewRegister';
import { DatabaseReviewWork } from '../../reviews/store/DatabaseReviewWork';
import { createDueRules } from '../../serviceLevels/nextDue';
import { DatabaseVerification } from '../../verification/DatabaseVerification';
import { DatabaseFindings } from '../../verification/DatabaseFindings';
import { DatabaseVerificationPass } from '../../verification/DatabaseVerificationPass';
import { DatabaseReader } from './DatabaseReader';
import { DatabaseRecordPages } from './DatabaseRecordPages';
import { DatabaseTransaction } from './DatabaseTransaction';
import { DatabaseViews } from './DatabaseViews';
import type { IncidentsStore, IncidentsTransaction } from './IncidentsStore';

const PACKAGE = 'backstage-plugin-security-incidents-backend';

/** Settings of the store. */
export interface StoreOptions {
  limits: TransactionLimits;
  /** What is due of an incident. */
  dueRules: DueRules;
  clock(): Date;
}

/** The record in Backstage's database. */
export class DatabaseIncidentsStore
  extends DatabaseReader
  implements IncidentsStore
{
  readonly history = new DatabaseHistory(this.db, this.clock);
  readonly due = new DatabaseDue(this.db, this.clock);
  readonly reportFacts = new DatabaseReportFacts(this.db, this.clock);
  readonly frozenReports = new DatabaseFrozenReports(this.db);
  readonly analysis: DatabaseAnalysis;
  readonly serviceReports = new DatabaseServiceReports(this.db, this.clock);
  readonly myReports = new DatabaseMyReports(this.db);
  readonly reviewRegister = new DatabaseReviewRegister(this.db);
  readonly reviewWork = new DatabaseReviewWork(this.db);
  readonly obligationRegister = new DatabaseObligationRegister(
    this.db,
    this.clock,
  );
  readonly pages = new DatabaseRecordPages(this.db);
  readonly views = new DatabaseViews(this.db);
  readonly work = new DatabaseMyWork(this.db);
  readonly evidence = new DatabaseEvidence(this.db);
  readonly evidenceUploads = new DatabaseEvidenceUploads(this.db);
  readonly evidenceChecks = new DatabaseEvidenceChecks(this.db);
  readonly evidenceStorage = new DatabaseEvidenceStorage(this.db);
  readonly readModel: ReadModel;
  readonly verification: DatabaseVerification;
  readonly findings = new DatabaseFindings(this.db);
  readonly verificationPass = new DatabaseVerificationPass(this.db);
  readonly #writes = new WriteQueue();

  private constructor(db: Knex, private readonly options: StoreOptions) {
    super(db, options.clock);
    this.analysis = new DatabaseAnalysis(db, options.dueRules.code);
    this.readModel = new ReadModel(db, options.dueRules, options.clock);
    this.verification = new DatabaseVerification(db, options.dueRules);
  }

  /** Runs the migrations, unless the platform's configuration says not to. */
  static async create(
    database: DatabaseService,
    options: Partial<StoreOptions> = {},
  ): Promise<DatabaseIncidentsStore> {
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({
        directory: resolvePackagePath(PACKAGE, 'migrations'),
      });
    }
    return new DatabaseIncidentsStore(db, {
      limits: DEFAULT_TRANSACTION_LIMITS,
      dueRules: createDueRules(),
      clock: () => new Date(),
      ...options,
    });
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
        const { limits, dueRules, clock } = this.options;
        await applyTransactionLimits(trx, limits);
        const tx = new DatabaseTransaction(trx, clock, dueRules);
        const result = await work(tx);
        await tx.finish();
        return result;
      });
    return incident === undefined ? run() : this.#writes.run(incident, run);
  }
}
