import { LIFECYCLE_STATUSES, SEVERITIES, STATUS_LABELS } from '../rules';
import { PLAN_CLOCK_EVENTS } from './clockEvents';
import { isKnownClassification, type ResponsePlan } from './document';
import { ANNOTATION_LAST_TESTED } from './kind';
import { addDurationToDay, isCertainlyShorter, isDay } from './duration';
import {
  dependencyCycle,
  dueBeforeDependency,
  requiredTaskWithoutRole,
  unknownTask,
  unreadableCondition,
} from './lintTasks';
import { type LintRule, locateTasks, roleUses } from './lintWalk';

/**
 * A problem in a response plan. An `error` keeps the plan out of the catalog, a `warning` does not.
 *
 * @public
 */
export interface PlanFinding {
  level: 'error' | 'warning';
  /** Machine name of the rule. */
  code: string;
  /** Where, such as `spec.phases[1].tasks[0].dependsOn[0]`. */
  path: string;
  /** What is wrong and what to do about it. */
  message: string;
}

/** Options of lint. @public */
export interface PlanLintOptions {
  /** Current time; without it overdue reviews and tests are not reported. */
  now?: Date;
  /** Day of the last exercise with the plan, which counts as a test of it. */
  exercisedOn?: string;
}

/** Days compare as text. */
function isPast(day: string, today: string | undefined): boolean {
  return today !== undefined && day < today;
}

/**
 * The day by which a plan must be reviewed again: `review.nextDue`, else one interval after the last review or the
 * approval.
 *
 * @public
 */
export function getPlanReviewDue({ spec }: ResponsePlan): string | undefined {
  const { review, approval } = spec;
  if (!review) return undefined;
  if (review.nextDue) return review.nextDue;
  const last = review.lastReviewed ?? approval?.at;
  return last && addDurationToDay(last, review.interval);
}

/** The day on which the plan was last tested, as its annotation says. @public */
export function getPlanLastTested({
  metadata,
}: ResponsePlan): string | undefined {
  const value = metadata.annotations?.[ANNOTATION_LAST_TESTED];
  return value && /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value)
    ? value
    : undefined;
}

/**
 * The day by which a tested plan must be tested again; undefined when it was never tested.
 *
 * @param exercisedOn - day of the last exercise with it, which counts when it is later than what the file says
 * @public
 */
export function getPlanTestDue(
  plan: ResponsePlan,
  exercisedOn?: string,
): string | undefined {
  const last = [getPlanLastTested(plan), exercisedOn]
    .filter(day => day !== undefined)
    .sort()
    .at(-1);
  const interval = plan.spec.review?.testInterval;
  return last && interval && addDurationToDay(last, interval);
}

const duplicateId: LintRule = {
  level: 'error',
  check({ spec }) {
    const ids = [
      ...spec.roles.map(({ id }, at) => ({
        id,
        what: 'role',
        path: `spec.roles[${at}].id`,
      })),
      ...spec.phases.map(({ id }, at) => ({
        id,
        what: 'phase',
        path: `spec.phases[${at}].id`,
      })),
      ...locateTasks(spec).map(({ task, path }) => ({
        id: task.id,
        what: 'task',
        path: `${path}.id`,
      })),
    ];
    const first = new Map<string, string>();
    return ids.flatMap(({ id, what, path }) => {
      const name = `${what} ${id}`;
      const taken = first.get(name);
      if (!taken) {
        first.set(name, path);
        return [];
      }
      return {
        path,
        message: `${name} is already at ${taken}: give each its own id`,
      };
    });
  },
};

const unknownRole: LintRule = {
  level: 'error',
  check({ spec }) {
    const known = new Set(spec.roles.map(({ id }) => id));
    return roleUses(spec)
      .filter(({ role }) => !known.has(role))
      .map(({ role, path }) => ({
        path,
        message: `there is no role ${role} in spec.roles: add it there or name one of ${[
          ...known,
        ].join(', ')}`,
      }));
  },
};

