import type { DatabaseService } from '@backstage/backend-plugin-api';
import {
  READINESS_CHECKS,
  type ReadinessCheck,
  type SystemCoverage,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import {
  toCoverageCursor,
  coverageFigures,
  coveragePage,
  coverageReader,
  lackingOnlyColumn,
} from './coverageOfPlans';
import { exercisedPlans } from './exercisedPlans';
import { chunks } from '../../database/chunks';
import { isInTextList } from '../../incidents/store/textList';
import type {
  CoverageFigures,
  CoverageFilter,
  KnownCatalog,
  KnownState,
  PlansStore,
} from './PlansStore';
import { incidentsOfPlan, lastExerciseOfPlan } from './plansInUse';
import { PreparedQueries } from '../../database/PreparedQueries';
import type { ReadAccess } from '../../incidents/store/records';
import type { Row } from '../../database/rowMapper';
import {
  toKnownPlanRecord,
  toKnownPlanRow,
  toKnownServiceRecord,
  toKnownServiceRow,
} from './rows';

/** The one row of `known_catalog`. */
const ROW_ID = 1;

/** The copy of the catalog in Backstage's database. */
export class DatabasePlansStore implements PlansStore {
  readonly #prepared: PreparedQueries;

  private constructor(private readonly db: Knex) {
    this.#prepared = new PreparedQueries(db);
  }

  /** DatabaseIncidentsStore runs the migrations. */
  static async create(database: DatabaseService): Promise<DatabasePlansStore> {
    return new DatabasePlansStore(await database.getClient());
  }

  async getState(): Promise<KnownState> {
    return stateFromRows(
      await this.#prepared.rows('state', {}, () => this.#state()),
    );
  }

  async findService(entityRef: string) {
    const rows = await this.#prepared.rows('service', { entityRef }, asked =>
      this.#state()
        .leftJoin('known_services as service', join =>
          join.on(
            'service.entity_ref',
            '=',
            this.db.raw('?', [asked.entityRef]),
          ),
        )
        .select('service.*'),
    );
    const state = stateFromRows(rows);
    if (!rows[0]?.entity_ref) return { state };
    return { state, service: toKnownServiceRecord(rows[0]) };
  }

  async listServices(entityRefs: readonly string[]) {
    const rows = await this.#prepared.rows('services', { entityRefs }, asked =>
      this.db('known_services').where(
        isInTextList(this.db, 'entity_ref', asked.entityRefs),
      ),
    );
    return rows.map(toKnownServiceRecord);
  }

  async getTargets() {
    const rows: Row[] = await this.db('known_catalog')
      .leftJoin('known_services as service', join =>
        join.on(this.db.raw('1 = 1')),
      )
      .where('known_catalog.id', ROW_ID)
      .select('service.target', 'service.plan_ref', {
        catalog_version: 'known_catalog.version',
      });
    return {
      version: (rows[0]?.catalog_version ?? undefined) as string | undefined,
      targets: rows.filter(row => row.target).map(toKnownServiceRecord),
    };
  }

  listInUse(planRef: string, access: ReadAccess, limit: number) {
    return incidentsOfPlan(this.db, planRef, access, limit);
  }

  findLastExercise(planRef: string, access: ReadAccess) {
    return lastExerciseOfPlan(this.db, planRef, access);
  }

  async getPlans() {
    const rows: Row[] = await this.db('known_catalog')
      .leftJoin('known_plans as plan', join => join.on(this.db.raw('1 = 1')))
      .where('known_catalog.id', ROW_ID)
      .select('plan.*', { catalog_version: 'known_catalog.version' })
      .orderBy('plan.plan_ref');
    return {
      version: (rows[0]?.catalog_version ?? undefined) as string | undefined,
      plans: rows.filter(row => row.plan_ref).map(toKnownPlanRecord),
    };
  }

  async countCoverage(filter: CoverageFilter): Promise<CoverageFigures> {
    const rows: Row[] = await coverageFigures(this.db, filter);
    const total = (column: string) =>
      rows.reduce((sum, row) => sum + Number(row[column]), 0);
    const perCheck = (columnOf: (check: ReadinessCheck) => string) =>
      Object.fromEntries(
        READINESS_CHECKS.map(check => [check, total(columnOf(check))]),
      ) as Record<ReadinessCheck, number>;
    return {
      totalItems: total('listed'),
      services: total('services'),
      ready: total('ready'),
      passing: perCheck(check => check),
      lackingOnly: perCheck(lackingOnlyColumn),
      bySystem: rows
        .flatMap(row =>
          row.system_ref === null
            ? []
            : {
                systemRef: String(row.system_ref),
                services: Number(row.services),
                ready: Number(row.ready),
              },
        )
        .sort(leastReadyFirst),
    };
  }

  async listCoverage(filter: CoverageFilter) {
    const rows: Row[] = await coveragePage(this.db, filter);
    const limit = filter.limit ?? rows.length;
    const shown = rows.slice(0, limit);
    return {
      items: shown.map(coverageReader()),
      nextCursor:
        rows.length > limit
          ? toCoverageCursor(shown[shown.length - 1])
          : undefined,
    };
  }

  async save(
    { plans, services }: KnownCatalog,
    version: string,
    at: string,
  ): Promise<void> {
    await this.db.transaction(async trx => {
      await replaceRows(
        trx,
        'known_plans',
        'plan_ref',
        plans.map(toKnownPlanRow),
      );
      await replaceRows(
        trx,
        'known_services',
        'entity_ref',
        services.map(toKnownServiceRow),
      );
      await saveState(trx, {
        version,
        read_at: at,
        failed_at: null,
        problem: null,
      });
    });
  }

  async markRead(at: string): Promise<void> {
    await saveState(this.db, { read_at: at, failed_at: null, problem: null });
  }

  async markFailed(at: string, problem: string): Promise<void> {
    await saveState(this.db, { failed_at: at, problem });
  }

  /** One row per plan that was ever exercised, and one row when none was. */
  #state(): Knex.QueryBuilder {
    const exercised = exercisedPlans(this.db).as('exercised');
    return this.db('known_catalog')
      .leftJoin(exercised, join => join.on(this.db.raw('1 = 1')))
      .where('known_catalog.id', ROW_ID)
      .select({
        catalog_version: 'known_catalog.version',
        read_at: 'known_catalog.read_at',
        failed_at: 'known_catalog.failed_at',
        exercised_plan: 'exercised.plan_ref',
        exercised_at: 'exercised.closed_at',
      });
  }
}

