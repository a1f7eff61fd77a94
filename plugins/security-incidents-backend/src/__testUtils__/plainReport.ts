import type { RequirementResult } from 'backstage-plugin-security-incidents-common';
import { FIXTURE_NOW, type Sketch } from './reportFixture';

/*
 * What reports must say about the fixture, counted one by one from the sketches. It shares no code with the reports.
 */

const HOUR = 3_600_000;
const NOW = FIXTURE_NOW.toISOString();
const ms = (time: string) => Date.parse(time);

const BERLIN = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Berlin, such as `2025-03-30`. */
export function getBerlinDay(time: string): string {
  return BERLIN.format(new Date(time));
}

export function isIncident(sketch: Sketch): boolean {
  return sketch.mode === 'real' && sketch.status !== 'merged';
}

const HANDLED = ['containment', 'eradication', 'recovery'];
const isOpenResponse = ({ status }: Sketch) => HANDLED.includes(status);
const isEnded = ({ status }: Sketch) =>
  status === 'resolved' || status === 'closed';
const isWorked = (sketch: Sketch) => isOpenResponse(sketch) || isEnded(sketch);

type Verdict = RequirementResult;
const metIf = (isMet: boolean): Verdict => (isMet ? 'met' : 'missing');

function getContainHours({ plan, severity }: Sketch): number | undefined {
  if (severity === 'high' && plan?.containHours) return plan.containHours;
  if (severity === 'critical') return 4;
  if (severity === 'high') return 24;
  return severity === 'medium' ? 120 : undefined;
}

/** Whether it was contained in time, whatever the requirement says; dismissed ones have no clock. */
export function judgeClock(sketch: Sketch): Verdict {
  const hours = getContainHours(sketch);
  if (sketch.status === 'dismissed' || hours === undefined) {
    return 'not-applicable';
  }
  const ends = [sketch.containedAt, sketch.resolvedAt]
    .flatMap(time => time ?? [])
    .sort();
  const due = ms(sketch.recordedAt) + hours * HOUR;
  if (ends.length > 0) return metIf(ms(ends[0]) <= due);
  return FIXTURE_NOW.getTime() > due ? 'missing' : 'not-due';
}

function judgeContainment(sketch: Sketch): Verdict {
  return isWorked(sketch) ? judgeClock(sketch) : 'not-applicable';
}

function judgeReported(sketch: Sketch): Verdict {
  const { priority, isMajor, severity } = sketch;
  const isTold = isMajor || priority === 'P1' || priority === 'P2';
  if (!isWorked(sketch) || !isTold) return 'not-applicable';
  const updates = sketch.steps
    .filter(({ audience }) => audience === 'management')
    .map(({ at }) => at)
    .sort();
  const last = updates[updates.length - 1];
  if (isEnded(sketch)) {
    const end = sketch.recoveredAt ?? sketch.containedAt ?? sketch.declaredAt!;
    return metIf(last !== undefined && last >= end);
  }
  // A plan that says something about "high" replaces the levels of the configuration, which have updates.
  const hasOwnLevels = severity === 'high' && sketch.plan?.containHours;
  const owes =
    isMajor ||
    severity === 'critical' ||
    (severity === 'high' && !hasOwnLevels);
  // Everything of the fixture is months ago, so what is owed is overdue.
  if (owes) return 'missing';
  return last ? 'met' : 'not-due';
}

function judgeReviewed(sketch: Sketch): Verdict {
  const { review, isMajor, severity, status } = sketch;
  if (!isEnded(sketch)) return 'not-applicable';
  const isRequired = review
    ? review.required
    : isMajor || severity === 'high' || severity === 'critical';
  if (!isRequired) return 'not-applicable';
  const isDone =
    review?.state === 'approved' ||
    (review?.state === 'completed' && !review.needsApproval);
  if (isDone) return 'met';
  return status === 'closed' || review ? 'missing' : 'not-due';
}