const roleWithoutAssignee: LintRule = {
  level: 'error',
  check: ({ spec }) =>
    spec.roles.flatMap((role, at) =>
      role.required && !role.assign?.length
        ? {
            path: `spec.roles[${at}].assign`,
            message: `${role.id} is required but given to nobody: assign a user or group, or ownerOf: affected`,
          }
        : [],
    ),
};

const unknownClassification: LintRule = {
  level: 'error',
  check: ({ spec }) =>
    (spec.triggers.classifications ?? []).flatMap((value, at) =>
      isKnownClassification(value)
        ? []
        : {
            path: `spec.triggers.classifications[${at}]`,
            message: `${value} is not in the reference taxonomy: write rsit:<class> or rsit:<class>/<type>, such as rsit:intrusions or rsit:information-content-security/data-leak`,
          },
    ),
};

const approvedWithoutApproval: LintRule = {
  level: 'error',
  check: ({ spec }) =>
    spec.lifecycle === 'approved' && !spec.approval
      ? [
          {
            path: 'spec.approval',
            message:
              'an approved plan says who approved it and when: add by and at, or set lifecycle to draft',
          },
        ]
      : [],
};

const phaseNeverReached: LintRule = {
  level: 'error',
  check: ({ spec }) =>
    spec.phases.flatMap(({ id, maps }, at) =>
      (LIFECYCLE_STATUSES as readonly string[]).includes(maps)
        ? []
        : {
            path: `spec.phases[${at}].maps`,
            message: `nothing is left to do on an incident that is ${maps}, so phase ${id} would never start: map it to one of ${LIFECYCLE_STATUSES.join(
              ', ',
            )}`,
          },
    ),
};

const phasesOutOfOrder: LintRule = {
  level: 'warning',
  check({ spec }) {
    const position = (status: string) =>
      (LIFECYCLE_STATUSES as readonly string[]).indexOf(status);
    return spec.phases.flatMap(({ id, maps }, at) => {
      const before = spec.phases[at - 1];
      return before &&
        position(maps) >= 0 &&
        position(maps) < position(before.maps)
        ? {
            path: `spec.phases[${at}].maps`,
            message: `${STATUS_LABELS[maps]} comes before ${
              STATUS_LABELS[before.maps]
            } in the life of an incident: move phase ${id} before ${before.id}`,
          }
        : [];
    });
  },
};

const clocksOutOfOrder: LintRule = {
  level: 'warning',
  check: ({ spec }) =>
    Object.entries(spec.sla ?? {}).flatMap(([severity, clocks]) => {
      const set = (['acknowledge', 'contain', 'resolve'] as const).flatMap(
        name => (clocks?.[name] ? { name, limit: clocks[name] } : []),
      );
      return set.slice(1).flatMap(({ name, limit }, at) =>
        isCertainlyShorter(limit, set[at].limit)
          ? {
              path: `spec.sla.${severity}.${name}`,
              message: `${limit} to ${name} is less than ${set[at].limit} to ${set[at].name}, which comes first: make it longer`,
            }
          : [],
      );
    }),
};

const stepWithoutClock: LintRule = {
  level: 'warning',
  check: ({ spec }) =>
    (spec.escalation ?? []).flatMap((step, at) => {
      if (!('when' in step)) return [];
      const { clock } = PLAN_CLOCK_EVENTS[step.when];
      // A major incident owes updates whatever the plan says.
      if (clock === 'updateEvery') return [];
      const severities = (step.severities ?? SEVERITIES).filter(
        severity => spec.triggers.severities?.includes(severity) ?? true,
      );
      // Severities without clocks in the plan have those of the configuration.
      const canStart = severities.some(severity => {
        const clocks = spec.sla?.[severity];
        return clocks === undefined || clocks[clock] !== undefined;
      });
      return canStart
        ? []
        : {
            path: `spec.escalation[${at}].when`,
            message: `no severity that this step is for has a time to ${clock}, so it is never taken: add ${clock} to spec.sla or remove the step`,
          };
    }),
};

