import { mockCredentials } from '@backstage/backend-test-utils';
import { REQUIREMENT_IDS } from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import type { IncidentRedaction } from '../authorization/IncidentRedaction';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import type { IncidentChanger } from '../incidents/IncidentChange';
import { DatabaseIncidentsStore } from '../incidents/store/DatabaseIncidentsStore';
import { createTaskContext } from '../kernel/contexts';
import { DEFAULT_SERVICE_LEVELS } from '../serviceLevels/settings';
import { DATABASES, ENGINES } from '../__testUtils__/harness';
import {
  countTasks,
  getBerlinDay,
  getRanks,
  isIncident,
  judge,
  judgeClock,
} from '../__testUtils__/plainReport';
import {
  createSketches,
  FIXTURE_NOW,
  insertSketches,
  type Sketch,
} from '../__testUtils__/reportFixture';
import { DefaultPeriodReportsService } from './DefaultPeriodReportsService';
import { ReportEvaluator } from './evaluate/ReportEvaluator';
import { ReportScopes } from './ReportScopes';

/** One call looks at 500 records with a dozen statements for each part. */
jest.setTimeout(60_000);

const FROM = '2024-11-01';
const TO = '2025-10-31';
const ZONE = 'Europe/Berlin';
const QUERY = { from: FROM, to: TO, zone: ZONE };
const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'informational',
  'undecided',
] as const;

const all = createSketches();
/** Records whose day of detection in Berlin is in the period. */
const inPeriod = all.filter(({ detectedAt }) => {
  const day = getBerlinDay(detectedAt);
  return day >= FROM && day <= TO;
});
const incidents = inPeriod.filter(isIncident);

const count = (matches: (sketch: Sketch) => boolean, of = incidents) =>
  of.filter(matches).length;
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const bySeverity = (of: readonly Sketch[]) =>
  Object.fromEntries(
    SEVERITIES.map(severity => [
      severity,
      of.filter(each => (each.severity ?? 'undecided') === severity).length,
    ]),
  );

