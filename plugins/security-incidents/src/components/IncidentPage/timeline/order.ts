import type {
  ResolutionStep,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { isPerson } from './Actor';

/** What a tab shows. */
export type TimelineFilter =
  | 'all'
  | 'steps'
  | 'status'
  | 'tasks'
  | 'detections'
  | 'changes'
  | 'automatic';

/** As recorded is the order of the chain; as happened goes by when things were done. */
export type TimelineOrder = 'recorded' | 'happened';

/** An entry with the step it records, if it records one. */
export interface TimelineItem {
  entry: TimelineEntry;
  step?: ResolutionStep;
  /** Written by the system, not by a person. */
  automatic: boolean;
  /** When it was done, which for a late entry is before it was recorded. */
  happenedAt: string;
}

/** One line of the list: an entry, or automatic ones that follow each other, folded into one. */
export type TimelineLine =
  | { kind: 'entry'; item: TimelineItem }
  | { kind: 'folded'; items: TimelineItem[] };

/** Puts each entry together with its step. */
export function itemsOf(
  entries: readonly TimelineEntry[],
  steps: ReadonlyMap<string, ResolutionStep>,
): TimelineItem[] {
  // By their place, since the content of an entry may be kept from the reader.
  const recorded = new Map([...steps.values()].map(step => [step.seq, step]));
  return entries.map(entry => {
    const step =
      entry.action === 'step.recorded' ? recorded.get(entry.seq) : undefined;
    return {
      entry,
      step,
      // Whoever changed what a proposal follows from did not make it.
      automatic: !isPerson(entry.actor) || entry.action === 'major.proposed',
      happenedAt: step?.performedAt ?? entry.at,
    };
  });
}

/** Whether an entry belongs under a tab; each is under `all` and under exactly one other. */
export function belongsTo(
  { entry: { action }, automatic }: TimelineItem,
  filter: TimelineFilter,
): boolean {
  if (filter === 'all') return true;
  if (action.startsWith('detection.')) return filter === 'detections';
  if (automatic) return filter === 'automatic';
  if (action === 'step.recorded') return filter === 'steps';
  if (
    /^(status|merge)\./.test(action) ||
    /^incident\.(recorded|imported)$/.test(action)
  ) {
    return filter === 'status';
  }
  if (/^(plan|task)\./.test(action)) return filter === 'tasks';
  return filter === 'changes';
}

/** The time that an order goes by. */
export function timeOf(item: TimelineItem, order: TimelineOrder): string {
  return order === 'happened' ? item.happenedAt : item.entry.at;
}

/** Newest first; entries of one moment in the order of the chain. */
export function ordered(
  items: readonly TimelineItem[],
  order: TimelineOrder,
): TimelineItem[] {
  return [...items].sort((one, other) => {
    const bySeq = other.entry.seq - one.entry.seq;
    if (order === 'recorded') return bySeq;
    return other.happenedAt.localeCompare(one.happenedAt) || bySeq;
  });
}

/** That somebody was told, or is asked to decide, must be seen without a click, whoever wrote it. */
const NEVER_FOLDED = /^(escalation|major|detection)\./;

/** Folds automatic entries that follow each other, unless they were asked for. */
export function linesOf(
  items: readonly TimelineItem[],
  fold: boolean,
): TimelineLine[] {
  const lines: TimelineLine[] = [];
  for (const item of items) {
    const before = lines[lines.length - 1];
    const isFolded =
      fold && item.automatic && !NEVER_FOLDED.test(item.entry.action);
    if (!isFolded) lines.push({ kind: 'entry', item });
    else if (before?.kind === 'folded') before.items.push(item);
    else lines.push({ kind: 'folded', items: [item] });
  }
  return lines.map(line =>
    line.kind === 'folded' && line.items.length === 1
      ? { kind: 'entry', item: line.items[0] }
      : line,
  );
}