const contactWithoutMeans: LintRule = {
  level: 'warning',
  check: ({ spec }) =>
    (spec.contacts ?? []).flatMap(({ name, phone, email, url }, at) =>
      phone || email || url
        ? []
        : {
            path: `spec.contacts[${at}]`,
            message: `nobody can reach ${name}: add phone, email or url`,
          },
    ),
};

const reviewMissing: LintRule = {
  level: 'warning',
  check: ({ spec }) =>
    spec.lifecycle === 'approved' && !spec.review
      ? [
          {
            path: 'spec.review',
            message:
              'nobody will notice when this plan grows old: add interval, such as P12M',
          },
        ]
      : [],
};

const reviewOverdue: LintRule = {
  level: 'warning',
  check(plan, today) {
    const due = getPlanReviewDue(plan);
    return due && plan.spec.lifecycle !== 'retired' && isPast(due, today)
      ? [
          {
            path: plan.spec.review?.nextDue
              ? 'spec.review.nextDue'
              : 'spec.review',
            message: `the review was due on ${due}: review the plan and write lastReviewed and nextDue`,
          },
        ]
      : [];
  },
};

const testOverdue: LintRule = {
  level: 'warning',
  check(plan, today, exercisedOn) {
    const due = getPlanTestDue(plan, exercisedOn);
    return due && plan.spec.lifecycle === 'approved' && isPast(due, today)
      ? [
          {
            path: `metadata.annotations["${ANNOTATION_LAST_TESTED}"]`,
            message: `a test was due on ${due}: start an exercise with this plan`,
          },
        ]
      : [];
  },
};

const testUnreadable: LintRule = {
  level: 'warning',
  check(plan) {
    const value = plan.metadata.annotations?.[ANNOTATION_LAST_TESTED];
    return value !== undefined && getPlanLastTested(plan) === undefined
      ? [
          {
            path: `metadata.annotations["${ANNOTATION_LAST_TESTED}"]`,
            message: `is "${value}", which counts as never tested: write a day such as 2026-06-18`,
          },
        ]
      : [];
  },
};

const retired: LintRule = {
  level: 'warning',
  check: ({ spec }) =>
    spec.lifecycle === 'retired'
      ? [
          {
            path: 'spec.lifecycle',
            message:
              'a retired plan is never selected: see that another one covers what it covered, then remove it',
          },
        ]
      : [],
};

const RULES: Record<string, LintRule> = {
  'duplicate-id': duplicateId,
  'unknown-task': unknownTask,
  'dependency-cycle': dependencyCycle,
  'due-before-dependency': dueBeforeDependency,
  'unreadable-condition': unreadableCondition,
  'unknown-role': unknownRole,
  'role-without-assignee': roleWithoutAssignee,
  'unknown-classification': unknownClassification,
  'approved-without-approval': approvedWithoutApproval,
  'phase-never-reached': phaseNeverReached,
  'phases-out-of-order': phasesOutOfOrder,
  'required-task-without-role': requiredTaskWithoutRole,
  'clocks-out-of-order': clocksOutOfOrder,
  'step-without-clock': stepWithoutClock,
  'contact-without-means': contactWithoutMeans,
  'review-missing': reviewMissing,
  'review-overdue': reviewOverdue,
  'test-overdue': testOverdue,
  'test-unreadable': testUnreadable,
  retired,
};

/** Machine names of the lint rules, in order. @public */
export const PLAN_LINT_CODES: readonly string[] = Object.keys(RULES);

/**
 * Checks what the schema cannot: that the parts of a plan fit together, and that it is reviewed and tested. Errors come
 * first.
 *
 * @public
 */
export function lintResponsePlan(
  plan: ResponsePlan,
  options: PlanLintOptions = {},
): PlanFinding[] {
  const today = options.now?.toISOString().slice(0, 10);
  const findings = Object.entries(RULES).flatMap(([code, { level, check }]) =>
    check(plan, today, options.exercisedOn).map(found => ({
      level,
      code,
      ...found,
    })),
  );
  return [
    ...findings.filter(({ level }) => level === 'error'),
    ...findings.filter(({ level }) => level === 'warning'),
  ];
}
