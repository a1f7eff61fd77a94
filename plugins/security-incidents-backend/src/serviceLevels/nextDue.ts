import { createHash } from 'node:crypto';
import {
  isFrozenStatus,
  type NextDue,
  PLAN_CLOCK_AT_RISK_SHARE,
  toCanonicalBytes,
} from 'backstage-plugin-security-incidents-common';
import { DateTime, Duration } from 'luxon';
import type { DueBasis, DueRules } from '../database/readModel/due';
import { getRuleName } from '../obligations/clocks';
import type { ObligationRecord } from '../obligations/store/ObligationsStore';
import { ANALYSIS_BASIS } from '../reports/analysis/analysisFacts';
import type { PlanTaskRecord } from '../responsePlans/store/planRecords';
import { isUnfinished } from '../responsePlans/store/planRecords';
import { getOwedLevels, type LevelsBasis, readClocks } from './levels';
import { toMajorStatus } from './major';
import { DEFAULT_SERVICE_LEVELS, type ServiceLevelSettings } from './settings';

/** Raise it when the rules of this file change, so that stored rows are rebuilt. */
const RULES_VERSION = 2;

/** The clocks that still run. Due times do not depend on when the clocks are read. */
function getRunningClocks(
  basis: LevelsBasis,
  settings: ServiceLevelSettings,
): NextDue[] {
  const owed = getOwedLevels(basis, settings);
  if (!owed) return [];
  return readClocks(owed, basis, basis.incident.recordedAt)
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .map(({ clock, words, dueAt, atRiskAt }) => ({
      kind: 'clock',
      clock,
      title: words,
      dueAt,
      atRiskAt,
    }));
}

/** When three quarters of the time of a task have passed. */
function getTaskAtRiskAt({ definition }: PlanTaskRecord, dueAt: string) {
  const due = DateTime.fromISO(dueAt, { zone: 'utc' });
  const given = definition.due && Duration.fromISO(definition.due.after);
  if (!given?.isValid) return dueAt;
  const left =
    due.diff(due.minus(given)).toMillis() * (1 - PLAN_CLOCK_AT_RISK_SHARE);
  return new Date(due.toMillis() - left).toISOString();
}

function getDueTasks(tasks: readonly PlanTaskRecord[]): NextDue[] {
  return tasks.flatMap((task): NextDue[] =>
    task.dueAt && task.required && !task.isRetired && isUnfinished(task)
      ? [
          {
            kind: 'task',
            taskId: task.id,
            title: task.definition.title,
            ...(task.assigneeRef && { assigneeRef: task.assigneeRef }),
            dueAt: task.dueAt,
            atRiskAt: getTaskAtRiskAt(task, task.dueAt),
          },
        ]
      : [],
  );
}

/** Obligations to assess or to send. The clock of one to assess may be assumed. */
function getDueObligations(
  obligations: readonly ObligationRecord[],
): NextDue[] {
  return obligations.flatMap(({ id, rule, dueAt, atRiskAt }): NextDue[] =>
    dueAt
      ? [
          {
            kind: 'obligation',
            obligationId: id,
            title: getRuleName(rule),
            dueAt,
            atRiskAt: atRiskAt ?? dueAt,
          },
        ]
      : [],
  );
}

/** Everything that is due of an incident, the earliest first: running clocks, required tasks and obligations. */
export function findDue(
  basis: DueBasis,
  settings: ServiceLevelSettings,
): NextDue[] {
  if (isFrozenStatus(basis.incident.status)) return [];
  return [
    // A task is something to do, so it comes before a clock of the same time.
    ...getDueTasks(basis.tasks),
    ...getRunningClocks(basis, settings),
    ...getDueObligations(basis.obligations),
  ].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

const digest = (value: unknown) =>
  createHash('sha256').update(toCanonicalBytes(value)).digest();

/** The rules of what is due, for the read model. */
export function createDueRules(
  settings: ServiceLevelSettings = DEFAULT_SERVICE_LEVELS,
): DueRules {
  const { levels, majorUpdateEvery } = settings;
  const rules = { RULES_VERSION, levels, majorUpdateEvery };
  return {
    name: digest(rules).toString('hex'),
    // 31 bits, and not 0.
    code: Math.max(
      1,
      digest({ ...rules, ANALYSIS_BASIS }).readUInt32BE() % 2 ** 31,
    ),
    readClocks: basis => {
      const owed = getOwedLevels(basis, settings);
      return owed ? readClocks(owed, basis, basis.incident.recordedAt) : [];
    },
    findNext: basis => findDue(basis, settings)[0],
    isMajorProposed: incident => toMajorStatus(incident).state === 'proposed',
  };
}
