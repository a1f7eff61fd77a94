import {
  RiAddLine,
  RiNotification3Line,
  RiRefreshLine,
  RiSubtractLine,
  RiTimerLine,
} from '@remixicon/react';
import {
  evaluateObligation,
  getObligationAtRiskAt,
  type Obligation,
  type ObligationCalendars,
  type ObligationClock,
  type ObligationFacts,
  type ObligationRules,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { useNow } from '../../hooks';
import { formatDuration, nearTime } from '../../time';
import { type Translate, useTranslation } from '../../translation';
import type { DecisionSubject } from './DecideDialog';
import type { Draft } from './draft';
import styles from './obligations.module.css';
import { toDueText } from './ClockMeter';
import { getRuleName, toCalendars } from './words';

interface Line {
  id: string;
  icon: ReactNode;
  text: string;
}

/** What will be known once the decision is recorded. */
function getFacts(
  { obligations }: DecisionSubject,
  obligation: Obligation,
  draft: Draft,
  decided: Obligation,
): ObligationFacts {
  const { moments, items } = obligations;
  const before = items.find(({ rule }) => rule.id === obligation.rule.after);
  const isDecided = obligation.id === decided.id;
  const isAfterDecided =
    obligation.rule.after === decided.rule.id && draft.answer === 'submitted';
  return {
    ...moments,
    awareAt: draft.awareAt ?? moments.awareAt,
    anchorAt: isDecided ? draft.anchorAt : obligation.anchorAt,
    submittedAt: isAfterDecided ? draft.submittedAt : before?.submission?.at,
  };
}

function toDueLines(
  t: Translate,
  clock: ObligationClock,
  { obligation }: DecisionSubject,
  draft: Draft,
  now: number,
): Line[] {
  const icon = <RiTimerLine size={16} aria-hidden />;
  const { dueAt, startsAt } = clock;
  if (dueAt === undefined || startsAt === undefined) {
    return [
      {
        id: 'due',
        icon,
        text: toDueText(t, { dueBasis: clock.basis }, now),
      },
    ];
  }
  const time = nearTime(dueAt, now);
  if (draft.answer === 'submitted') {
    const { submittedAt } = draft;
    if (!submittedAt) return [];
    const spare = Date.parse(dueAt) - Date.parse(submittedAt);
    const duration = formatDuration(Math.abs(spare));
    return [
      {
        id: 'due',
        icon,
        text: t(spare < 0 ? 'obligation.then.late' : 'obligation.then.inTime', {
          time,
          duration,
        }),
      },
    ];
  }
  const left = Date.parse(dueAt) - now;
  const duration = formatDuration(Math.abs(left));
  return [
    {
      id: 'due',
      icon,
      text: [
        t(left < 0 ? 'obligation.then.missed' : 'obligation.then.due', {
          time,
          duration,
        }),
        obligation.rule.note,
      ]
        .filter(Boolean)
        .join(' '),
    },
    {
      id: 'told',
      icon: <RiNotification3Line size={16} aria-hidden />,
      text: t('obligation.then.told', {
        time: nearTime(getObligationAtRiskAt({ startsAt, dueAt }), now),
      }),
    },
  ];
}

/** The other clocks of the incident that the decision moves. */
function toMovedLines(
  t: Translate,
  subject: DecisionSubject,
  draft: Draft,
  calendars: ObligationCalendars,
  now: number,
): Line[] {
  const { obligation, obligations } = subject;
  return obligations.items
    .filter(
      ({ id, state }) => id !== obligation.id && state !== 'not-applicable',
    )
    .flatMap(other => {
      const facts = getFacts(subject, other, draft, obligation);
      const clock = evaluateObligation(other.rule, facts, calendars);
      if (clock.dueAt === other.dueAt && clock.basis === other.dueBasis) {
        return [];
      }
      return [
        {
          id: other.id,
          icon: <RiRefreshLine size={16} aria-hidden />,
          text: t('obligation.then.moves', {
            rule: getRuleName(other.rule),
            due: toDueText(
              t,
              { dueAt: clock.dueAt, dueBasis: clock.basis },
              now,
            ),
          }),
        },
      ];
    });
}

/** The obligations that the decision raises. */
function toOpenedLines(
  t: Translate,
  { obligation, obligations }: DecisionSubject,
  draft: Draft,
): Line[] {
  const triggers =
    draft.answer === 'submitted'
      ? ['applicable', 'submission']
      : ['applicable'];
  return obligations.notRaised
    .filter(
      ({ after, trigger }) =>
        after === obligation.rule.id && triggers.includes(trigger),
    )
    .map(rule => ({
      id: rule.id,
      icon: <RiAddLine size={16} aria-hidden />,
      text: t('obligation.then.opens', {
        rule: getRuleName(rule),
        title: rule.title,
      }),
    }));
}

/** What follows from the decision as it is written now. */
export function Consequences(props: {
  subject: DecisionSubject;
  draft: Draft;
  rules: ObligationRules;
}) {
  const { subject, draft, rules } = props;
  const { t } = useTranslation();
  const now = useNow();
  const { obligation } = subject;
  const applies = draft.answer === 'applicable' || draft.answer === 'submitted';
  const calendars = toCalendars(rules);
  const lines: Line[] = applies
    ? [
        ...toDueLines(
          t,
          evaluateObligation(
            obligation.rule,
            getFacts(subject, obligation, draft, obligation),
            calendars,
          ),
          subject,
          draft,
          now,
        ),
        ...toOpenedLines(t, subject, draft),
        ...toMovedLines(t, subject, draft, calendars, now),
      ]
    : [
        {
          id: 'kept',
          icon: <RiSubtractLine size={16} aria-hidden />,
          text: t(
            draft.answer === 'not-applicable'
              ? 'obligation.then.kept'
              : 'obligation.then.stays',
          ),
        },
      ];
  return (
    <section className={styles.then} aria-live="polite">
      <b>{t('obligation.then.title')}</b>
      <ul>
        {lines.map(({ id, icon, text }) => (
          <li key={id}>
            {icon}
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
