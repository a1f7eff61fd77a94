import {
  PLAN_CLOCK_AT_RISK_SHARE,
  PLAN_CLOCK_EVENTS,
  type PlanAnchor,
  type PlanClock,
  type PlanClockEventName,
  type PlanEscalation,
  type PlanSelector,
  RSIT_CLASS_LABELS,
  type RsitClass,
  getRsitTypeLabel,
  SEVERITIES,
  type Severity,
  SEVERITY_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { Duration } from 'luxon';

const UNITS = [
  ['years', 'year', 'years'],
  ['months', 'month', 'months'],
  ['weeks', 'week', 'weeks'],
  ['days', 'd', 'd'],
  ['hours', 'h', 'h'],
  ['minutes', 'min', 'min'],
  ['seconds', 's', 's'],
] as const;

/** `PT30M` as `30 min`, in the units that the plan is written in. */
export function durationText(duration: string): string {
  const parts = Duration.fromISO(duration).toObject();
  return (
    UNITS.flatMap(([unit, one, many]) =>
      parts[unit] ? `${parts[unit]} ${parts[unit] === 1 ? one : many}` : [],
    ).join(' ') || '0 min'
  );
}

const ANCHOR_WORDS: Partial<Record<PlanAnchor, string>> = {
  'phase-start': 'the phase starts',
  'plan-applied': 'the plan is applied',
  major: 'it is major',
};

/** What a time is counted from, as it stands after `after`. */
export function anchorText(anchor: PlanAnchor): string {
  return ANCHOR_WORDS[anchor] ?? anchor;
}

/** `high and critical`, `a, b and c`. */
export function listText(words: string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** `medium and up` where it is a run to the top, otherwise each by name. */
export function severitiesText(severities: readonly Severity[]): string {
  const chosen = SEVERITIES.filter(name => severities.includes(name));
  const words = chosen.map(name =>
    SEVERITY_LABELS[name].toLocaleLowerCase('en'),
  );
  const reachesTop =
    chosen.length > 2 &&
    SEVERITIES.slice(-chosen.length).every(name => chosen.includes(name));
  return reachesTop ? `${words[0]} and up` : listText(words);
}

/** `rsit:intrusions/burglary` as `Intrusions: Burglary`. */
export function classificationText(value: string): string {
  const [rsitClass, type] = value.replace(/^rsit:/, '').split('/');
  const label = RSIT_CLASS_LABELS[rsitClass as RsitClass] ?? rsitClass;
  return type ? `${label}: ${getRsitTypeLabel(type)}` : label;
}

/** A selector in words; refs of entities by their name. */
export function selectorText(selector: PlanSelector): string {
  const named = (refs: string[] | undefined, word: string) =>
    refs
      ? [
          `${word} is ${listText(
            refs.map(ref => ref.replace(/^.*\//, '')),
            'or',
          )}`,
        ]
      : [];
  const text = [
    ...named(selector.kind, 'kind'),
    ...named(selector.systems, 'system'),
    ...named(selector.domains, 'domain'),
    ...named(selector.owners, 'owner'),
    ...named(selector.types, 'type'),
    ...named(selector.lifecycles, 'lifecycle'),
    ...named(selector.tags, 'tag'),
    ...Object.entries(selector.annotations ?? {}).map(
      ([key, value]) => `${key} is ${value}`,
    ),
  ].join(', ');
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}

const CLOCK_EVENT_TITLES: Record<PlanClockEventName, string> = {
  'sla.acknowledge.at-risk': 'Acknowledgement at risk',
  'sla.acknowledge.breached': 'Not acknowledged',
  'sla.contain.at-risk': 'Containment target at risk',
  'sla.contain.breached': 'Containment target missed',
  'sla.resolve.at-risk': 'Resolution target at risk',
  'sla.resolve.breached': 'Resolution target missed',
  'sla.update.at-risk': 'Update at risk of being late',
  'sla.update.breached': 'Update overdue',
};

type Clocks = Partial<
  Record<Severity, Partial<Record<PlanClock, string>> | undefined>
>;

/** From when on a clock of that length is at risk; months count as in lists of lengths, 30 days each. */
function atRiskAfter(duration: string): string {
  const lengthMs = Duration.fromISO(duration).toMillis();
  return Duration.fromMillis(lengthMs * PLAN_CLOCK_AT_RISK_SHARE)
    .shiftTo('days', 'hours', 'minutes', 'seconds')
    .toISO();
}

/** What has happened when a step of the ladder is taken. */
export function rungTitle(rung: PlanEscalation): string {
  if ('when' in rung) return CLOCK_EVENT_TITLES[rung.when];
  const from = anchorText(rung.from);
  const title = rung.unless
    ? `${from} and not ${rung.unless}`
    : `${durationText(rung.after)} after ${from}`;
  return title.charAt(0).toLocaleUpperCase('en') + title.slice(1);
}

/** When a step of the ladder is taken for one severity; nothing where it is not, or where the plan has no clock. */
export function rungTime(
  rung: PlanEscalation,
  severity: Severity,
  clocks: Clocks,
): string | undefined {
  if (rung.severities && !rung.severities.includes(severity)) return undefined;
  if (!('when' in rung)) return rung.after;
  const { clock, state } = PLAN_CLOCK_EVENTS[rung.when];
  const limit = clocks[severity]?.[clock];
  return limit && state === 'at-risk' ? atRiskAfter(limit) : limit;
}

/** Steps in the order in which they are taken for the most severe incidents; those without a time keep their place last. */
export function inOrderOfTime(
  ladder: PlanEscalation[],
  clocks: Clocks,
): PlanEscalation[] {
  const earliest = (rung: PlanEscalation) => {
    const time = [...SEVERITIES]
      .reverse()
      .map(severity => rungTime(rung, severity, clocks))
      .find(Boolean);
    return time ? Duration.fromISO(time).toMillis() : Infinity;
  };
  const times = new Map(ladder.map(rung => [rung, earliest(rung)]));
  return [...ladder].sort((a, b) => {
    const [first, second] = [times.get(a)!, times.get(b)!];
    return first === second ? 0 : first - second;
  });
}
