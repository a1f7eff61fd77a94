import {
  type Escalation,
  type EscalationRecipient,
  type NextEscalation,
  PLAN_CLOCKS,
} from 'backstage-plugin-security-incidents-common';
import { Fragment, type ReactNode } from 'react';
import type { Translate } from '../../../translation';
import { EntityName, TextWithNames } from '../../common';
import { Names } from './Names';
import { toSaid } from '../../said';

/** Entity refs of the recipients that can be reached. */
export function getNotifiedRefs(to: readonly EscalationRecipient[]): string[] {
  return to.filter(({ told }) => told).map(({ ref }) => ref);
}

function toNotNotifiedLine(
  t: Translate,
  { ref, why }: EscalationRecipient,
): ReactNode {
  const isRole = ref.startsWith('role:');
  // A role that nobody holds has no name of its own: the reason names it.
  if (isRole && why) {
    const [first, ...rest] = toSaid(t, why);
    return (
      <TextWithNames text={first.toLocaleUpperCase('en') + rest.join('')} />
    );
  }
  const name = isRole ? (
    ref.slice('role:'.length)
  ) : (
    <EntityName entityRef={ref} />
  );
  return why
    ? t('incidentPage.escalation.notNotifiedBecause', {
        name,
        reason: <TextWithNames text={toSaid(t, why)} />,
      })
    : t('incidentPage.escalation.notNotified', { name });
}

/** Who is not notified and why, one line each. */
export function toNotNotifiedLines(
  t: Translate,
  to: readonly EscalationRecipient[],
): ReactNode[] {
  return to
    .filter(({ told }) => !told)
    .map(recipient => toNotNotifiedLine(t, recipient));
}

/** `Notified team-leads; commander not notified: may not read it` */
export function toNotifiedSentence(
  t: Translate,
  to: readonly EscalationRecipient[],
): ReactNode {
  const refs = getNotifiedRefs(to);
  const parts = [
    refs.length > 0
      ? t('incidentPage.escalation.notified', { names: <Names refs={refs} /> })
      : t('incidentPage.escalation.delivery.nobody'),
    ...toNotNotifiedLines(t, to),
  ];
  return parts.map((part, index) => (
    // The recipients of an escalation never change.
    <Fragment key={index}>
      {index > 0 && '; '}
      {part}
    </Fragment>
  ));
}

/** How far an escalation got on its way to people. */
export type Delivery = 'nobody' | 'onItsWay' | 'delivered' | 'failed';

export function toDelivery({
  to,
  deliveredAt,
  failedBecause,
}: Escalation): Delivery {
  if (failedBecause !== undefined) return 'failed';
  if (deliveredAt !== undefined) return 'delivered';
  return to.some(({ told }) => told) ? 'onItsWay' : 'nobody';
}

/** What prevents the next escalation, and what it is for. */
export function toNextWords(
  t: Translate,
  { reason }: Pick<NextEscalation, 'reason'>,
): { unless?: string; reason: string } {
  const [words, unless] = reason.split(', unless ');
  if (unless) return { reason: toSaid(t, words), unless: toSaid(t, unless) };
  const rule = PLAN_CLOCKS.find(({ label }) =>
    words.startsWith(`${label} within `),
  );
  return {
    reason: toSaid(t, words),
    unless: rule && t(`incidentPage.escalation.unless.${rule.clock}`),
  };
}