function judgeEvidence(sketch: Sketch): Verdict {
  if (!isWorked(sketch)) return 'not-applicable';
  const asking = sketch.tasks.filter(({ needsEvidence }) => needsEvidence);
  const lacks = asking.some(
    ({ state, hasFile }) => state === 'done' && !hasFile,
  );
  if (lacks) return 'missing';
  const isOpen = asking.some(
    ({ state, hasFile }) => state === 'open' && !hasFile,
  );
  if (asking.some(({ hasFile }) => hasFile)) return 'met';
  return isOpen && isOpenResponse(sketch) ? 'not-due' : 'not-applicable';
}

/** What each requirement says about one incident. */
export function judge(sketch: Sketch): Record<string, Verdict> {
  const { status } = sketch;
  const isTriage = status === 'new' || status === 'triage';
  const worked = isWorked(sketch);
  const ended = isEnded(sketch);
  const knowsMinutes =
    sketch.serviceMinutes !== undefined || sketch.isAvailable;
  const knowsRecords = sketch.records !== undefined || sketch.involved === 'no';
  const knowsPeople = sketch.people !== undefined || sketch.involved === 'no';
  const recorded = () => {
    if (isTriage) return 'not-due';
    if (status === 'dismissed') return metIf(Boolean(sketch.dismissedBecause));
    return metIf(sketch.class !== undefined);
  };
  const closed = () => {
    if (status === 'resolved') return 'not-due';
    if (status !== 'closed') return 'not-applicable';
    const open = sketch.obligations.some(state =>
      ['to-assess', 'pending', 'missed'].includes(state),
    );
    const isAlone = sketch.isMajor && sketch.closedBy === sketch.resolvedBy;
    return metIf(!open && !isAlone);
  };
  const resolved = () => {
    if (isOpenResponse(sketch)) return 'not-due';
    if (!ended) return 'not-applicable';
    return metIf(
      sketch.hasResolution &&
        sketch.steps.length > 0 &&
        sketch.services.every(({ decided }) => decided),
    );
  };
  return {
    recorded: recorded(),
    prioritised: worked
      ? metIf(
          sketch.priority !== undefined &&
            sketch.severity !== undefined &&
            sketch.hasUrgency,
        )
      : 'not-applicable',
    escalated: sketch.escalation
      ? metIf(sketch.escalation.told === sketch.escalation.named)
      : 'not-applicable',
    resolved: resolved(),
    closed: closed(),
    analysed: ended
      ? metIf(knowsMinutes && knowsRecords && knowsPeople)
      : 'not-applicable',
    reported: judgeReported(sketch),
    reviewed: judgeReviewed(sketch),
    'element-detection': metIf(sketch.method !== undefined),
    'element-response': worked
      ? metIf(sketch.plan !== undefined || sketch.noPlan)
      : 'not-applicable',
    'element-resolution': judgeContainment(sketch),
    'element-reporting': judgeEvidence(sketch),
  };
}

/** Median and 90th percentile: the value that half, or nine tenths, are not above. */
export function getRanks(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted.find(
      value =>
        sorted.filter(other => other <= value).length >=
        share * sorted.length - 1e-9,
    );
  return { medianMs: at(0.5), p90Ms: sorted.length < 5 ? undefined : at(0.9) };
}

/** Required tasks that are done or whose due time has passed, without skipped ones. */
export function countTasks(sketches: readonly Sketch[]) {
  let due = 0;
  let onTime = 0;
  for (const { tasks } of sketches) {
    for (const { required, state, dueAt, endedAt } of tasks) {
      if (!required || state === 'skipped') continue;
      if (state === 'open' && (dueAt === undefined || dueAt >= NOW)) continue;
      due += 1;
      const isLate = dueAt !== undefined && endedAt! > dueAt;
      if (state === 'done' && !isLate) onTime += 1;
    }
  }
  return {
    due,
    onTime,
    runs: sketches.filter(({ plan }) => plan).length,
  };
}