describe.each(ENGINES)('reports on 500 records, on %s', engine => {
  let service: DefaultPeriodReportsService;
  const context = createTaskContext('seed', {
    credentials: mockCredentials.none(),
  });

  beforeAll(async () => {
    const db = await DATABASES.init(engine);
    const clock = () => FIXTURE_NOW;
    const store = await DatabaseIncidentsStore.create(
      { getClient: async () => db },
      { clock },
    );
    await insertSketches(db, all);
    // Numbers are right with months that are counted ahead; countedMonths.test.ts compares them with those without.
    await store.readModel.countMonths(100, 1);
    const redaction = {
      searchableScope: async () => FULL_ACCESS,
      among: async () => new Set<string>(),
    } as unknown as IncidentRedaction;
    service = new DefaultPeriodReportsService({
      scopes: new ReportScopes({ redaction, clock }),
      evaluator: new ReportEvaluator({
        facts: store.reportFacts,
        settings: DEFAULT_SERVICE_LEVELS,
        clock,
      }),
      facts: store.reportFacts,
      analysis: store.analysis,
      services: store.serviceReports,
      settings: DEFAULT_SERVICE_LEVELS,
      incidents: store,
      changer: {} as IncidentChanger,
      actorOf: () => 'user:default/ada',
    });
  });

  it('counts the population', async () => {
    const { population, record, period } = await service.getOverview(
      QUERY,
      context,
    );
    expect(period).toEqual({
      from: '2024-10-31T23:00:00.000Z',
      to: '2025-10-31T23:00:00.000Z',
      zone: ZONE,
    });
    expect(population.records).toBe(inPeriod.length);
    expect(population.exercises.total).toBe(
      count(({ mode }) => mode === 'exercise', inPeriod),
    );
    expect(population.merged.total).toBe(
      count(
        ({ mode, status }) => mode === 'real' && status === 'merged',
        inPeriod,
      ),
    );
    expect(population.incidents).toBe(incidents.length);
    expect(population.byState).toEqual({
      closed: count(({ status }) => status === 'closed'),
      resolved: count(({ status }) => status === 'resolved'),
      handled: count(({ status }) =>
        ['containment', 'eradication', 'recovery'].includes(status),
      ),
      triage: count(({ status }) => ['new', 'triage'].includes(status)),
      dismissed: count(({ status }) => status === 'dismissed'),
    });
    expect(population.restricted.total).toBe(
      count(({ isRestricted }) => isRestricted),
    );
    expect(population.hits).toEqual({
      entities: new Set(
        incidents.flatMap(({ services }) => services.map(({ ref }) => ref)),
      ).size,
      total: sum(incidents.map(({ services }) => services.length)),
    });
    expect(population.entries).toBe(inPeriod.length * 7);
    expect(record).toMatchObject({
      chains: inPeriod.length,
      unchecked: inPeriod.length,
    });
  });

  it('counts each requirement', async () => {
    const { clause } = await service.getClause(QUERY, context);
    const verdicts = incidents.map(judge);
    for (const { requirement, ...share } of clause.requirements) {
      const total = (wanted: string) =>
        verdicts.filter(verdict => verdict[requirement] === wanted).length;
      expect({
        requirement,
        met: share.met.total,
        missing: share.missing.total,
        due: share.due,
        notDue: share.notDue.total,
        notApplicable: share.notApplicable,
      }).toEqual({
        requirement,
        met: total('met'),
        missing: total('missing'),
        due: total('met') + total('missing'),
        notDue: total('not-due'),
        notApplicable: total('not-applicable'),
      });
    }
    const ofClause = REQUIREMENT_IDS.filter(id => !id.startsWith('element'));
    const isMissing = (
      verdict: Record<string, string>,
      ids: readonly string[],
    ) => ids.filter(id => verdict[id] === 'missing').length;
    expect(clause.gaps).toBe(
      sum(verdicts.map(verdict => isMissing(verdict, ofClause))),
    );
    expect(clause.incidentsWithGaps.total).toBe(
      verdicts.filter(verdict => isMissing(verdict, ofClause) > 0).length,
    );
    expect(clause.complete).toBe(
      verdicts.filter(verdict => isMissing(verdict, REQUIREMENT_IDS) === 0)
        .length,
    );
    expect(clause.complete + clause.incomplete).toBe(incidents.length);
    expect(clause.metInFull).toBe(
      ofClause.filter(id =>
        verdicts.every(verdict => verdict[id] !== 'missing'),
      ).length,
    );
  });

  it('counts what proves requirements', async () => {
    const { clause } = await service.getClause(QUERY, context);
    const proofOf = (id: string) =>
      clause.requirements.find(({ requirement }) => requirement === id)!.proof;
    const met = (id: string) =>
      incidents.filter(sketch => judge(sketch)[id] === 'met');
    expect(proofOf('resolved')).toEqual({
      steps: sum(met('resolved').map(({ steps }) => steps.length)),
    });
    expect(proofOf('closed')).toEqual({
      closedBySecondPerson: met('closed').filter(
        ({ closedBy, resolvedBy }) => closedBy !== resolvedBy,
      ).length,
    });
    const planned = met('element-response').filter(({ plan }) => plan);
    expect(proofOf('element-response')).toEqual({
      planRuns: planned.length,
      noPlanReasons: met('element-response').length - planned.length,
    });
    expect(proofOf('element-detection')).toEqual({
      byTools: count(({ method }) => method === 'monitoring'),
      byStaff: count(({ method }) => method === 'staff-report'),
      byOthers: count(({ method }) => ['customer', 'audit'].includes(method!)),
    });
  });

  it('leaves explained gaps out of what needs attention', async () => {
    const { attention, explained } = await service.getOverview(QUERY, context);
    const lacking = (id: string, isExplained: boolean) =>
      incidents.filter(
        sketch =>
          judge(sketch)[id] === 'missing' &&
          sketch.explained.includes(id) === isExplained,
      ).length;
    for (const id of ['element-response', 'analysed']) {
      expect(
        attention.find(({ requirement }) => requirement === id)!.count,
      ).toBe(Math.min(lacking(id, false), 200));
      expect(
        explained.find(({ requirement }) => requirement === id)!.incidents
          .total,
      ).toBe(lacking(id, true));
    }
    const now = FIXTURE_NOW.toISOString();
    expect(attention.find(({ kind }) => kind === 'overdueActions')!.count).toBe(
      sum(
        incidents.map(
          ({ actions }) =>
            actions.filter(
              ({ state, dueAt }) => state === 'open' && dueAt < now,
            ).length,
        ),
      ),
    );
    expect(
      attention.find(({ kind }) => kind === 'obligationsToAssess')!.count,
    ).toBe(
      sum(
        incidents.map(
          ({ obligations }) =>
            obligations.filter(state => state === 'to-assess').length,
        ),
      ),
    );
  });

  it('lists incidents by completeness, page by page', async () => {
    const keys: string[] = [];
    const shares: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.listCompleteness(
        { ...QUERY, complete: false, limit: 60, cursor },
        context,
      );
      for (const { key, met, due, requirements } of page.items) {
        const verdict = judge(incidents.find(each => each.key === key)!);
        expect(
          Object.fromEntries(
            requirements.map(({ requirement, result }) => [
              requirement,
              result,
            ]),
          ),
        ).toEqual(verdict);
        keys.push(key);
        shares.push(met / due);
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    const lacking = incidents.filter(sketch =>
      Object.values(judge(sketch)).includes('missing'),
    );
    expect([...keys].sort()).toEqual(lacking.map(({ key }) => key).sort());
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('counts volume by month of the zone, class and way of detection', async () => {
    const report = await service.getAnalysis(
      { ...QUERY, by: ['month', 'entity', 'class'] },
      context,
    );
    expect(report.incidents).toBe(incidents.length);
    expect(report.bySeverity).toEqual(bySeverity(incidents));
    expect(report.months).toHaveLength(12);
    for (const month of report.months) {
      const own = incidents.filter(
        ({ detectedAt }) =>
          getBerlinDay(detectedAt).slice(0, 7) === month.month,
      );
      expect(month).toMatchObject({
        total: own.length,
        bySeverity: bySeverity(own),
      });
    }
    for (const row of report.byClass) {
      const own = incidents.filter(
        each => (each.class ?? 'undecided') === row.class,
      );
      expect(row.total).toBe(own.length);
      expect(row.bySeverity).toEqual(bySeverity(own));
    }
    for (const { source, total } of report.bySource) {
      expect(total).toBe(
        count(({ method }) => (method ?? 'undecided') === source),
      );
    }
    expect(sum(report.bySource.map(({ total }) => total))).toBe(
      incidents.length,
    );
    expect(sum(report.groups.map(({ total }) => total))).toBe(
      report.hits.total,
    );
    for (const { values, total } of report.groups) {
      expect(total).toBe(
        count(
          each =>
            getBerlinDay(each.detectedAt).startsWith(values.month!) &&
            each.services.some(({ ref }) => ref === values.entity) &&
            (each.class ?? 'undecided') === values.class,
        ),
      );
    }
  });

  it('counts owners once per incident', async () => {
    const { groups } = await service.getAnalysis(
      { ...QUERY, by: ['owner'] },
      context,
    );
    const ownedBy = (isOne: boolean) =>
      count(({ services }) =>
        services.some(({ ref }) => ref.endsWith('1') === isOne),
      );
    expect(
      Object.fromEntries(
        groups.map(({ values, total }) => [values.owner, total]),
      ),
    ).toEqual({
      'group:default/one': ownedBy(true),
      'group:default/team': ownedBy(false),
    });
  });

  it('measures durations and says what is excluded', async () => {
    const { durations } = await service.getAnalysis(QUERY, context);
    const ENDS = {
      detect: ['occurredAt', 'detectedAt'],
      acknowledge: ['detectedAt', 'acknowledgedAt'],
      contain: ['detectedAt', 'containedAt'],
      recover: ['detectedAt', 'recoveredAt'],
      resolve: ['detectedAt', 'resolvedAt'],
    } as const;
    for (const duration of durations) {
      const [from, to] = ENDS[duration.id];
      const valued = incidents.flatMap(each => {
        const [start, end] = [each[from], each[to]];
        return start && end && end >= start
          ? [{ ms: Date.parse(end) - Date.parse(start), each }]
          : [];
      });
      const values = valued.map(({ ms }) => ms);
      expect(duration.n).toBe(values.length);
      expect(duration.excluded).toBe(incidents.length - values.length);
      expect(sum(Object.values(duration.excludedBecause))).toBe(
        duration.excluded,
      );
      expect(duration).toMatchObject(getRanks(values));
      for (const { severity, n, medianMs, p90Ms } of duration.bySeverity) {
        const own = valued
          .filter(({ each }) => (each.severity ?? 'undecided') === severity)
          .map(({ ms }) => ms);
        expect({ n, medianMs, p90Ms }).toEqual({
          n: own.length,
          ...(own.length === 0
            ? { medianMs: undefined, p90Ms: undefined }
            : getRanks(own)),
        });
      }
    }
    const contain = durations.find(({ id }) => id === 'contain')!;
    expect(contain.excludedBecause).toMatchObject({
      dismissed: count(({ status }) => status === 'dismissed'),
      'in-triage': count(({ status }) => ['new', 'triage'].includes(status)),
    });
  });

  it('sums the impact', async () => {
    const { impact, told, reopened } = await service.getAnalysis(
      QUERY,
      context,
    );
    const ended = incidents.filter(({ status }) =>
      ['resolved', 'closed'].includes(status),
    );
    const check = (
      figure: typeof impact.serviceMinutes,
      valueOf: (sketch: Sketch) => number | undefined,
    ) => {
      const values = ended.map(valueOf);
      expect(figure).toMatchObject({
        sum: sum(values.map(value => value ?? 0)),
        some: { total: values.filter(value => value! > 0).length },
        none: values.filter(value => value === 0).length,
        unknown: { total: values.filter(value => value === undefined).length },
      });
    };
    expect(impact.of).toBe(ended.length);
    check(
      impact.serviceMinutes,
      ({ serviceMinutes, isAvailable }) =>
        serviceMinutes ?? (isAvailable ? 0 : undefined),
    );
    check(
      impact.recordsExposed,
      ({ records, involved }) => records ?? (involved === 'no' ? 0 : undefined),
    );
    check(
      impact.peopleAffected,
      ({ people, involved }) => people ?? (involved === 'no' ? 0 : undefined),
    );
    expect(told!.total).toBe(
      count(({ steps }) =>
        steps.some(({ audience }) => audience === 'customers'),
      ),
    );
    expect(reopened).toMatchObject({
      of: count(({ status }) => status === 'closed'),
      missed: { total: count(each => each.wasReopened) },
    });
  });

  it('counts plan tasks and containment within target', async () => {
    const { planTasks, attainment } = await service.getAnalysis(QUERY, context);
    expect(planTasks).toEqual(countTasks(incidents));
    const verdicts = incidents.map(judgeClock);
    expect(attainment!.contain).toMatchObject({
      met: verdicts.filter(verdict => verdict === 'met').length,
      missed: {
        total: verdicts.filter(verdict => verdict === 'missing').length,
      },
    });
  });

  it('lists services, and what came back on them', async () => {
    const { items, totalItems, hits } = await service.listServices(
      { ...QUERY, limit: 200 },
      context,
    );
    expect(totalItems).toBe(12);
    expect(hits).toBe(sum(incidents.map(({ services }) => services.length)));
    for (const row of items) {
      const own = incidents.filter(({ services }) =>
        services.some(({ ref }) => ref === row.entityRef),
      );
      expect(row.incidents).toBe(own.length);
      expect(row.bySeverity).toEqual(bySeverity(own));
      const kinds = new Map<string, number>();
      for (const each of own) {
        if (!each.class) continue;
        const kind = `${each.class} ${each.type ?? ''}`;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
      expect(
        Object.fromEntries(
          row.cameBack.map(({ class: name, type, times }) => [
            `${name} ${type ?? ''}`,
            times,
          ]),
        ),
      ).toEqual(
        Object.fromEntries([...kinds].filter(([, times]) => times > 1)),
      );
      const contained = own.flatMap(({ detectedAt, containedAt }) =>
        containedAt ? [Date.parse(containedAt) - Date.parse(detectedAt)] : [],
      );
      expect(row.timeToContain).toMatchObject({
        n: contained.length,
        ...getRanks(contained),
      });
    }
  });

  it('describes the year of a service', async () => {
    const entityRef = 'component:default/service-3';
    const year = await service.getServiceYear(entityRef, QUERY, context);
    const of = (sketches: readonly Sketch[]) =>
      sketches.filter(({ services }) =>
        services.some(({ ref }) => ref === entityRef),
      );
    const own = of(incidents);
    expect(year.incidents).toMatchObject({
      total: own.length,
      closed: own.filter(({ status }) => status === 'closed').length,
      exercises: of(inPeriod).filter(({ mode }) => mode === 'exercise').length,
    });
    expect(year.steps).toBe(sum(own.map(({ steps }) => steps.length)));
    expect(sum(year.people.map(({ steps }) => steps))).toBe(year.steps);
    expect(year.planTasks).toEqual(countTasks(own));
    expect(year.items.map(({ key }) => key).sort()).toEqual(
      own.map(({ key }) => key).sort(),
    );
    expect(year.items[0].detectedAt >= year.items[1].detectedAt).toBe(true);
    expect(sum(year.cameBack.map(chain => chain.incidents.length))).toBe(
      sum(
        (await service.listServices({ ...QUERY, limit: 200 }, context)).items
          .filter(row => row.entityRef === entityRef)
          .flatMap(row => row.cameBack.map(({ times }) => times)),
      ),
    );
  });

  it('draws the sample that anybody draws with the seed', async () => {
    const seed = 'larchfield-2026-11';
    const sample = await service.getSample({ ...QUERY, seed, n: 25 }, context);
    const digest = (key: string) =>
      createHash('sha256').update(`${seed}\n${key}`).digest('hex');
    expect(sample.population).toBe(incidents.length);
    expect(sample.items.map(({ key }) => key)).toEqual(
      incidents
        .map(({ key }) => key)
        .sort((a, b) => (digest(a) < digest(b) ? -1 : 1))
        .slice(0, 25)
        .sort(),
    );
  });

  it.each([
    [{ from: '2025-11-01', to: '2025-10-01' }, 'from: must be before the end'],
    [{ from: '2001-01-01' }, 'from: must be at most 10 years'],
    [{ from: 'yesterday' }, 'from: must be a day such as'],
    [{ to: '2025-02-30' }, 'to: must be a day such as'],
    [{ to: '2025-02-01T00:00:00' }, 'to: must be a day such as'],
    [{ zone: 'Mars/Olympus' }, 'zone: must be the IANA name'],
  ])('refuses the period %j', async (query, message) => {
    await expect(service.getOverview(query, context)).rejects.toThrow(message);
  });
});
