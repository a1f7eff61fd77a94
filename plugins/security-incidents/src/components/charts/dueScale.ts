import type {
  DueBin,
  DueMark,
} from 'backstage-plugin-security-incidents-common';

const HOUR_MS = 60 * 60_000;
/** What is further from now than this stands at the end of the line. */
const END_MS = 72 * HOUR_MS;
/** Times shorter than this take about as much room as all longer ones do per doubling. */
const NEAR_MS = HOUR_MS / 3;

/** The ticks of the line on both sides of now, in milliseconds. */
export const TICKS_MS = [1, 8, 24, 48].map(hours => hours * HOUR_MS);

/** The place of a time on the line, from 0 at its left end to 1; now is in the middle. */
export function toPlace(fromNowMs: number): number {
  const distance = Math.min(Math.abs(fromNowMs), END_MS);
  const half =
    Math.log1p(distance / NEAR_MS) / Math.log1p(END_MS / NEAR_MS) / 2;
  return 0.5 + Math.sign(fromNowMs) * half * 0.96;
}

/** A mark with its place and its lane, 0 at the top. */
export interface PlacedMark {
  mark: DueMark;
  place: number;
  lane: number;
}

/** The room that a mark and its words take, as a part of the line. */
const MARK_WIDTH = 0.085;
const MAX_LANES = 3;

/** Puts marks that are close to each other into lanes; undefined when they do not fit. */
export function placeMarks(
  marks: readonly DueMark[],
  now: number,
): PlacedMark[] | undefined {
  const ends: number[] = [];
  const placed: PlacedMark[] = [];
  for (const mark of marks) {
    const place = toPlace(Date.parse(mark.dueAt) - now);
    const free = ends.findIndex(end => place - end >= MARK_WIDTH);
    const lane = free < 0 ? ends.length : free;
    if (lane >= MAX_LANES) return undefined;
    ends[lane] = place;
    placed.push({ mark, place, lane });
  }
  return placed;
}

/** Sums of the bins where there is little room. */
export function sumBins(bins: readonly DueBin[]) {
  const sum = (isIn: (bin: DueBin) => boolean) =>
    bins.filter(isIn).reduce((total, bin) => total + bin.total, 0);
  const isOver = ({ toMs }: DueBin) => toMs !== undefined && toMs <= 0;
  const endsBy = (hours: number) => (bin: DueBin) =>
    !isOver(bin) && bin.toMs !== undefined && bin.toMs <= hours * HOUR_MS;
  const soon = sum(endsBy(2));
  const day = sum(endsBy(24));
  return {
    over: sum(isOver),
    soon,
    day: day - soon,
    later: sum(bin => !isOver(bin)) - day,
  };
}
