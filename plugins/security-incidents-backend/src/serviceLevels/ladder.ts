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
  PLAN_CLOCKS,
  getPlanDue,
  type PlanEscalation,
  formatPlanOffset,
  isFrozenStatus,
} from 'backstage-plugin-security-incidents-common';
import {
  type LevelsBasis,
  getOwedLevels,
  readClocks,
  getFirstTimes,
} from './levels';
import type { ServiceLevelSettings } from './settings';

/*
 * Computes which rules can still fire for an incident, and when. Nothing here reads the clock: each rule has a time, and
 * it fires once that has passed, unless it fired before or no longer applies.
 */

/** Whom a rule notifies. Leads are the commander, the deputy and the assignee. */
export type EscalationTarget =
  | PlanEscalation['notify'][number]
  | { lead: 'commander' | 'all' }
  | { parentOf: 'owners' };

/** What an escalation is about, for its notification. */
export interface EscalationSubject {
  /** The clock, or the rule in words. */
  what: string;
  dueAt?: string;
  /** Which of the rules it is that follow one another. */
  step?: { number: number; of: number };
}

/** An escalation that fires at a time. */
export interface EscalationRule {
  /** Each key fires at most once per incident. */
  key: string;
  kind: Extract<EscalationKind, 'clock' | 'ladder' | 'owner'>;
  fireAt: string;
  /** The rule in words. */
  words: string;
  /** Why it fires, in words. */
  reason: string;
  subject: EscalationSubject;
  targets: readonly EscalationTarget[];
  raisesToMajor: boolean;
}

/** Timestamps that show that a phase was reached; later phases include earlier ones. */
const REACHED_BY: Record<string, ReadonlyArray<keyof PlanClockTimes>> = {
  acknowledged: ['acknowledgedAt', 'declaredAt', 'containedAt', 'resolvedAt'],
  contained: ['containedAt', 'resolvedAt'],
  recovered: ['recoveredAt', 'resolvedAt'],
  resolved: ['resolvedAt'],
};
/** Only steps with these anchors still apply to a resolved incident. */
const AFTER_RESOLUTION: readonly PlanAnchor[] = ['resolved'];

/** `2026-11-25 12:00 UTC` */
export function formatMoment(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

const isRunning = ({ stoppedAt }: PlanClockReading) => stoppedAt === undefined;

/** Makes keys unique for each round of a clock that restarts: with each update, or when the incident is re-opened. */
function toRoundSuffix(
  { clock, startedAt }: PlanClockReading,
  { round }: LevelsBasis,
): string {
  return clock === 'updateEvery' || startedAt === round?.reopenedAt
    ? `:${startedAt}`
    : '';
}

function overdue({ words, dueAt }: PlanClockReading): string {
  return `${words}: overdue since ${formatMoment(dueAt)}`;
}

/** States both times, so that the text is still true when an outage delays it. */
function atRisk({ words, atRiskAt, dueAt }: PlanClockReading): string {
  return `${words}: at risk since ${formatMoment(
    atRiskAt,
  )}, due by ${formatMoment(dueAt)}`;
}

function toSubject(
  { clock, dueAt }: PlanClockReading,
  step: EscalationSubject['step'],
): EscalationSubject {
  const { label } = PLAN_CLOCKS.find(named => named.clock === clock)!;
  return { what: label, dueAt, step };
}

/** Rules without a ladder: first the leads and the owners, then the parent groups of the owners. */
function getClockRules(
  reading: PlanClockReading,
  duration: string,
  basis: LevelsBasis,
): EscalationRule[] {
  const { clock, dueAt, words } = reading;
  const suffix = toRoundSuffix(reading, basis);
  const isAlone = clock === 'updateEvery';
  const first: EscalationRule = {
    key: `clock:${clock}${suffix}`,
    kind: 'clock',
    fireAt: dueAt,
    words,
    reason: overdue(reading),
    subject: toSubject(reading, isAlone ? undefined : { number: 1, of: 2 }),
    targets: isAlone
      ? [{ lead: 'commander' }]
      : [{ lead: 'all' }, { ownerOf: 'affected' }],
    raisesToMajor: false,
  };
  if (isAlone) return [first];
  return [
    first,
    {
      ...first,
      key: `owner:${clock}${suffix}`,
      kind: 'owner',
      fireAt: addPlanDuration(dueAt, duration),
      reason: `${overdue(reading)}, and that long again`,
      subject: toSubject(reading, { number: 2, of: 2 }),
      targets: [{ parentOf: 'owners' }],
    },
  ];
}

/** Identifies a step by its content, because a plan upgrade may change its position. */
function toStepKey(step: PlanEscalation): string {
  const hash = createHash('sha256')
    .update(toCanonicalBytes(JSON.parse(JSON.stringify(step))))
    .digest('hex');
  return `ladder:${hash.slice(0, 32)}`;
}

function getStepRules(
  step: PlanEscalation,
  place: EscalationSubject['step'],
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
    const rule = {
      ...common,
      key: `${toStepKey(step)}${toRoundSuffix(reading, basis)}`,
      subject: toSubject(reading, place),
    };
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
  const times = getFirstTimes(basis);
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
      key: toStepKey(step),
      fireAt: due.dueAt,
      words,
      subject: { what: words, step: place },
      reason: unless
        ? `${offset}, and not ${unless} yet`
        : `${offset} have passed`,
    },
  ];
}

/** A time outside the calendar never comes, so its rules are left out. */
function ignoreUnrepresentableTimes(
  rules: () => EscalationRule[],
): EscalationRule[] {
  try {
    return rules();
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** Whether a clock has rules besides the steps of the ladder. */
export function hasDefaultRule(
  clock: PlanClockReading['clock'],
  ladder: readonly PlanEscalation[],
): boolean {
  return clock === 'updateEvery'
    ? !ladder.some(
        step => 'when' in step && step.when === 'sla.update.breached',
      )
    : ladder.length === 0;
}

/**
 * Returns the rules that can still fire, earliest first: the steps of the plan's ladder, or rules for breached clocks if the
 * plan has no ladder.
 *
 * @param fired - keys of rules that already fired
 */
export function getEscalationRules(
  basis: LevelsBasis,
  settings: ServiceLevelSettings,
  fired: ReadonlySet<string>,
): EscalationRule[] {
  const { status, recordedAt } = basis.incident;
  if (isFrozenStatus(status)) return [];
  const owed = getOwedLevels(basis, settings);
  // Due times do not depend on when the clocks are read.
  const clocks = owed
    ? readClocks(owed, basis, recordedAt).filter(isRunning)
    : [];
  const ladder = basis.run?.content.spec.escalation ?? [];
  const withDefaultRules = clocks.filter(({ clock }) =>
    hasDefaultRule(clock, ladder),
  );
  return [
    ...withDefaultRules.flatMap(reading =>
      ignoreUnrepresentableTimes(() =>
        getClockRules(reading, owed!.durations[reading.clock]!, basis),
      ),
    ),
    ...ladder.flatMap((step, index) =>
      ignoreUnrepresentableTimes(() =>
        getStepRules(
          step,
          { number: index + 1, of: ladder.length },
          basis,
          clocks,
        ),
      ),
    ),
  ]
    .filter(
      ({ key }, index, all) =>
        !fired.has(key) && all.findIndex(rule => rule.key === key) === index,
    )
    .sort((a, b) => Date.parse(a.fireAt) - Date.parse(b.fireAt));
}

export function findDueRules(
  rules: readonly EscalationRule[],
  now: string,
): EscalationRule[] {
  return rules.filter(({ fireAt }) => Date.parse(fireAt) < Date.parse(now));
}
