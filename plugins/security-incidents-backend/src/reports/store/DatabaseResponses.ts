import { ServiceUnavailableError } from '@backstage/errors';
import {
  type CountedIncidents,
  type ImpactFigure,
  MAX_REPORT_KEYS,
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
  type LetterCondition,
  LETTERS,
  parseClocks,
  parseFacts,
} from '../analysis/analysisFacts';
import { DURATIONS } from '../durationRules';
import type {
  AnalysisSubject,
  DurationCounts,
  ResponseCounts,
} from './AnalysisReader';
import { countIf, IS_COUNTED, readItems } from './analysisQueries';

/** Incidents with the same facts. */
interface Group {
  facts: ReturnType<typeof parseFacts>;
  clocks: ReturnType<typeof parseClocks>;
  rules: number;
  total: number;
  row: Row;
}

const holds = ({ column, place, letter }: LetterCondition) =>
  `SUBSTR(incidents.${column}, ${place}, 1) = '${letter}'`;

const sumOf = (
  groups: readonly Group[],
  amount: (group: Group) => number = ({ total }) => total,
) => groups.reduce((sum, group) => sum + amount(group), 0);

/** How responses went, from one pass over the items and one for each list of keys. */
export class DatabaseResponses {
  /** @param rules - those of the clocks today */
  constructor(private readonly db: Knex, private readonly rules: number) {}

  async count(subject: AnalysisSubject, now: string): Promise<ResponseCounts> {
    const nowMs = Date.parse(now);
    const groups = await this.#readGroups(subject, nowMs);
    const unbuilt = sumOf(groups.filter(({ rules }) => rules === NOT_BUILT));
    if (unbuilt > 0) {
      throw new ServiceUnavailableError(
        `The facts of ${unbuilt} incidents of the period are not prepared for reports yet; try again in some minutes`,
      );
    }
    return {
      durations: countDurations(groups),
      impact: await this.#countImpact(subject, groups),
      reopened: await this.#countReopened(subject, groups),
      told: await this.#list(
        subject,
        sumOf(groups.filter(({ facts }) => facts.told)),
        holds(LETTERS.told),
      ),
      attainment: groups.some(({ rules }) => rules !== this.rules)
        ? undefined
        : await this.#countAttainment(subject, groups, nowMs),
    };
  }

  async #readGroups(subject: AnalysisSubject, nowMs: number): Promise<Group[]> {
    const sums = Object.entries(IMPACT_COLUMNS).map(
      ([kind, column]) => `SUM(${column}) AS "${kind}"`,
    );
    const over = ANALYSIS_CLOCKS.map(
      clock => `${countIf(`${clock}_due_ms < ${nowMs}`)} AS over_${clock}`,
    );
    const rows = await readItems(
      this.db,
      subject,
      items => `SELECT facts, clocks, rules, COUNT(*) AS total, ${[
        ...sums,
        ...over,
      ].join(', ')}
        FROM ${items} WHERE ${IS_COUNTED} GROUP BY 1, 2, 3`,
    );
    return rows.map(row => ({
      facts: parseFacts(String(row.facts)),
      clocks: parseClocks(String(row.clocks)),
      rules: Number(row.rules),
      total: Number(row.total),
      row,
    }));
  }

  async #countImpact(subject: AnalysisSubject, groups: readonly Group[]) {
    const count = async (kind: ImpactKind): Promise<ImpactFigure> => {
      const total = (wanted: 'some' | 'none' | 'unknown') =>
        sumOf(groups.filter(({ facts }) => facts.impact[kind] === wanted));
      return {
        sum: sumOf(groups, ({ row }) => Number(row[kind] ?? 0)),
        some: await this.#list(
          subject,
          total('some'),
          holds(LETTERS.impact(kind, 's')),
        ),
        none: total('none'),
        unknown: await this.#list(
          subject,
          total('unknown'),
          holds(LETTERS.impact(kind, 'u')),
        ),
      };
    };
    const [kind] = IMPACT_KINDS;
    return {
      of: sumOf(groups.filter(({ facts }) => facts.impact[kind])),
      serviceMinutes: await count('serviceMinutes'),
      recordsExposed: await count('recordsExposed'),
      peopleAffected: await count('peopleAffected'),
    };
  }

  async #countReopened(
    subject: AnalysisSubject,
    groups: readonly Group[],
  ): Promise<ReportShare> {
    const closed = groups.filter(({ facts }) => facts.reopened !== undefined);
    return this.#share(
      subject,
      sumOf(closed),
      sumOf(closed.filter(({ facts }) => facts.reopened)),
      holds(LETTERS.reopened),
    );
  }

  async #countAttainment(
    subject: AnalysisSubject,
    groups: readonly Group[],
    nowMs: number,
  ) {
    const count = (clock: AnalysisClock): Promise<ReportShare> => {
      const total = (wanted: 'met' | 'breached') =>
        sumOf(groups.filter(({ clocks }) => clocks[clock] === wanted));
      const over = sumOf(groups, ({ row }) => Number(row[`over_${clock}`]));
      const missed = total('breached') + over;
      return this.#share(
        subject,
        total('met') + missed,
        missed,
        `${holds(
          LETTERS.clock(clock, 'b'),
        )} OR incidents.${clock}_due_ms < ${nowMs}`,
      );
    };
    return {
      acknowledge: await count('acknowledge'),
      contain: await count('contain'),
      resolve: await count('resolve'),
    };
  }

  async #share(
    subject: AnalysisSubject,
    of: number,
    missed: number,
    condition: string,
  ): Promise<ReportShare> {
    return {
      met: of - missed,
      of,
      missed: await this.#list(subject, missed, condition),
    };
  }

  /** Adds the keys of the first incidents to their number. */
  async #list(
    subject: AnalysisSubject,
    total: number,
    condition: string,
  ): Promise<CountedIncidents> {
    if (total === 0) return { total, keys: [] };
    const rows = await readItems(
      this.db,
      subject,
      items => `SELECT record.key FROM (
          SELECT detected_ms, seq FROM ${items} WHERE ${IS_COUNTED} AND (${condition})
          ORDER BY detected_ms, seq LIMIT ${MAX_REPORT_KEYS}
        ) AS found
        JOIN incidents AS record ON record.seq = found.seq
        ORDER BY found.detected_ms, found.seq`,
    );
    return { total, keys: rows.map(({ key }) => String(key)) };
  }
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
