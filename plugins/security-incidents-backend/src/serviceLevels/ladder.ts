import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  addPlanDuration,
  toCanonicalBytes,
  type EscalationKind,
  type PlanAnchor,
  type PlanClockReading,
  type PlanClockTimes,
  PLAN_CLOCK_EVENTS,
  getPlanDue,
  type PlanEscalation,
  formatPlanOffset,
  isFrozenStatus,
} from 'backstage-plugin-security-incidents-common';
import { type LevelsBasis, owedLevels, readClocks, timesOf } from './levels';
import type { ServiceLevelSettings } from './settings';

/*
 * Which rules can still fire for an incident, and when. Nothing here asks what time it is: a rule has a moment, and once
 * that has passed and the rule has neither fired nor become moot, it fires.
 */

/** Who a rule is for; a lead is whoever commands the incident or works on it. */
export type EscalationTarget =
  | PlanEscalation['notify'][number]
  | { lead: 'commander' | 'all' }
  | { parentOf: 'owners' };

/** Something that happens by itself at its moment. */
export interface EscalationRule {
  /** No incident has it fire twice. */
  key: string;
  kind: Extract<EscalationKind, 'clock' | 'ladder' | 'owner'>;
  fireAt: string;
  /** What was asked for, in words. */
  words: string;
  /** Why it fires, in words. */
  reason: string;
  targets: readonly EscalationTarget[];
  raisesToMajor: boolean;
}

/** What stands in for each thing that keeps a step of a ladder from firing: later phases include it. */
const REACHED_BY: Record<string, ReadonlyArray<keyof PlanClockTimes>> = {
  acknowledged: ['acknowledgedAt', 'declaredAt', 'containedAt', 'resolvedAt'],
  contained: ['containedAt', 'resolvedAt'],
  recovered: ['recoveredAt', 'resolvedAt'],
  resolved: ['resolvedAt'],
};
/** A step that counts from the resolution reminds of what comes after it; all others are moot by then. */
const AFTER_RESOLUTION: readonly PlanAnchor[] = ['resolved'];

