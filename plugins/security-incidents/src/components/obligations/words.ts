import type {
  BusinessCalendar,
  ObligationCalendars,
  ObligationMoments,
  ObligationRule,
  ObligationRules,
} from 'backstage-plugin-security-incidents-common';
import { nearTime } from '../../time';
import { toKey, type Translate } from '../../translation';

/** `GDPR 33(1)` */
export function getRuleName({ regimeTitle, stage }: ObligationRule): string {
  return `${regimeTitle} ${stage}`;
}

/** `72 h`, `1 month`, `4 business days`; undefined when the law has no number. */
export function toOffsetText(
  t: Translate,
  { offset, unit = 'hours' }: ObligationRule,
): string | undefined {
  return offset === undefined
    ? undefined
    : t(`obligation.offset.${toKey(unit)}`, { count: offset });
}

/** What starts the clock, and what is known of it. */
export function toStartTexts(
  t: Translate,
  {
    rule,
    anchorAt,
    startsAt,
    dueBasis,
  }: {
    rule: ObligationRule;
    anchorAt?: string;
    startsAt?: string;
    dueBasis: string;
  },
  moments: ObligationMoments,
  now: number,
): { main: string; detail?: string } {
  const at = (iso: string) => nearTime(iso, now);
  const assumed = moments.declaredAt
    ? t('obligation.start.declared', { time: at(moments.declaredAt) })
    : t('obligation.start.recorded', { time: at(moments.recordedAt) });
  if (rule.anchor === 'classified-major') {
    const offset = toOffsetText(t, rule) ?? '';
    if (moments.majorAt) {
      return {
        main: t('obligation.start.major', { time: at(moments.majorAt) }),
        detail: moments.awareAt
          ? t('obligation.start.aware', { time: at(moments.awareAt) })
          : assumed,
      };
    }
    return {
      main: t('obligation.start.ifMajor', { offset }),
      detail: moments.awareAt
        ? t('obligation.start.cappedSince', { time: at(moments.awareAt) })
        : t('obligation.start.capped', { assumed }),
    };
  }
  if (rule.anchor === 'aware') {
    return moments.awareAt
      ? { main: t('obligation.start.aware', { time: at(moments.awareAt) }) }
      : { main: t('obligation.start.awareOpen'), detail: assumed };
  }
  const moment = t(`obligation.moment.${toKey(rule.anchor)}`);
  const known = anchorAt ?? (dueBasis === 'due' ? startsAt : undefined);
  return known
    ? { main: t('obligation.start.known', { moment, time: at(known) }) }
    : { main: moment, detail: t('obligation.start.notYet') };
}

/** What due times are computed with, as the backend does. */
export function toCalendars({
  zone,
  calendars,
}: Pick<ObligationRules, 'zone' | 'calendars'>): ObligationCalendars {
  return {
    zone,
    calendars: calendars.map(({ holidays, ...calendar }): BusinessCalendar => {
      const days = new Set(holidays);
      return { ...calendar, isHoliday: day => days.has(day) };
    }),
  };
}

/** The stage of a rule and whom it goes to, unless the stage says so. */
export function toStageText({ stage, target }: ObligationRule): string {
  const isNamed = stage
    .toLocaleLowerCase('en-US')
    .includes(target.toLocaleLowerCase('en-US'));
  return isNamed ? stage : `${stage}, ${target}`;
}
