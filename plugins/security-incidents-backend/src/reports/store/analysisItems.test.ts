import { NOT_BUILT } from '../../database/readModel/analysisItems';
import { DatabaseIncidentsStore } from '../../incidents/store/DatabaseIncidentsStore';
import { createDueRules } from '../../serviceLevels/nextDue';
import { DEFAULT_SERVICE_LEVELS } from '../../serviceLevels/settings';
import { DATABASES, ENGINES } from '../../__testUtils__/harness';
import {
  createSketches,
  FIXTURE_NOW,
  insertSketches,
} from '../../__testUtils__/reportFixture';
import type { AnalysisSubject } from './AnalysisReader';

jest.setTimeout(60_000);

const NOW = FIXTURE_NOW.toISOString();
const SKETCHES = createSketches().slice(0, 60);
const SUBJECT: AnalysisSubject = {
  period: {
    from: '2000-01-01T00:00:00.000Z',
    to: '2100-01-01T00:00:00.000Z',
    zone: 'UTC',
  },
  scope: {},
  access: { restricted: 'all' },
};

/** A minute to contain. */
const OTHER_LEVELS = {
  ...DEFAULT_SERVICE_LEVELS,
  levels: {
    ...DEFAULT_SERVICE_LEVELS.levels,
    high: { ...DEFAULT_SERVICE_LEVELS.levels.high, contain: 'PT1M' },
  },
};

describe.each(ENGINES)('analysis items on %s', engine => {
  const start = async () => {
    const db = await DATABASES.init(engine);
    const open = (settings = DEFAULT_SERVICE_LEVELS) =>
      DatabaseIncidentsStore.create(
        { getClient: async () => db },
        { clock: () => FIXTURE_NOW, dueRules: createDueRules(settings) },
      );
    const store = await open();
    await insertSketches(db, SKETCHES);
    return { db, open, store };
  };

  it('leave attainment out until changed service levels are applied', async () => {
    const { open, store } = await start();
    const before = await store.analysis.countResponse(SUBJECT, NOW);
    expect(before.attainment!.contain.of).toBeGreaterThan(0);

    const changed = await open(OTHER_LEVELS);
    const { attainment, ...others } = await changed.analysis.countResponse(
      SUBJECT,
      NOW,
    );
    expect(attainment).toBeUndefined();
    const { attainment: _attainment, ...unchanged } = before;
    expect(others).toEqual(unchanged);

    expect(await changed.readModel.applyDueRules(200)).toBe(SKETCHES.length);
    expect(await changed.readModel.applyDueRules(200)).toBe(0);
    const after = await changed.analysis.countResponse(SUBJECT, NOW);
    expect(after.attainment!.contain.missed.total).toBeGreaterThan(
      before.attainment!.contain.missed.total,
    );
  });

  it('refuse to count incidents whose facts are not built', async () => {
    const { db, store } = await start();
    const [{ seq }] = SKETCHES;
    const mine = () => db('incident_analysis_items').where({ seq });
    const built = await mine().first();
    await mine().update({
      rules: NOT_BUILT,
      population: 'real',
      facts: '',
      clocks: '',
    });
    await expect(store.analysis.countResponse(SUBJECT, NOW)).rejects.toThrow(
      'The facts of 1 incidents of the period are not prepared for reports yet',
    );
    expect(await store.readModel.applyDueRules(200)).toBe(1);
    expect(await mine().first()).toEqual(built);
  });

  it('count clocks that run as breached once they are over', async () => {
    const { db, store } = await start();
    const running = await db('incident_analysis_items')
      .whereNotNull('resolve_due_ms')
      .where('population', 'real')
      .orderBy('resolve_due_ms', 'desc')
      .first();
    const at = (ms: number) =>
      store.analysis.countResponse(
        SUBJECT,
        new Date(Number(running.resolve_due_ms) + ms).toISOString(),
      );
    const due = await at(0);
    const over = await at(1);
    expect(over.attainment!.resolve.missed.total).toBe(
      due.attainment!.resolve.missed.total + 1,
    );
    const { key } = await db('incidents').where({ seq: running.seq }).first();
    expect(due.attainment!.resolve.missed.keys).not.toContain(key);
    expect(over.attainment!.resolve.missed.keys).toContain(key);
  });
});
