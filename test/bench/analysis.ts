/*
 * Compares the analysis of incidents with its bare SQL: of the whole history, up to the ten years that one call covers, and of its
 * last year.
 */
import { deepStrictEqual } from 'node:assert';
import {
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import type { Knex } from 'knex';
import { compare, type Effort } from './measure';
import { judge, type Result } from './report';
import { recordStatements, runBare } from './service';

const credentials = {
  $$type: '@backstage/BackstageCredentials' as const,
  principal: { type: 'user' as const, userEntityRef: 'user:default/viewer' },
};
const DAY_MS = 24 * 60 * 60 * 1000;

/** The periods that are measured, by name. */
async function findPeriods(db: Knex) {
  const [{ last }] = await db('incidents').max({ last: 'detected_at' });
  const to = new Date(Date.parse(String(last)) + DAY_MS).toISOString();
  const before = (days: number) =>
    new Date(Date.parse(to) - days * DAY_MS).toISOString();
  return {
    'ten years': { from: before(3_650), to },
    'one year': { from: before(365), to },
  };
}

const CHECKED = 100;

/** Builds some of the seeded items with the service: what is measured must be what the service writes. */
async function checkItems(service: SeedingServices, db: Knex) {
  const seeded = await db('incident_analysis_items')
    .orderByRaw('md5(seq::text)')
    .limit(CHECKED);
  const seqs = seeded.map(({ seq }) => seq);
  const mine = () => db('incident_analysis_items').whereIn('seq', seqs);
  await mine().update({ rules: 0 });
  await service.tasks.dueRules.run(new AbortController().signal);
  const built = new Map((await mine()).map(row => [row.seq, row]));
  for (const row of seeded) deepStrictEqual(row, built.get(row.seq));
}

/** Measures the analysis by class and severity; `countsMonths` as the task does. */
export async function measureAnalysis(
  service: SeedingServices,
  db: Knex,
  effort: Effort,
  countsMonths = true,
): Promise<Result[]> {
  await checkItems(service, db);
  if (countsMonths) {
    await service.tasks.countMonths.run(new AbortController().signal);
    await db.raw('vacuum analyze');
  }
  const context = withoutAuthorization({ credentials });
  const results: Result[] = [];
  for (const [name, period] of Object.entries(await findPeriods(db))) {
    const analyse = () =>
      service.periodReports.getAnalysis(
        { ...period, by: ['class', 'severity'] },
        context,
      );
    const statements = await recordStatements(db, analyse);
    const measured = await compare(
      { product: analyse, yardstick: () => runBare(db, statements) },
      effort,
    );
    results.push(
      judge('analysis', { name, call: 'analysis' }, effort.clients, measured),
    );
  }
  return results;
}
