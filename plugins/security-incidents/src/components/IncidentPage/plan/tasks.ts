import {
  type IncidentStatus,
  isPhaseBefore,
  LIFECYCLE_STATUSES,
  PLAN_CLOCK_AT_RISK_SHARE,
  type PlanAnchor,
  type PlanRun,
  type PlanRunPhase,
  type PlanRunTask,
  type PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import { DateTime, Duration } from 'luxon';
import type { Moments } from '../../../hooks';
import { formatCountdown, formatDuration, shortTime } from '../../../time';
import type { Translate } from '../../../translation';
import { toDurationText } from '../../PlanPage/planText';
import { type ClockState, stateAt } from '../clocks/clocks';

/** Whether there is still something to do. */
export function isUnfinished({ state }: PlanRunTask): boolean {
  return state === 'open' || state === 'in-progress';
}

/** Whether it cannot be done before a file is added for it, or something is recorded that says where the evidence is. */
export function asksForEvidence(task: PlanRunTask): boolean {
  return Boolean(task.evidenceRequired) && !task.stepId && !task.evidenceId;
}

/** What time it is for the tasks of an incident: none for those of a record that takes no changes, which wait for nobody. */
export type TaskNow = number | 'ended';

/** Whether its time has passed. */
export function isLate(task: PlanRunTask, now: TaskNow): boolean {
  return (
    now !== 'ended' &&
    isUnfinished(task) &&
    task.dueAt !== undefined &&
    Date.parse(task.dueAt) < now
  );
}

/** Whether somebody is missing who would do it. */
export function isGap(task: PlanRunTask): boolean {
  return isUnfinished(task) && !task.assigneeRef;
}

/** All tasks of a run, in the order of the plan. */
export function tasksOf({ phases }: PlanRun): PlanRunTask[] {
  return phases.flatMap(({ tasks }) => tasks);
}

/** The task of that id, whatever run it is in. */
export function findTask(
  { runs }: PlanRuns,
  id: string | undefined,
): PlanRunTask | undefined {
  return runs.flatMap(tasksOf).find(task => task.id === id);
}

/** What of the same run must be finished before it. */
export function waitsFor(
  task: PlanRunTask,
  run: PlanRun | undefined,
): PlanRunTask[] {
  if (!isUnfinished(task) || !run) return [];
  return tasksOf(run).filter(
    other => task.dependsOn.includes(other.planTaskId) && isUnfinished(other),
  );
}

/** How far a run is; what an upgrade has left behind does not count. */
export function progressOf(run: PlanRun, now: TaskNow) {
  const tasks = tasksOf(run).filter(({ retired }) => !retired);
  return {
    total: tasks.length,
    settled: tasks.filter(task => !isUnfinished(task)).length,
    overdue: tasks.filter(task => isLate(task, now)).length,
  };
}

/** The time of a task in a few words. */
export interface DueWords {
  main: string;
  detail?: string;
  /** Where it stands, while it is unfinished and has a due time. */
  state?: ClockState;
}

/** When it is due, and from when on it is at risk; undefined while it has no due time. */
function timesOf({ dueAt, due }: PlanRunTask) {
  if (!dueAt) return undefined;
  const deadline = DateTime.fromISO(dueAt, { zone: 'utc' });
  const startedAt = due
    ? deadline.minus(Duration.fromISO(due.after)).toMillis()
    : NaN;
  const lengthMs = deadline.toMillis() - startedAt;
  return {
    dueAt: deadline.toMillis(),
    atRiskAt:
      lengthMs > 0
        ? startedAt + lengthMs * PLAN_CLOCK_AT_RISK_SHARE
        : // What is due at once, or since nobody knows when, is never merely at risk.
          Infinity,
  };
}

/** When what is said of the time of a task changes by more than a minute. */
export function taskMoments(task: PlanRunTask): Moments {
  const times = isUnfinished(task) ? timesOf(task) : undefined;
  return times
    ? { deadlines: [times.dueAt], turns: [times.atRiskAt, times.dueAt + 1] }
    : {};
}

/** What a time counts from, as it stands after `when` and `after`. */
function toAnchorText(t: Translate, anchor: PlanAnchor): string {
  if (anchor === 'phase-start') return t('incidentPage.task.when.phaseStart');
  if (anchor === 'plan-applied') return t('incidentPage.task.when.planApplied');
  return t(`incidentPage.task.when.${anchor}`);
}

/** When it is due, by how much it is over, or how it ended. */
export function toDueWords(
  t: Translate,
  task: PlanRunTask,
  now: TaskNow,
): DueWords {
  const { state, dueAt, endedAt, due } = task;
  const detail = dueAt && shortTime(dueAt);
  if (state === 'skipped') {
    return { main: t('incidentPage.task.due.skipped') };
  }
  if (state === 'done') {
    if (!dueAt || !endedAt) return { main: t('incidentPage.task.due.done') };
    const overMs = Date.parse(endedAt) - Date.parse(dueAt);
    const main =
      overMs > 0
        ? t('incidentPage.task.due.late', { duration: formatDuration(overMs) })
        : t('incidentPage.task.due.onTime');
    return { main, detail };
  }
  if (now === 'ended') return { main: t('incidentPage.task.due.leftOpen') };
  const times = timesOf(task);
  if (times && detail) return toTimeLeft(t, times, now, detail);
  if (!due) return { main: t('incidentPage.task.due.none') };
  const isAtOnce = Duration.fromISO(due.after).toMillis() === 0;
  return {
    main: isAtOnce
      ? t('incidentPage.task.due.startsWhen')
      : t('incidentPage.task.due.after', {
          duration: toDurationText(t, due.after),
        }),
    detail: toAnchorText(t, due.from),
  };
}

function toTimeLeft(
  t: Translate,
  times: { dueAt: number; atRiskAt: number },
  now: number,
  time: string,
): DueWords {
  const leftMs = times.dueAt - now;
  const state = stateAt(now, times);
  if (state === 'overdue') {
    const duration = formatDuration(-leftMs);
    return {
      main: t('incidentPage.task.due.over', { duration }),
      detail: time,
      state,
    };
  }
  return {
    main: t('incidentPage.task.due.in', { duration: formatCountdown(leftMs) }),
    detail:
      state === 'at-risk' ? t('incidentPage.task.due.atRisk', { time }) : time,
    state,
  };
}

const placeOf = (status: IncidentStatus) =>
  (LIFECYCLE_STATUSES as readonly IncidentStatus[]).indexOf(status);

/** Done and future phases are folded, unless they hold what must not wait. */
export function opensByItself(
  { tasks, maps }: PlanRunPhase,
  status: IncidentStatus,
  now: TaskNow,
): boolean {
  if (now === 'ended') return false;
  if (placeOf(status) < 0 || !tasks.some(isUnfinished)) return false;
  return (
    placeOf(maps) <= placeOf(status) ||
    tasks.some(task => isGap(task) || isLate(task, now))
  );
}

/** How far a phase is: `2 of 4 settled`, or what it waits for. */
export function toPhaseNote(t: Translate, { tasks }: PlanRunPhase): string {
  const count = tasks.length;
  if (count === 0) return t('incidentPage.plan.phase.nothing');
  const settled = tasks.filter(task => !isUnfinished(task));
  const anchor = tasks[0].dueWhen;
  const waits = tasks.every(({ dueWhen }) => dueWhen === anchor);
  if (settled.length === 0 && anchor && waits) {
    return t('incidentPage.plan.phase.starts', {
      count,
      anchor: toAnchorText(t, anchor),
    });
  }
  const words = { settled: String(settled.length), total: String(count) };
  if (settled.length === 0) return t('incidentPage.plan.phase.none', words);
  return settled.some(({ state }) => state === 'skipped')
    ? t('incidentPage.plan.phase.settled', words)
    : t('incidentPage.plan.phase.done', words);
}

/** What is due first comes first, what waits for something last. */
function byDue(a: PlanRunTask, b: PlanRunTask): number {
  if (a.dueAt === b.dueAt) return 0;
  if (!a.dueAt) return 1;
  if (!b.dueAt) return -1;
  return a.dueAt < b.dueAt ? -1 : 1;
}

/** Everything that can be done now, the most urgent first. */
export function doable({ runs }: PlanRuns): PlanRunTask[] {
  return runs
    .flatMap(run =>
      tasksOf(run).filter(
        task => isUnfinished(task) && waitsFor(task, run).length === 0,
      ),
    )
    .sort(byDue);
}

/**
 * What the reader should do next: theirs before their team's.
 *
 * @param me - entity ref of the reader
 * @param principals - everything that the reader is part of
 */
export function nextTaskOf(
  plans: PlanRuns,
  me: string | undefined,
  principals: readonly string[],
): PlanRunTask | undefined {
  const tasks = doable(plans);
  return (
    tasks.find(({ assigneeRef }) => assigneeRef && assigneeRef === me) ??
    tasks.find(
      ({ assigneeRef }) => assigneeRef && principals.includes(assigneeRef),
    )
  );
}

/** Required tasks that keep an incident from reaching a status. */
export function requiredBefore(
  { runs }: PlanRuns,
  to: IncidentStatus,
): PlanRunTask[] {
  return runs.flatMap(({ phases }) =>
    phases
      .filter(({ maps }) => isPhaseBefore(maps, to))
      .flatMap(({ tasks }) =>
        tasks.filter(task => task.required && isUnfinished(task)),
      ),
  );
}

/** Whether something can be done now in a phase of that status. */
export function holdsWorkFor(plans: PlanRuns, status: IncidentStatus): boolean {
  const ready = doable(plans);
  return plans.runs.some(({ phases }) =>
    phases.some(
      ({ maps, tasks }) =>
        maps === status && tasks.some(task => ready.includes(task)),
    ),
  );
}
