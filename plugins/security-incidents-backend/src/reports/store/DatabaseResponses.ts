import { ServiceUnavailableError } from '@backstage/errors';
import {
  type CountedIncidents,
  type ImpactFigure,
  type ReportDurationId,
  type ReportShare,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { NOT_BUILT } from '../../database/readModel/analysisItems';
import type { Row } from '../../database/rowMapper';
import {
  ANALYSIS_CLOCKS,
  type AnalysisClock,
  IMPACT_COLUMNS,
  IMPACT_KINDS,
  type ImpactKind,
  type KeyList,
  parseClocks,
  parseFacts,
} from '../analysis/analysisFacts';
import { DURATIONS } from '../durationRules';
import type {
  AnalysisSubject,
  DurationCounts,
  ResponseCounts,
} from './AnalysisReader';
import { countIf, IS_COUNTED, readItems, readRows } from './analysisQueries';
import type { CountedMonths } from './countedMonths';
import { DatabaseKeyLists } from './DatabaseKeyLists';

/** Incidents with the same facts. */
interface Group {
  facts: ReturnType<typeof parseFacts>;
  clocks: ReturnType<typeof parseClocks>;
  rules: number;
  total: number;
  row: Row;
}

const sumOf = (
  groups: readonly Group[],
  amount: (group: Group) => number = ({ total }) => total,
) => groups.reduce((sum, group) => sum + amount(group), 0);

const isOfRules = (groups: readonly Group[], rules: number) =>
  groups.every(group => group.rules === rules);

/** How responses went, from one pass over the items, and the keys of the lists that have incidents. */
export class DatabaseResponses {
  /** @param rules - those of the clocks today */
  constructor(private readonly db: Knex, private readonly rules: number) {}

  /** @param months - those that are counted ahead */
  async count(
    subject: AnalysisSubject,
    now: string,
    months: CountedMonths | undefined,
  ): Promise<ResponseCounts> {
    const nowMs = Date.parse(now);
    const groups = await this.#readGroups(subject, nowMs, months);
    const unbuilt = sumOf(groups.filter(({ rules }) => rules === NOT_BUILT));
    if (unbuilt > 0) {
      throw new ServiceUnavailableError(
        `The facts of ${unbuilt} incidents of the period are not prepared for reports yet; try again in some minutes`,
      );
    }
    const totals = countLists(groups, this.rules);
    const keys = await new DatabaseKeyLists(this.db).read(
      subject,
      (Object.keys(totals) as KeyList[]).filter(list => totals[list]! > 0),
      nowMs,
      months,
    );
    const list = (name: KeyList): CountedIncidents => ({
      total: totals[name] ?? 0,
      keys: keys.get(name) ?? [],
    });
    const share = (of: number, name: KeyList): ReportShare => {
      const missed = list(name);
      return { met: of - missed.total, of, missed };
    };
    return {
      durations: countDurations(groups),
      impact: countImpact(groups, list),
      reopened: share(
        sumOf(groups.filter(({ facts }) => facts.reopened !== undefined)),
        'reopened',
      ),
      told: list('told'),
      attainment: isOfRules(groups, this.rules)
        ? countAttainment(groups, share)
        : undefined,
    };
  }

  async #readGroups(
    subject: AnalysisSubject,
    nowMs: number,
    months: CountedMonths | undefined,
  ): Promise<Group[]> {
    const columns = Object.entries(IMPACT_COLUMNS);
    const over = ANALYSIS_CLOCKS.map(
      clock => `${countIf(`${clock}_due_ms < ${nowMs}`)} AS over_${clock}`,
    );
    const sums = columns
      .map(([kind, column]) => `SUM(${column}) AS "${kind}"`)
      .concat(over);
    const rows = await readItems(
      this.db,
      subject,
      items => `SELECT facts, clocks, rules, COUNT(*) AS total, ${sums.join(
        ', ',
      )}
        FROM ${items} WHERE ${IS_COUNTED} GROUP BY 1, 2, 3`,
      { coverage: months },
    );
    if (months) {
      const ofMonths = await readRows(
        this.db,
        `SELECT facts, clocks, rules, SUM(total) AS total, ${columns
          .map(([kind, column]) => `SUM(${column}) AS "${kind}"`)
          .join(', ')}
          FROM analysis_month_responses WHERE ${
            months.isMonth
          } GROUP BY 1, 2, 3`,
      );
      rows.push(...ofMonths);
    }
    return rows.map(row => ({
      facts: parseFacts(String(row.facts)),
      clocks: parseClocks(String(row.clocks)),
      rules: Number(row.rules),
      total: Number(row.total),
      row,
    }));
  }
}

/** How many incidents each list has. Those of clocks are left out while some are of other rules. */
function countLists(
  groups: readonly Group[],
  rules: number,
): Partial<Record<KeyList, number>> {
  const count = (matches: (group: Group) => boolean) =>
    sumOf(groups.filter(matches));
  return {
    reopened: count(({ facts }) => facts.reopened === true),
    told: count(({ facts }) => facts.told),
    ...Object.fromEntries(
      IMPACT_KINDS.flatMap(kind =>
        (['some', 'unknown'] as const).map(amount => [
          `${kind}-${amount}`,
          count(({ facts }) => facts.impact[kind] === amount),
        ]),
      ),
    ),
    ...(isOfRules(groups, rules) &&
      Object.fromEntries(
        ANALYSIS_CLOCKS.map(clock => [
          `${clock}-breached`,
          count(({ clocks }) => clocks[clock] === 'breached') +
            sumOf(groups, ({ row }) => Number(row[`over_${clock}`] ?? 0)),
        ]),
      )),
  };
}

function countImpact(
  groups: readonly Group[],
  list: (name: KeyList) => CountedIncidents,
): ResponseCounts['impact'] {
  const count = (kind: ImpactKind): ImpactFigure => ({
    sum: sumOf(groups, ({ row }) => Number(row[kind] ?? 0)),
    some: list(`${kind}-some`),
    none: sumOf(groups.filter(({ facts }) => facts.impact[kind] === 'none')),
    unknown: list(`${kind}-unknown`),
  });
  const [kind] = IMPACT_KINDS;
  return {
    of: sumOf(groups.filter(({ facts }) => facts.impact[kind])),
    serviceMinutes: count('serviceMinutes'),
    recordsExposed: count('recordsExposed'),
    peopleAffected: count('peopleAffected'),
  };
}

function countAttainment(
  groups: readonly Group[],
  share: (of: number, name: KeyList) => ReportShare,
): ResponseCounts['attainment'] {
  const count = (clock: AnalysisClock) =>
    share(
      sumOf(groups.filter(({ clocks }) => clocks[clock])) +
        sumOf(groups, ({ row }) => Number(row[`over_${clock}`] ?? 0)),
      `${clock}-breached`,
    );
  return {
    acknowledge: count('acknowledge'),
    contain: count('contain'),
    resolve: count('resolve'),
  };
}

function countDurations(
  groups: readonly Group[],
): Record<ReportDurationId, DurationCounts> {
  return Object.fromEntries(
    DURATIONS.map(({ id }) => {
      const counts: DurationCounts = { n: 0, excludedBecause: {} };
      for (const { facts, total } of groups) {
        const reason = facts.durations[id];
        if (reason === undefined) {
          counts.n += total;
        } else {
          counts.excludedBecause[reason] =
            (counts.excludedBecause[reason] ?? 0) + total;
        }
      }
      return [id, counts];
    }),
  ) as Record<ReportDurationId, DurationCounts>;
}