/** Between equally ready systems, the one with more services comes first. */
function leastReadyFirst(a: SystemCoverage, b: SystemCoverage): number {
  return (
    a.ready / a.services - b.ready / b.services ||
    b.services - a.services ||
    a.systemRef.localeCompare(b.systemRef)
  );
}

function stateFromRows(rows: Row[]): KnownState {
  const [first] = rows;
  const text = (value: unknown) => (value ?? undefined) as string | undefined;
  return {
    version: text(first?.catalog_version),
    readAt: text(first?.read_at),
    failedAt: text(first?.failed_at),
    exercised: new Map(
      rows.flatMap(({ exercised_plan: plan, exercised_at: at }) =>
        plan && at ? [[String(plan), String(at).slice(0, 10)]] : [],
      ),
    ),
  };
}

async function saveState(db: Knex, changes: Row) {
  await db('known_catalog')
    .insert({ id: ROW_ID, ...changes })
    .onConflict('id')
    .merge(Object.keys(changes));
}

/** Writes new and changed rows, and deletes the others. */
async function replaceRows(
  trx: Knex.Transaction,
  table: string,
  key: string,
  rows: Row[],
) {
  const stored: Row[] = await trx(table).select(key, 'row_hash');
  const before = new Map(stored.map(row => [row[key], row.row_hash]));
  const changed = rows.filter(row => before.get(row[key]) !== row.row_hash);
  for (const part of chunks(changed)) {
    await trx(table).insert(part).onConflict(key).merge();
  }
  const present = new Set(rows.map(row => row[key]));
  const gone = [...before.keys()].filter(ref => !present.has(ref));
  for (const part of chunks(gone)) {
    await trx(table)
      .whereIn(key, part as string[])
      .delete();
  }
}
