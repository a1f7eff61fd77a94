import type {
  DueState,
  IncidentSummary,
  NextDue,
} from 'backstage-plugin-security-incidents-common';
import { PLAN_CLOCKS } from 'backstage-plugin-security-incidents-common';
import { formatDuration } from '../../time';
import type { Translate } from '../../translation';
import { toSaid } from '../said';

/** The state of something due; undefined while there is enough time. */
export function getDueState(
  { dueAt, atRiskAt }: Pick<NextDue, 'dueAt' | 'atRiskAt'>,
  now: number,
): DueState | undefined {
  if (now > Date.parse(dueAt)) return 'overdue';
  return now >= Date.parse(atRiskAt) ? 'at-risk' : undefined;
}

/** `1d 21h over`, `in 12m` */
export function getDueText(t: Translate, dueAt: string, now: number): string {
  const left = Date.parse(dueAt) - now;
  const time = formatDuration(Math.abs(left));
  return left < 0
    ? t('incidentTable.due.over', { time })
    : t('incidentTable.due.in', { time });
}

/** What is due, without the words that every clock has: `Contain within 4 hours`. */
export function getDueTitle(t: Translate, due: NextDue): string {
  if (due.clock === 'updateEvery') return t('incidentTable.due.update');
  const rule = PLAN_CLOCKS.find(({ clock }) => clock === due.clock);
  return rule
    ? toSaid(t, due.title.replace(` ${rule.startWords}`, ''))
    : due.title;
}

/** Who leads: the incident commander, or else the assignee. */
export function findLead({ roles }: IncidentSummary): string | undefined {
  return (['incident-commander', 'assignee'] as const)
    .map(wanted => roles.find(({ role }) => role === wanted)?.principalRef)
    .find(ref => ref !== undefined);
}
