import type { AnalysisDimension } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { FULL_ACCESS } from '../../authorization/ReadAccess';
import { rebuildAnalysisItems } from '../../database/readModel/analysisItems';
import { toMonth } from '../../database/readModel/months/calendar';
import {
  findMonthDifferences,
  saveMonth,
} from '../../database/readModel/months/storedMonths';
import { DatabaseIncidentsStore } from '../../incidents/store/DatabaseIncidentsStore';
import type { ReadAccess } from '../../incidents/store/records';
import { createDueRules } from '../../serviceLevels/nextDue';
import { DEFAULT_SERVICE_LEVELS } from '../../serviceLevels/settings';
import { DATABASES, ENGINES } from '../../__testUtils__/harness';
import {
  createRandom,
  createSketches,
  FIXTURE_NOW,
  insertSketches,
} from '../../__testUtils__/reportFixture';
import { buildFigures } from '../analysis/buildAnalysis';
import { resolveReportPeriod } from '../reportPeriod';
import type { AnalysisReader, AnalysisSubject } from './AnalysisReader';

jest.setTimeout(180_000);

const SKETCHES = createSketches();
const RULES = createDueRules();
const DAY_MS = 24 * 60 * 60 * 1000;
const MEMBER = 'user:default/member';
const [{ services: SERVICES }] = SKETCHES;
/** One more in each round, all in each run of the tests. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/New_York',
];
const ACCESSES: ReadAccess[] = [
  FULL_ACCESS,
  { restricted: [] },
  { restricted: [MEMBER] },
  { restricted: 'all', onlyIf: { key: 'severity', values: ['high', 'low'] } },
];
const SCOPES: AnalysisSubject['scope'][] = [
  {},
  {},
  {},
  { entityRef: [SERVICES[0].ref] },
];
const GROUPS: AnalysisDimension[][] = [
  [],
  ['class', 'severity', 'month'],
  ['entity', 'month'],
  ['source'],
];
const ALL: AnalysisSubject = {
  period: {
    from: '2023-01-01T00:00:00.000Z',
    to: '2026-03-01T00:00:00.000Z',
    zone: 'UTC',
  },
  scope: {},
  access: FULL_ACCESS,
};

/** Reads without what is counted ahead. */
const scanning = (analysis: AnalysisReader) =>
  new Proxy(analysis, {
    get: (target, name: keyof AnalysisReader) =>
      name === 'inSnapshot'
        ? (work: (reader: AnalysisReader) => unknown) => work(target)
        : (target[name] as () => unknown).bind(target),
  });

