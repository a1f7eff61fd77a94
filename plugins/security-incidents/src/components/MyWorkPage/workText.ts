import {
  type ClockWork,
  PLAN_CLOCKS,
  type WorkItem,
} from 'backstage-plugin-security-incidents-common';
import { formatCountdown, formatDuration, nearTime } from '../../time';
import { getLabels, type Translate } from '../../translation';
import { toStateNow } from './groups';
import { toSaid } from '../said';

/** When it is due, as the first column says it. */
export function toDueText(
  t: Translate,
  item: WorkItem,
  now: number,
): { main: string; detail?: string } {
  const { at } = item.due;
  if (!at) return { main: t('myWork.due.none') };
  const leftMs = Date.parse(at) - now;
  const time = nearTime(at, now);
  if (leftMs < 0) {
    return {
      main: t('myWork.due.over', { duration: formatDuration(-leftMs) }),
      detail: time,
    };
  }
  return {
    main: t('myWork.due.in', { duration: formatCountdown(leftMs) }),
    detail:
      toStateNow(item, now) === 'at-risk'
        ? t('myWork.due.atRisk', { time })
        : time,
  };
}

/** `Contain within 4 hours`: since when is on the incident's page. */
export function toClockText(t: Translate, { clock, title }: ClockWork): string {
  const rule = PLAN_CLOCKS.find(known => known.clock === clock);
  return rule ? toSaid(t, title.replace(` ${rule.startWords}`, '')) : title;
}

/** What it is called in a label. */
export function toTitleText(t: Translate, item: WorkItem): string {
  return item.kind === 'clock' ? toSaid(t, item.title) : item.title;
}

/** Why it is the holder's, in a few words. */
export function toBecauseText(t: Translate, item: WorkItem): string {
  const { because } = item.holder;
  if (item.kind === 'task') {
    if (item.taskState === 'in-progress') return t('myWork.because.started');
    if (!item.mine) return t('myWork.because.free');
    return item.required ? t('myWork.because.required') : '';
  }
  if (because === 'owner') return t('myWork.because.owner');
  if (because === 'assignee') return getLabels(t, 'incidentRole').assignee;
  return getLabels(t, 'incidentRole')[because];
}