/** `2026-11-25 12:00 UTC` */
export function momentWords(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

const isRunning = ({ stoppedAt }: PlanClockReading) => stoppedAt === undefined;

/** A clock that starts again asks for something new each time. */
function roundOf({ clock, startedAt }: PlanClockReading): string {
  return clock === 'updateEvery' ? `:${startedAt}` : '';
}

function overdue({ words, dueAt }: PlanClockReading): string {
  return `${words}: overdue since ${momentWords(dueAt)}`;
}

/** It may still be met, so that it says by when; told late, after an outage, it is as true. */
function atRisk({ words, atRiskAt, dueAt }: PlanClockReading): string {
  return `${words}: at risk since ${momentWords(
    atRiskAt,
  )}, due by ${momentWords(dueAt)}`;
}

/** Without a ladder: who works on it and who owns the services, then the groups above these. */
function rulesOfClock(
  reading: PlanClockReading,
  duration: string,
): EscalationRule[] {
  const { clock, dueAt, words } = reading;
  const first: EscalationRule = {
    key: `clock:${clock}${roundOf(reading)}`,
    kind: 'clock',
    fireAt: dueAt,
    words,
    reason: overdue(reading),
    targets:
      clock === 'updateEvery'
        ? [{ lead: 'commander' }]
        : [{ lead: 'all' }, { ownerOf: 'affected' }],
    raisesToMajor: false,
  };
  if (clock === 'updateEvery') return [first];
  return [
    first,
    {
      ...first,
      key: `owner:${clock}`,
      kind: 'owner',
      fireAt: addPlanDuration(dueAt, duration),
      reason: `${overdue(reading)}, and that long again`,
      targets: [{ parentOf: 'owners' }],
    },
  ];
}

/** A step is known by what it says: its place in the ladder may change with an upgrade of the plan. */
function keyOf(step: PlanEscalation): string {
  const hash = createHash('sha256')
    .update(toCanonicalBytes(JSON.parse(JSON.stringify(step))))
    .digest('hex');
  return `ladder:${hash.slice(0, 32)}`;
}

function rulesOfStep(
  step: PlanEscalation,
  basis: LevelsBasis,
  clocks: readonly PlanClockReading[],
): EscalationRule[] {
  const { severity, status } = basis.incident;
  if (step.severities && !(severity && step.severities.includes(severity))) {
    return [];
  }
  const common = {
    kind: 'ladder' as const,
    targets: step.notify,
    raisesToMajor: step.raiseTo === 'major',
  };
  if ('when' in step) {
    const { clock, state } = PLAN_CLOCK_EVENTS[step.when];
    const reading = clocks.find(running => running.clock === clock);
    if (!reading) return [];
    const rule = { ...common, key: `${keyOf(step)}${roundOf(reading)}` };
    return [
      state === 'at-risk'
        ? {
            ...rule,
            fireAt: reading.atRiskAt,
            words: `${reading.words}: at risk by then`,
            reason: atRisk(reading),
          }
        : {
            ...rule,
            fireAt: reading.dueAt,
            words: reading.words,
            reason: overdue(reading),
          },
    ];
  }
  const { after, from, unless } = step;
  const times = timesOf(basis);
  const isMoot = unless
    ? REACHED_BY[unless].some(field => times[field] !== undefined)
    : status === 'resolved' && !AFTER_RESOLUTION.includes(from);
  const due = getPlanDue({ after, from }, times);
  if (isMoot || due.state === 'waiting') return [];
  const offset = formatPlanOffset({ after, from });
  const words = unless ? `${offset}, unless ${unless}` : offset;
  return [
    {
      ...common,
      key: keyOf(step),
      fireAt: due.dueAt,
      words,
      reason: unless
        ? `${offset}, and not ${unless} yet`
        : `${offset} have passed`,
    },
  ];
}

/** What leads beyond the calendar never fires. */
function withinTheCalendar(rules: () => EscalationRule[]): EscalationRule[] {
  try {
    return rules();
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

/**
 * The rules that can still fire for an incident as it stands, the first one first: the steps of the ladder of its plan, or
 * the rules for breached clocks where the plan has no ladder.
 *
 * @param fired - keys of the rules that did
 */
export function escalationRules(
  basis: LevelsBasis,
  settings: ServiceLevelSettings,
  fired: ReadonlySet<string>,
): EscalationRule[] {
  const { status, recordedAt } = basis.incident;
  if (isFrozenStatus(status)) return [];
  const owed = owedLevels(basis, settings);
  // The moment at which the clocks are read does not change when they are due.
  const clocks = owed
    ? readClocks(owed, basis, recordedAt).filter(isRunning)
    : [];
  const ladder = basis.run?.content.spec.escalation ?? [];
  const tellsOfUpdates = ladder.some(
    step => 'when' in step && step.when === 'sla.update.breached',
  );
  const byItself = clocks.filter(({ clock }) =>
    clock === 'updateEvery' ? !tellsOfUpdates : ladder.length === 0,
  );
  return [
    ...byItself.flatMap(reading =>
      withinTheCalendar(() =>
        rulesOfClock(reading, owed!.durations[reading.clock]!),
      ),
    ),
    ...ladder.flatMap(step =>
      withinTheCalendar(() => rulesOfStep(step, basis, clocks)),
    ),
  ]
    .filter(
      ({ key }, index, all) =>
        !fired.has(key) && all.findIndex(rule => rule.key === key) === index,
    )
    .sort((a, b) => Date.parse(a.fireAt) - Date.parse(b.fireAt));
}

/** Those whose moment has passed. */
export function dueRules(
  rules: readonly EscalationRule[],
  now: string,
): EscalationRule[] {
  return rules.filter(({ fireAt }) => Date.parse(fireAt) < Date.parse(now));
}
