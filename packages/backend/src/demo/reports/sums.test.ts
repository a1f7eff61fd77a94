import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  ClauseReport,
  RequirementId,
} from 'backstage-plugin-security-incidents-common';
import {
  createDemoCatalog,
  seedDemo,
  type SeededDemo,
} from '../__testUtils__/seededDemo';
import { withFindings } from '../detections/storyFindings';
import { stories } from '../history';
import { getQuietUntil } from '../seedHistory';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
/** The day of the pictures. */
const NOW = new Date('2026-11-30T10:30:00Z');
const YEAR = { from: '2025-12-01', to: '2026-11-30' };

/** What the demo's pages show, counted by the same evaluator as everywhere, once what is overdue was escalated. */
describe('the sums of the demo', () => {
  let seeded: SeededDemo;
  let clause: ClauseReport;

  beforeAll(async () => {
    seeded = await seedDemo({
      knex: await databases.init('SQLITE_3'),
      catalog: await createDemoCatalog(),
      stories: withFindings(stories),
      now: NOW,
      openedAt: getQuietUntil(NOW),
    });
    const { service, context } = seeded;
    await service.tasks.escalation.fireDueRules();
    await service.tasks.verification.run(new AbortController().signal);
    clause = await service.periodReports.getClause(YEAR, context);
  });

  const share = (id: RequirementId) => {
    const found = clause.clause.requirements.find(
      ({ requirement }) => requirement === id,
    )!;
    return {
      share: `${found.met.total}/${found.due}`,
      gaps: found.gaps.map(({ key }) => key.replace('SEC-2026-', '')),
    };
  };

  it('are those of 55 records', () => {
    const { population, record } = clause;
    expect(population).toMatchObject({
      records: 55,
      exercises: { keys: ['SEC-2026-0009', 'SEC-2026-0042'] },
      merged: {
        into: [{ key: 'SEC-2026-0048', mergedInto: 'SEC-2026-0047' }],
      },
      incidents: 52,
      byState: { closed: 41, resolved: 1, handled: 5, triage: 2, dismissed: 3 },
      restricted: { total: 4 },
      hits: { entities: 32, total: 60 },
    });
    expect(record).toMatchObject({
      chains: 55,
      intact: 55,
      unchecked: 0,
      broken: { total: 0 },
    });
  });

  it.each<[RequirementId, string, string[]]>([
    ['recorded', '50/50', []],
    ['prioritised', '47/47', []],
    ['escalated', '14/15', ['0050']],
    ['resolved', '42/42', []],
    ['closed', '41/41', []],
    ['analysed', '39/42', ['0010', '0034', '0036']],
    ['reported', '25/29', ['0046', '0047', '0049', '0050']],
    ['reviewed', '12/13', ['0028']],
    ['element-detection', '52/52', []],
    ['element-resolution', '34/35', ['0050']],
    ['element-reporting', '23/25', ['0045', '0046']],
  ])('meet %s in %s', (id, met, gaps) => {
    expect(share(id)).toEqual({ share: met, gaps });
  });

  it('have no plan in the 14 incidents from before the first plans, which is explained', () => {
    const { share: met, gaps } = share('element-response');
    expect(met).toBe('33/47');
    expect(gaps).toHaveLength(14);
    const [, response] = clause.clause.requirements.filter(({ requirement }) =>
      requirement.startsWith('element-'),
    );
    expect(response.gaps.every(({ explanation }) => explanation)).toBe(true);
    expect(response.proof).toEqual({ planRuns: 26, noPlanReasons: 7 });
  });

  it('keep 55 of the 58 evidence files that plans ask for, as they were handed in', async () => {
    const reporting = clause.clause.requirements.find(
      ({ requirement }) => requirement === 'element-reporting',
    )!;
    expect(reporting.proof).toEqual({ filesKept: 55, filesNeeded: 58 });
    const { service, context, items } = seeded;
    const checks: string[] = [];
    for (const { id } of items) {
      const { items: files } = await service.evidence.list(id, {}, context);
      for (const { id: file, location } of files) {
        if (location) continue;
        const { status } = await service.evidence.verify(id, file, context);
        checks.push(status);
      }
    }
    expect(new Set(checks)).toEqual(new Set(['ok']));
  });

  it('leave 9 gaps in 8 incidents, and 30 incidents complete', () => {
    expect(clause.clause).toMatchObject({
      metInFull: 4,
      of: 8,
      gaps: 9,
      incidentsWithGaps: { total: 8 },
      complete: 30,
      incomplete: 22,
    });
  });

  it('find 174 of 189 plan tasks on time', async () => {
    const { service, context } = seeded;
    const { planTasks, bySeverity, serviceMinutes, services, moreServices } =
      await service.periodReports.getOverview(YEAR, context);
    expect(planTasks).toEqual({ onTime: 174, due: 189, runs: 26 });
    expect(bySeverity).toEqual({
      critical: 3,
      high: 13,
      medium: 19,
      low: 11,
      informational: 1,
      undecided: 5,
    });
    expect(serviceMinutes).toMatchObject({
      sum: 170,
      none: 39,
      unknown: { keys: ['SEC-2026-0010'] },
    });
    expect(
      services.map(({ entityRef, incidents }) => [
        entityRef.split('/')[1],
        incidents,
      ]),
    ).toEqual([
      ['payments-api', 11],
      ['checkout-web', 5],
      ['identity-api', 4],
      ['ledger', 3],
      ['reporting-workbench', 3],
    ]);
    expect(moreServices).toEqual({ entities: 27, hits: 34 });
  });

  it('say alike how late an action is whose date was moved', async () => {
    const { service, context } = seeded;
    const { attention } = await service.periodReports.getOverview(
      YEAR,
      context,
    );
    const { first } = attention.find(({ kind }) => kind === 'overdueActions')!;
    const { items } = await service.reviews.listActions(
      { limit: 200 },
      context,
    );
    const action = items.find(({ title }) => title === first.what)!;
    expect(action.firstDueAt).toBeDefined();
    expect(first.at).toBe(action.firstDueAt);
  });

  it('agree with the adherence that reviews show, run by run', async () => {
    const { service, context, items } = seeded;
    let onTime = 0;
    let due = 0;
    for (const { key, mode, detectedAt } of items) {
      if (mode !== 'real' || (detectedAt ?? '') < YEAR.from) continue;
      const { adherence } = await service.reviews.getReview(key, context);
      for (const run of adherence) {
        onTime += run.onTime;
        due += run.dueSoFar;
      }
    }
    expect({ onTime, due }).toEqual({ onTime: 174, due: 189 });
  });

  it('are frozen after every record was checked', async () => {
    const { service, context } = seeded;
    const { items } = await service.frozenReports.list({}, context);
    expect(items).toHaveLength(3);
    for (const { id, name } of items) {
      const { content } = await service.frozenReports.get(id, context);
      const { chains, intact, unchecked } = content.overview.record;
      expect({ name, intact, unchecked }).toEqual({
        name,
        intact: chains,
        unchecked: 0,
      });
    }
  });

  it('have what is due of obligations, actions and reviews', async () => {
    const { service, context } = seeded;
    const { counts } = await service.obligations.list(
      { from: YEAR.from, limit: 1 },
      context,
    );
    expect(counts).toEqual({
      submitted: 13,
      'submitted-late': 1,
      pending: 1,
      'to-assess': 7,
      'not-applicable': 58,
      missed: 0,
    });
    const { overdue } = await service.reviews.getFollowUpCounts(context);
    expect(overdue).toEqual({ reviews: 0, actions: 3, checks: 2 });
  });
});
