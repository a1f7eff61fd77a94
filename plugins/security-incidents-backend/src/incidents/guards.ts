import {
  GUARDS_WAIVED_BY_REASON,
  STATUS_LABELS,
  type StatusTransition,
  type TransitionBlocker,
  type TransitionGuardId,
  type TransitionOption,
  type TransitionPermission,
  getTransitionsFrom,
  isPhaseBefore,
} from 'backstage-plugin-security-incidents-common';
import type { TransitionGuard } from 'backstage-plugin-security-incidents-node';
import {
  choosePlans,
  type PlanKnowledge,
} from '../responsePlans/runs/knowledge';
import { getRuleName } from '../obligations/clocks';
import type { ObligationRecord } from '../obligations/store/ObligationsStore';
import { isUnfinished } from '../responsePlans/store/planRecords';
import type {
  AffectedRecord,
  GuardedRecord,
  IncidentDetails,
} from './store/records';
import type { CallerPermissions } from '../authorization/permissions';
import { describeRedacted } from '../authorization/redactServices';

/** The input of guards besides the record. */
export interface GuardContext {
  actor: string;
  /** Milliseconds since the epoch. */
  now: number;
  reopenWithinDays: number;
  /** Catalog facts about plans; when absent, no plan is required. */
  plans?: PlanKnowledge;
  /** Guards that other modules added. */
  customGuards?: readonly TransitionGuard[];
  /** Services that are hidden from the caller. */
  hidden?: ReadonlySet<string>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A service is decided when it is cleared, or its compromise is known. */
export function isDecided(affected: AffectedRecord): boolean {
  return affected.role === 'cleared' || affected.compromise !== 'unknown';
}

type Guard = (
  details: GuardedRecord,
  context: GuardContext,
  transition: StatusTransition,
) => Omit<TransitionBlocker, 'guard'> | undefined;

function getObligationBlocker(
  open: readonly ObligationRecord[],
  before: string,
  one = '',
  many = one,
) {
  if (open.length === 0) return undefined;
  const names = open.map(({ rule }) => getRuleName(rule)).join(', ');
  const end = open.length === 1 ? one : many;
  return { message: `${before} ${names} ${end}`.trim() };
}

/** Each guard returns undefined when it passes, or else what to do about it. */
const GUARDS: Record<TransitionGuardId, Guard> = {
  'has-lead': ({ roles }) =>
    roles.some(
      role =>
        !role.renouncedAt &&
        (role.role === 'incident-commander' || role.role === 'assignee'),
    )
      ? undefined
      : { message: 'Name an incident commander or an assignee' },
  'has-class': ({ incident }) =>
    incident.classification
      ? undefined
      : { message: 'Choose the class of the incident' },
  'has-severity': ({ incident }) =>
    incident.severity ? undefined : { message: 'Decide the severity' },
  'has-urgency': ({ incident }) =>
    incident.urgency
      ? undefined
      : { message: 'Decide the urgency, so that the priority can be computed' },
  'has-containment-step': ({ containmentSteps }) =>
    containmentSteps > 0
      ? undefined
      : {
          message:
            'Record a containment step, or say in a reason why none was needed',
        },
  'services-decided': ({ affected, incident }, { hidden }) => {
    if (incident.unknownService && affected.length === 0) {
      return undefined;
    }
    const open = affected.filter(entity => !isDecided(entity));
    if (open.length === 0) return undefined;
    const entityRefs = open
      .map(entity => entity.entityRef)
      .filter(ref => !hidden?.has(ref));
    const names = [
      ...entityRefs,
      ...describeRedacted(open.length - entityRefs.length),
    ];
    return {
      message: `Decide whether ${names.join(', ')} ${
        open.length === 1 ? 'was' : 'were'
      } compromised`,
      entityRefs,
    };
  },
  'has-plan': ({ incident, affected, plans }, context, { kind }) => {
    const isSettled = plans.runs > 0 || plans.isDeclined;
    if (isSettled || !context.plans?.approved.length) return undefined;
    // A forward transition applies the best plan.
    const isApplied =
      kind === 'forward' &&
      choosePlans(context.plans, incident, affected).length > 0;
    return isApplied
      ? undefined
      : { message: 'Apply a plan, or say in a reason why none' };
  },
  'required-tasks': ({ plans }, _context, { to }) => {
    const open = plans.tasks.filter(
      task =>
        task.required &&
        isUnfinished(task) &&
        isPhaseBefore(task.definition.phase.maps, to),
    );
    return open.length === 0
      ? undefined
      : {
          message: `Finish or skip the required ${
            open.length === 1 ? 'task' : 'tasks'
          } ${open.map(task => `"${task.definition.title}"`).join(', ')}`,
        };
  },
  'closer-is-second-person': ({ incident }, { actor }) =>
    incident.isMajor && incident.resolvedBy === actor
      ? {
          message:
            'A major incident is closed by somebody else than who resolved it',
        }
      : undefined,
  'review-completed': ({ review }) => {
    if (review.state === 'settled') return undefined;
    return {
      message:
        review.state === 'to-approve'
          ? 'Have the review approved by somebody else'
          : 'Complete the review',
    };
  },
  'actions-assigned': ({ review: { unassigned } }) =>
    unassigned.length > 0
      ? {
          message: `Give the improvement ${
            unassigned.length === 1 ? 'action' : 'actions'
          } ${unassigned
            .map(title => `"${title}"`)
            .join(', ')} an owner and a date`,
        }
      : undefined,
  'obligations-decided': ({ openObligations }) =>
    getObligationBlocker(
      openObligations.filter(({ state }) => state === 'to-assess'),
      'Decide whether',
      'applies',
      'apply',
    ),
  'obligations-sent': ({ openObligations }) =>
    getObligationBlocker(
      openObligations.filter(({ state }) => state === 'pending'),
      'Record the sending of',
    ),
  'within-reopen-days': ({ statusChanges }, { now, reopenWithinDays }) => {
    // `closedAt` is the first closing; the last one counts here.
    const closed = statusChanges.filter(({ to }) => to === 'closed').pop();
    return closed && now - Date.parse(closed.at) > reopenWithinDays * DAY_MS
      ? {
          message: `Closed more than ${reopenWithinDays} days ago: report a new incident instead`,
        }
      : undefined;
  },
};

/** What each permission allows, in words. */
export const PERMISSION_WORDS: Record<TransitionPermission, string> = {
  transition: 'move incidents',
  close: 'close incidents',
  reopen: 're-open closed incidents',
  merge: 'merge incidents',
};

function getCustomBlockers(
  { from, to }: StatusTransition,
  { incident, affected }: GuardedRecord,
  { customGuards = [] }: GuardContext,
): TransitionBlocker[] {
  const input = {
    from,
    to,
    incident: {
      id: incident.id,
      key: incident.key,
      mode: incident.mode,
      severity: incident.severity,
      isMajor: incident.isMajor,
      class: incident.classification?.class,
      entityRefs: affected.map(({ entityRef }) => entityRef),
    },
  };
  return customGuards.flatMap(guard => {
    const message = guard.getBlocker(input);
    return message ? { guard: `custom:${guard.id}` as const, message } : [];
  });
}

/** Returns everything that blocks a transition. */
export function getBlockers(
  transition: StatusTransition,
  details: GuardedRecord,
  context: GuardContext,
  permissions?: CallerPermissions,
): TransitionBlocker[] {
  const blockers: TransitionBlocker[] = [];
  for (const guard of transition.guards) {
    const problem = GUARDS[guard](details, context, transition);
    if (problem) {
      blockers.push({
        guard,
        ...problem,
        ...(GUARDS_WAIVED_BY_REASON.includes(guard) && {
          waivedByReason: true,
        }),
      });
    }
  }
  blockers.push(...getCustomBlockers(transition, details, context));
  if (permissions && !permissions[transition.permission]) {
    blockers.push({
      guard: 'permission',
      message: `You do not have permission to ${
        PERMISSION_WORDS[transition.permission]
      }`,
    });
  }
  return blockers;
}

/** Returns all transitions from the present status, each with what blocks it. */
export function getTransitionOptions(
  details: IncidentDetails,
  context: GuardContext,
  permissions?: CallerPermissions,
): TransitionOption[] {
  const { status, mergedFromStatus } = details.incident;
  return getTransitionsFrom(status, mergedFromStatus).map(transition => {
    const blockedBy = getBlockers(transition, details, context, permissions);
    return {
      to: transition.to,
      kind: transition.kind,
      requires: [...transition.requires],
      right: transition.permission,
      allowed: blockedBy.every(blocker => blocker.waivedByReason),
      blockedBy,
    };
  });
}

/** Lists the existing transitions, for the error about one that does not exist. */
export function describeTransitions(details: IncidentDetails): string {
  const { status, mergedFromStatus } = details.incident;
  const targets = getTransitionsFrom(status, mergedFromStatus).map(
    transition => transition.to,
  );
  return `from ${STATUS_LABELS[status]} an incident can go to ${targets.join(
    ', ',
  )}`;
}
