import {
  PLAN_CLOCK_AT_RISK_SHARE,
  PLAN_CLOCK_EVENTS,
  type PlanAnchor,
  type PlanClock,
  type PlanClockEventName,
  type PlanEscalation,
  type RsitClass,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { Duration } from 'luxon';
import {
  capitalize,
  getLabels,
  getRsitTypeText,
  type Translate,
  toMidSentence,
} from '../../translation';

const UNITS = [
  'years',
  'months',
  'weeks',
  'days',
  'hours',
  'minutes',
  'seconds',
] as const;

/** `PT30M` as `30 min`, in the units that the plan is written in. */
export function toDurationText(t: Translate, duration: string): string {
  const parts = Duration.fromISO(duration).toObject();
  const words = UNITS.flatMap(unit => {
    const count = parts[unit];
    return count ? t(`planText.duration.${unit}`, { count }) : [];
  });
  return words.join(' ') || t('planText.duration.none');
}

const ANCHOR_KEYS = {
  occurred: 'occurred',
  detected: 'detected',
  reported: 'reported',
  recorded: 'recorded',
  declared: 'declared',
  aware: 'aware',
  major: 'major',
  contained: 'contained',
  eradicated: 'eradicated',
  recovered: 'recovered',
  resolved: 'resolved',
  'phase-start': 'phaseStart',
  'plan-applied': 'planApplied',
} as const satisfies Record<PlanAnchor, string>;

/** `4 h after declaration`. */
export function toOffsetText(
  t: Translate,
  offset: { after: string; from: PlanAnchor },
): string {
  return t('planText.after', {
    duration: toDurationText(t, offset.after),
    anchor: t(`planText.anchor.${ANCHOR_KEYS[offset.from]}`),
  });
}

/** `high and critical`, `a, b and c`. */
export function listText(words: string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** `medium and up` for three or more that reach the top, otherwise each by name. */
export function toSeveritiesText(
  t: Translate,
  severities: readonly Severity[],
): string {
  const chosen = SEVERITIES.filter(name => severities.includes(name));
  const words = chosen.map(name =>
    toMidSentence(getLabels(t, 'severity')[name]),
  );
  const reachesTop =
    chosen.length > 2 &&
    SEVERITIES.slice(-chosen.length).every(name => chosen.includes(name));
  return reachesTop
    ? t('planText.severityAndUp', { severity: words[0] })
    : listText(words, t('planText.and'));
}

/** `rsit:intrusions/burglary` as `Intrusions: Burglary`. */
export function toClassificationText(t: Translate, value: string): string {
  const [rsitClass, type] = value.replace(/^rsit:/, '').split('/');
  const label = getLabels(t, 'rsitClass')[rsitClass as RsitClass] ?? rsitClass;
  return type ? `${label}: ${getRsitTypeText(t, type)}` : label;
}

/** `gdpr-art33` as `GDPR Art. 33`; names longer than an abbreviation stay as they are. */
export function toObligationText(obligation: string): string {
  return obligation
    .split('-')
    .map(part => {
      if (/^art\d+$/.test(part)) return `Art. ${part.slice(3)}`;
      return part.length > 4 ? part : part.toLocaleUpperCase('en');
    })
    .join(' ');
}

const CLOCK_EVENT_KEYS = {
  'sla.acknowledge.at-risk': 'acknowledgeAtRisk',
  'sla.acknowledge.breached': 'acknowledgeBreached',
  'sla.contain.at-risk': 'containAtRisk',
  'sla.contain.breached': 'containBreached',
  'sla.resolve.at-risk': 'resolveAtRisk',
  'sla.resolve.breached': 'resolveBreached',
  'sla.update.at-risk': 'updateAtRisk',
  'sla.update.breached': 'updateBreached',
} as const satisfies Record<PlanClockEventName, string>;

const UNLESS_KEYS = {
  acknowledged: 'notAcknowledged',
  contained: 'notContained',
  recovered: 'notRecovered',
  resolved: 'notResolved',
} as const;

/** What must happen for a step of the ladder. */
export function toRungTitle(t: Translate, rung: PlanEscalation): string {
  if ('when' in rung) {
    return t(`planPage.ladder.${CLOCK_EVENT_KEYS[rung.when]}`);
  }
  const time = toOffsetText(t, rung);
  return rung.unless
    ? t(`planPage.ladder.${UNLESS_KEYS[rung.unless]}`, { time })
    : capitalize(time);
}

type Clocks = Partial<
  Record<Severity, Partial<Record<PlanClock, string>> | undefined>
>;

/** When a clock of that length is at risk. A month counts 30 days. */
function toAtRiskDuration(duration: string): string {
  const lengthMs = Duration.fromISO(duration).toMillis();
  return Duration.fromMillis(lengthMs * PLAN_CLOCK_AT_RISK_SHARE)
    .shiftTo('days', 'hours', 'minutes', 'seconds')
    .toISO();
}

/** When a step of the ladder is due for one severity; undefined when it does not apply, or the plan has no such clock. */
export function getRungTime(
  rung: PlanEscalation,
  severity: Severity,
  clocks: Clocks,
): string | undefined {
  if (rung.severities && !rung.severities.includes(severity)) return undefined;
  if (!('when' in rung)) return rung.after;
  const { clock, state } = PLAN_CLOCK_EVENTS[rung.when];
  const limit = clocks[severity]?.[clock];
  return limit && state === 'at-risk' ? toAtRiskDuration(limit) : limit;
}

/** Sorts steps by their time for the most severe incidents; those without a time come last, in their own order. */
export function sortByTime(
  ladder: PlanEscalation[],
  clocks: Clocks,
): PlanEscalation[] {
  const getEarliest = (rung: PlanEscalation) => {
    const time = [...SEVERITIES]
      .reverse()
      .map(severity => getRungTime(rung, severity, clocks))
      .find(Boolean);
    return time ? Duration.fromISO(time).toMillis() : Infinity;
  };
  const times = new Map(ladder.map(rung => [rung, getEarliest(rung)]));
  return [...ladder].sort((a, b) => {
    const [first, second] = [times.get(a)!, times.get(b)!];
    return first === second ? 0 : first - second;
  });
}
