import { RiErrorWarningLine } from '@remixicon/react';
import type {
  Escalation,
  NextEscalation as Next,
} from 'backstage-plugin-security-incidents-common';
import { useNow } from '../../../hooks';
import {
  clockTime,
  formatCountdown,
  isToday,
  nearTime,
  utcTime,
} from '../../../time';
import { type Translate, useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import styles from './escalation.module.css';
import {
  getNotifiedRefs,
  toNextWords,
  toNotNotifiedLines,
} from './escalationText';
import { Names } from './Names';

/** The recipients that are not notified, and why. */
export function NotNotified({ to }: Pick<Escalation, 'to'>) {
  const { t } = useTranslation();
  return (
    <>
      {toNotNotifiedLines(t, to).map((line, index) => (
        // The recipients of an escalation never change.
        <div key={index} className={styles.line}>
          <RiErrorWarningLine size={14} className={page.late} aria-hidden />
          <span>{line}</span>
        </div>
      ))}
    </>
  );
}

function toWhenText(t: Translate, at: string, now: number): string {
  if (now > Date.parse(at)) return t('incidentPage.escalation.anyMoment');
  return isToday(at)
    ? t('incidentPage.escalation.atTime', { time: clockTime(at) })
    : t('incidentPage.escalation.onDay', { day: nearTime(at, now) });
}

function Title(props: { next: Next; when: string; unless?: string }) {
  const { next, when, unless } = props;
  const { t } = useTranslation();
  const refs = getNotifiedRefs(next.to);
  const names = <Names refs={refs} linked />;
  if (refs.length === 0) {
    return (
      <>
        {unless
          ? t('incidentPage.escalation.nextNobodyUnless', { when, unless })
          : t('incidentPage.escalation.nextNobody', { when })}
      </>
    );
  }
  return (
    <>
      {unless
        ? t('incidentPage.escalation.nextUnless', { names, when, unless })
        : t('incidentPage.escalation.next', { names, when })}
    </>
  );
}

/** What happens automatically unless somebody acts. */
export function NextEscalation({ next }: { next: Next }) {
  const { t } = useTranslation();
  const at = Date.parse(next.at);
  const now = useNow({ deadlines: [at], turns: [at + 1] });
  const { unless, reason } = toNextWords(t, next);
  return (
    <div className={`${page.well} ${styles.next}`}>
      <div className={page.strong} title={utcTime(next.at)}>
        <Title next={next} when={toWhenText(t, next.at, now)} unless={unless} />
      </div>
      <div className={`${page.quiet} ${page.time}`}>
        {now > at
          ? reason
          : t('incidentPage.escalation.in', {
              duration: formatCountdown(at - now),
              reason,
            })}
      </div>
      <NotNotified to={next.to} />
    </div>
  );
}
