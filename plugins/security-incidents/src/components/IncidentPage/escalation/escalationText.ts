import {
  type Escalation,
  type EscalationKind,
  type EscalationRecipient,
  type NextEscalation,
  PLAN_CLOCKS,
  type PlanClock,
} from 'backstage-plugin-security-incidents-common';
import { withShortNames } from '../../common';
import { listText } from '../../PlanPage/planText';

/** What people read for what made somebody be told. */
export const ESCALATION_KIND_LABELS: Record<EscalationKind, string> = {
  clock: 'Clock overdue',
  ladder: 'Ladder of the plan',
  owner: 'Group above the owners',
  manual: 'By hand',
  major: 'Proposed as major',
};

const nameOf = (ref: string) => ref.split('/').pop() ?? ref;

/** Entity refs of whom it is for and may reach. */
export function toldRefs(to: readonly EscalationRecipient[]): string[] {
  return to.filter(({ told }) => told).map(({ ref }) => ref);
}

/** Why it does not reach somebody, one line each. */
export function notToldLines(to: readonly EscalationRecipient[]): string[] {
  return to
    .filter(({ told }) => !told)
    .map(({ ref, why = '' }) => {
      const because = withShortNames(why);
      // A role that nobody holds has no name of its own: the reason names it.
      if (ref.startsWith('role:') && because) {
        return `${because.charAt(0).toLocaleUpperCase('en')}${because.slice(
          1,
        )}`;
      }
      return `${nameOf(ref)} not told${because && `: ${because}`}`;
    });
}

/** `Told team-leads; commander not told: may not read it` */
export function toldSentence(to: readonly EscalationRecipient[]): string {
  const told = toldRefs(to).map(nameOf);
  return [
    told.length > 0 ? `Told ${listText(told)}` : 'Nobody could be told',
    ...notToldLines(to),
  ].join('; ');
}

/** How far it got on its way to people. */
export type Delivery = 'nobody' | 'on-its-way' | 'delivered' | 'failed';

export function deliveryOf({
  to,
  deliveredAt,
  failedBecause,
}: Escalation): Delivery {
  if (failedBecause !== undefined) return 'failed';
  if (deliveredAt !== undefined) return 'delivered';
  return to.some(({ told }) => told) ? 'on-its-way' : 'nobody';
}

const UNLESS: Record<PlanClock, string> = {
  acknowledge: 'acknowledged',
  contain: 'contained',
  resolve: 'resolved',
  updateEvery: 'management is updated',
};

/** What keeps the next one from happening, and what it is for; in words. */
export function nextWords({ reason }: Pick<NextEscalation, 'reason'>): {
  unless?: string;
  reason: string;
} {
  const [words, unless] = reason.split(', unless ');
  if (unless) return { reason: words, unless };
  const rule = PLAN_CLOCKS.find(({ label }) =>
    words.startsWith(`${label} within `),
  );
  return { reason: words, unless: rule && UNLESS[rule.clock] };
}
