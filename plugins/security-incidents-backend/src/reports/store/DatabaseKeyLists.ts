import { MAX_REPORT_KEYS } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import {
  ANALYSIS_CLOCKS,
  KEY_LISTS,
  type KeyList,
  type LetterCondition,
} from '../analysis/analysisFacts';
import type { AnalysisSubject } from './AnalysisReader';
import { IS_COUNTED, readItems, readRows } from './analysisQueries';
import type { CountedMonths } from './countedMonths';

/** An incident of a list: its time of detection, and its `seq`. */
type Listed = readonly [number, number];

const holds = ({ column, place, letter }: LetterCondition) =>
  `SUBSTR(incidents.${column}, ${place}, 1) = '${letter}'`;

/** What incidents of a list fulfil. Clocks that are over are breached, although they run. */
function toCondition(list: KeyList, nowMs: number): string {
  const clock = ANALYSIS_CLOCKS.find(name => list === `${name}-breached`);
  const letter = holds(KEY_LISTS[list]);
  return clock ? `${letter} OR incidents.${clock}_due_ms < ${nowMs}` : letter;
}

/** Names the first incidents of some lists, by time of detection. */
export class DatabaseKeyLists {
  constructor(private readonly db: Knex) {}

  /**
   * @param nowMs - clocks that are over then are breached
   * @param months - those that are counted ahead
   */
  async read(
    subject: AnalysisSubject,
    lists: readonly KeyList[],
    nowMs: number,
    months: CountedMonths | undefined,
  ): Promise<Map<KeyList, string[]>> {
    if (lists.length === 0) return new Map();
    const found = new Map<KeyList, Listed[]>(lists.map(list => [list, []]));
    await this.#findItems(found, subject, nowMs, months);
    if (months) await this.#addMonths(found, months);
    const first = [...found].map(
      ([list, listed]) => [list, takeFirst(listed)] as const,
    );
    const keys = await this.#readKeys(first.flatMap(([_list, seqs]) => seqs));
    return new Map(
      first.map(([list, seqs]) => [
        list,
        seqs.flatMap(seq => keys.get(seq) ?? []),
      ]),
    );
  }

  async #findItems(
    found: Map<KeyList, Listed[]>,
    subject: AnalysisSubject,
    nowMs: number,
    coverage: CountedMonths | undefined,
  ): Promise<void> {
    const lists = [...found.keys()];
    const rows = await readItems(
      this.db,
      subject,
      items =>
        lists
          .map(
            (list, index) => `SELECT * FROM (
              SELECT '${list}' AS list, detected_ms, seq FROM ${items}
              WHERE ${IS_COUNTED} AND (${toCondition(list, nowMs)})
              ORDER BY detected_ms, seq LIMIT ${MAX_REPORT_KEYS}
            ) AS list_${index}`,
          )
          .join(' UNION ALL '),
      { tables: lists.length, coverage },
    );
    for (const { list, detected_ms: ms, seq } of rows) {
      found.get(list as KeyList)!.push([Number(ms), Number(seq)]);
    }
  }

  /** Adds those of the first months that have enough. */
  async #addMonths(
    found: Map<KeyList, Listed[]>,
    { isMonth }: CountedMonths,
  ): Promise<void> {
    const lists = [...found.keys()].map(list => `'${list}'`).join(', ');
    const rows = await readRows(
      this.db,
      `SELECT list, incidents FROM (
          SELECT list, incidents, SUM(total) OVER (PARTITION BY list ORDER BY month) - total AS earlier
          FROM analysis_month_lists
          WHERE ${isMonth} AND list IN (${lists})
        ) AS counted WHERE earlier < ${MAX_REPORT_KEYS}`,
    );
    for (const { list, incidents } of rows) {
      const listed: Listed[] = JSON.parse(String(incidents));
      found.get(list as KeyList)!.push(...listed);
    }
  }

  async #readKeys(seqs: readonly number[]): Promise<Map<number, string>> {
    const wanted = [...new Set(seqs)];
    if (wanted.length === 0) return new Map();
    const rows = await readRows(
      this.db,
      `SELECT seq, key FROM incidents WHERE seq IN (${wanted.join(', ')})`,
    );
    return new Map(rows.map(({ seq, key }) => [Number(seq), String(key)]));
  }
}

function takeFirst(listed: readonly Listed[]): number[] {
  return [...listed]
    .sort(([a, aSeq], [b, bSeq]) => a - b || aSeq - bSeq)
    .slice(0, MAX_REPORT_KEYS)
    .map(([_ms, seq]) => seq);
}
