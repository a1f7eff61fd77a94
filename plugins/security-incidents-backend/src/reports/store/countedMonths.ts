import type { Knex } from 'knex';
import {
  getMonthParts,
  getMonthRange,
  getWholeMonths,
  type TimeRange,
} from '../../database/readModel/months/calendar';
import { selectCountedMonths } from '../../database/readModel/months/storedMonths';
import type { Row } from '../../database/rowMapper';
import { getZoneMonths } from '../reportPeriod';
import type { AnalysisSubject } from './AnalysisReader';

/*
 * Finished months are counted ahead, without incidents that some readers may not see. An analysis takes these counts for the months of
 * its period, and reads items for the rest: both ends of the period, months that changed, and incidents that no month counts.
 */

/** What of a period is counted ahead. Ranges are ascending and do not touch. */
export interface Coverage {
  counted: readonly TimeRange[];
  /** What is not counted. */
  gaps: readonly TimeRange[];
}

/** The months that an analysis can take. */
export interface CountedMonths extends Coverage {
  /** Selects the months in SQL. */
  isMonth: string;
  /** For volume by the reader's months: parts of months that lie in one of them. */
  volume: Coverage & { isPart: string };
}

/** Selects ascending numbers among others: a range without what it lacks, which is faster than a list. */
function isAmong(
  column: string,
  wanted: readonly number[],
  all: readonly number[],
): string {
  if (wanted.length === 0) return '1 = 0';
  const [first, last] = [wanted[0], wanted[wanted.length - 1]];
  const isWanted = new Set(wanted);
  const others = all.filter(
    each => each > first && each < last && !isWanted.has(each),
  );
  const range = `${column} >= ${first} AND ${column} <= ${last}`;
  return others.length === 0
    ? range
    : `${range} AND ${column} NOT IN (${others.join(', ')})`;
}

function toCoverage(period: TimeRange, ranges: readonly TimeRange[]): Coverage {
  const counted: TimeRange[] = [];
  for (const { from, to } of ranges) {
    const last = counted.at(-1);
    if (last?.to === from) last.to = to;
    else counted.push({ from, to });
  }
  const starts = [period.from, ...counted.map(({ to }) => to)];
  const ends = [...counted.map(({ from }) => from), period.to];
  return {
    counted,
    gaps: starts
      .map((from, index) => ({ from, to: ends[index] }))
      .filter(({ from, to }) => from < to),
  };
}

/**
 * Finds the months that an analysis can take; undefined if there are none, or if it is about a choice of incidents. Months count what
 * everybody may read who may read any incident, so it must not be one by a policy's conditions either.
 */
export async function findCountedMonths(
  db: Knex,
  { period, scope, access }: AnalysisSubject,
): Promise<CountedMonths | undefined> {
  if (Object.keys(scope).length > 0 || access.onlyIf) return undefined;
  const range = { from: Date.parse(period.from), to: Date.parse(period.to) };
  const whole = getWholeMonths(range);
  const rows: Row[] = await selectCountedMonths(db)
    .whereIn('counted.month', whole)
    .orderBy('counted.month')
    .select('counted.month');
  const months = rows.map(({ month }) => Number(month));
  if (months.length === 0) return undefined;
  const zoneMonths = getZoneMonths(period).map(({ from, to }) => ({
    from: Date.parse(from),
    to: Date.parse(to),
  }));
  const parts = months.flatMap(getMonthParts);
  const ofOneMonth = parts.filter(part =>
    zoneMonths.some(({ from, to }) => from <= part.from && part.to <= to),
  );
  const getStarts = (of: readonly TimeRange[]) => of.map(({ from }) => from);
  const isMonth = isAmong('month', months, whole);
  return {
    isMonth,
    ...toCoverage(range, months.map(getMonthRange)),
    volume: {
      isPart: `${isMonth} AND ${isAmong(
        'from_ms',
        getStarts(ofOneMonth),
        getStarts(parts),
      )}`,
      ...toCoverage(range, ofOneMonth),
    },
  };
}
