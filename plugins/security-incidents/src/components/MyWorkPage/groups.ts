import type {
  WorkDueState,
  WorkItem,
} from 'backstage-plugin-security-incidents-common';
import { isToday } from '../../time';

const HOUR_MS = 60 * 60 * 1000;
const SOON_MS = 2 * HOUR_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** The headings of the list, in order. */
export const WORK_GROUPS = [
  'overdue',
  'soon',
  'today',
  'week',
  'later',
  'none',
] as const;
export type WorkGroup = (typeof WORK_GROUPS)[number];

/** Where an item stands at this moment, so that an open page shows overdue items without a reload. */
export function toStateNow({ due }: WorkItem, now: number): WorkDueState {
  return due.at && Date.parse(due.at) < now ? 'overdue' : due.state;
}

function toGroup(item: WorkItem, now: number): WorkGroup {
  const { at } = item.due;
  if (!at) return 'none';
  const leftMs = Date.parse(at) - now;
  if (leftMs < 0) return 'overdue';
  if (leftMs <= SOON_MS) return 'soon';
  if (isToday(at)) return 'today';
  return leftMs <= WEEK_MS ? 'week' : 'later';
}

/** The items under their headings; headings without items are left out. */
export function groupWork(
  items: readonly WorkItem[],
  now: number,
): Array<{ group: WorkGroup; items: WorkItem[] }> {
  return WORK_GROUPS.map(group => ({
    group,
    items: items.filter(item => toGroup(item, now) === group),
  })).filter(({ items: found }) => found.length > 0);
}