describe.each(ENGINES)('months that are counted ahead, on %s', engine => {
  const { below, oneOf, chance } = createRandom(15);
  let db: Knex;
  let store: DatabaseIncidentsStore;

  beforeAll(async () => {
    db = await DATABASES.init(engine);
    store = await DatabaseIncidentsStore.create(
      { getClient: async () => db },
      { clock: () => FIXTURE_NOW },
    );
    await insertSketches(db, SKETCHES);
    const restricted = SKETCHES.filter(({ isRestricted }) => isRestricted);
    for (const { seq, detectedAt } of restricted.slice(0, 20)) {
      await db('incident_members').insert({
        incident_seq: seq,
        principal_ref: MEMBER,
        source: 'role',
        added_at: detectedAt,
        added_by: MEMBER,
      });
    }
  });

  const countMonths = () => store.readModel.countMonths(1_000, 1);
  const findFresh = async (): Promise<number> => {
    const rows = await db('analysis_months')
      .whereNotIn('month', db('analysis_changes').select('month'))
      .select('month');
    return rows.length;
  };
  const build = (
    subject: AnalysisSubject,
    by: AnalysisDimension[],
    analysis: AnalysisReader,
    now = FIXTURE_NOW,
  ) =>
    buildFigures(
      // Readers remember what they know of a subject.
      { ...subject },
      by,
      analysis,
      DEFAULT_SERVICE_LEVELS,
      now.toISOString(),
    );
  const compare = async (
    subject: AnalysisSubject,
    by: AnalysisDimension[] = [],
    now = FIXTURE_NOW,
  ) => {
    const ahead = await build(subject, by, store.analysis, now);
    const scanned = await build(subject, by, scanning(store.analysis), now);
    expect(ahead).toEqual(scanned);
    return ahead;
  };

  const drawSubject = (round: number): AnalysisSubject => {
    const zone = ZONES[round % ZONES.length];
    const day = (least: number, span: number) =>
      new Date(Date.UTC(2024, 0, 1) + (least + below(span)) * DAY_MS)
        .toISOString()
        .slice(0, chance(0.7) ? 10 : 24);
    const starts = ['2024-01-01', '2024-11-01', '2025-03-01', day(0, 500)];
    const ends = [undefined, '2025-10-31', '2025-12-31', day(550, 250)];
    return {
      period: resolveReportPeriod(
        { from: oneOf(starts), to: oneOf(ends), zone },
        FIXTURE_NOW,
      ),
      scope: oneOf(SCOPES),
      access: oneOf(ACCESSES),
    };
  };

  const shift = (time: string, ms: number) =>
    new Date(Date.parse(time) + ms).toISOString();

  /** Changes one incident at random, as a change of it would. */
  async function changeAny() {
    const { seq, detectedAt } = oneOf(SKETCHES);
    const mine = () => db('incidents').where({ seq });
    const changes: Array<() => PromiseLike<unknown>> = [
      () =>
        mine().update({
          detected_at: shift(detectedAt, (below(120) - 60) * DAY_MS),
        }),
      () => mine().update({ visibility: oneOf(['open', 'restricted']) }),
      () => mine().update({ mode: oneOf(['real', 'exercise']) }),
      () => mine().update({ status: 'containment', resolved_at: null }),
      () => mine().update({ status: 'merged' }),
      () => mine().update({ severity: oneOf(['low', 'critical']) }),
      () =>
        mine().update({ class: 'fraud', contained_at: shift(detectedAt, 1) }),
      () =>
        db('affected_entities')
          .where({ incident_seq: seq })
          .update({ removed_at: chance(0.5) ? detectedAt : null }),
      () =>
        db('plan_tasks')
          .where({ incident_seq: seq })
          .update({ state: oneOf(['done', 'todo', 'skipped']) }),
      // Erased, and perhaps back with its next change.
      () => mine().update({ seq: seq + 10_000 * (chance(0.5) ? 1 : 0) }),
    ];
    await oneOf(changes)();
    await rebuildAnalysisItems(db, [seq, seq + 10_000], RULES);
  }

  it('give what a scan of all incidents gives, whatever changes', async () => {
    let comparedMonths = 0;
    for (let round = 0; round < 40; round += 1) {
      for (let change = below(6); change > 0; change -= 1) await changeAny();
      if (chance(0.6)) await countMonths();
      comparedMonths += await findFresh();
      const now = new Date(FIXTURE_NOW.getTime() + (below(400) - 300) * DAY_MS);
      await compare(drawSubject(round), oneOf(GROUPS), now);
      await compare({ ...ALL, access: oneOf(ACCESSES) }, [], now);
    }
    expect(comparedMonths).toBeGreaterThan(200);
  });

  it('are what an analysis takes, once they are counted', async () => {
    await countMonths();
    const { incidents } = await compare(ALL);
    await db('analysis_month_volume')
      .where({ population: 'real' })
      .update({ total: db.raw('total + 1') });
    const counted = await build(ALL, [], store.analysis);
    expect(counted.incidents).toBeGreaterThan(incidents);
    const others: AnalysisSubject[] = [
      { ...ALL, access: ACCESSES[3] },
      { ...ALL, scope: SCOPES[3] },
    ];
    for (const subject of others) await compare(subject);
    await db('analysis_month_volume')
      .where({ population: 'real' })
      .update({ total: db.raw('total - 1') });
    await compare(ALL);
  });

  it('name nothing of restricted incidents to whoever may not read them', async () => {
    const restricted = await db('incident_analysis_items')
      .where({ visibility: 'restricted' })
      .select('seq');
    expect(restricted.length).toBeGreaterThan(10);
    const listed: string[] = (
      await db('analysis_month_lists').pluck('incidents')
    ).flatMap((text: string) => JSON.parse(text));
    const seqs = new Set(listed.map(([_ms, seq]) => Number(seq)));
    for (const { seq } of restricted) expect(seqs.has(seq)).toBe(false);
    const visible = await db('incident_analysis_items')
      .where({ visibility: 'open' })
      .whereNot({ population: 'exercise' });
    const { incidents, merged } = await build(
      { ...ALL, access: { restricted: [] } },
      [],
      store.analysis,
    );
    expect(incidents + merged).toBe(visible.length);
  });

  it('are not taken after a change until they are counted again', async () => {
    await countMonths();
    const before = await findFresh();
    const item = await db('incident_analysis_items')
      .where({ visibility: 'open', clocks: '---' })
      .where('detected_ms', '<', Date.UTC(2026, 0))
      .first();
    await db('incidents').where({ seq: item.seq }).update({ class: 'other' });
    await rebuildAnalysisItems(db, [item.seq], RULES);
    expect(await findFresh()).toBe(before - 1);
    await compare(ALL, ['class']);
    expect(await countMonths()).toBe(1);
    expect(await findFresh()).toBe(before);
    await compare(ALL, ['class']);
  });

  it('leave the month of today, and small ones, to the scan', async () => {
    await db('analysis_changes').insert({ month: toMonth(+FIXTURE_NOW) });
    await countMonths();
    expect(
      await db('analysis_months').where({ month: toMonth(+FIXTURE_NOW) }),
    ).toEqual([]);
    await db('analysis_changes').insert(
      await db('analysis_months').select('month'),
    );
    await store.readModel.countMonths(1_000);
    expect(await db('analysis_months')).toEqual([]);
    expect(await db('analysis_month_durations')).toEqual([]);
    await compare(ALL);
  });

  it('are refused when they make more groups than asked for at most', async () => {
    const buildAtMost = (maxGroups: number) =>
      buildFigures(
        ALL,
        ['class', 'month'],
        store.analysis,
        DEFAULT_SERVICE_LEVELS,
        FIXTURE_NOW.toISOString(),
        maxGroups,
      );
    const { groups } = await buildAtMost(1_000);
    await expect(buildAtMost(groups.length)).resolves.toBeDefined();
    await expect(buildAtMost(groups.length - 1)).rejects.toThrow(
      `by: gives more than ${groups.length - 1} groups`,
    );
  });

  // SQLite runs one transaction at a time.
  if (engine !== 'SQLITE_3')
    describe('at the same time', () => {
      const snapshot = <T>(work: (trx: Knex.Transaction) => Promise<T>) =>
        db.transaction(work, { isolationLevel: 'repeatable read' });

      it('stay marked when a change commits while they are counted', async () => {
        const detected: string[] = await db('incidents').pluck('detected_at');
        const months = new Set(detected.map(at => toMonth(Date.parse(at))));
        await db('analysis_changes').insert(
          [...months].map(month => ({ month })),
        );
        await countMonths();
        const { seq, detected_ms: ms } = await db('incident_analysis_items')
          .where({ visibility: 'open', clocks: '---' })
          .where('detected_ms', '<', Date.UTC(2026, 0))
          .first();
        const month = toMonth(Number(ms));
        const change = await db.transaction();
        await change('incidents')
          .where({ seq })
          .update({ class: 'availability' });
        await rebuildAnalysisItems(change, [seq], RULES);
        await snapshot(trx => saveMonth(trx, month, 1));
        await change.commit();
        expect(await db('analysis_changes').where({ month })).toHaveLength(1);
        await compare(ALL, ['class']);
        await countMonths();
        expect(await findMonthDifferences(db, month)).toEqual([]);
      });

      it('are counted by one instance only', async () => {
        const { month } = await db('analysis_months').first();
        await db('analysis_changes').insert({ month });
        const late = snapshot(async first => {
          await first('analysis_changes').where({ month });
          await snapshot(second => saveMonth(second, month, 1));
          await saveMonth(first, month, 1);
        });
        await expect(late).rejects.toThrow(/could not serialize/);
        expect(await findMonthDifferences(db, month)).toEqual([]);
        await compare(ALL);
      });
    });
});
