import {
  INCIDENT_STATUSES,
  type IncidentStatus,
  LIFECYCLE_STATUSES,
} from './statuses';

/** What kind of step in the life of an incident a transition is. @public */
export type TransitionKind =
  | 'forward'
  | 'skip'
  | 'back'
  | 'reopen'
  | 'dismiss'
  | 'merge'
  | 'restore';

/**
 * A condition that the record must meet before a transition. The API lists what is missing before anybody tries. The
 * guards follow NIST SP 800-61 and ISO/IEC 27035.
 * @public
 */
export type TransitionGuardId =
  | 'has-lead'
  | 'has-class'
  | 'has-severity'
  | 'has-urgency'
  | 'has-containment-step'
  | 'services-decided'
  | 'has-plan'
  | 'required-tasks'
  | 'closer-is-second-person'
  | 'review-completed'
  | 'actions-assigned'
  | 'obligations-decided'
  | 'obligations-sent'
  | 'within-reopen-days';

/** A field that the request must have. @public */
export type TransitionInput = 'reason' | 'resolution' | 'mergedInto';

/** The permission that a transition needs, see `permissions.ts`. @public */
export type TransitionPermission = 'transition' | 'close' | 'reopen' | 'merge';

/** A timestamp that a transition sets the first time it happens. @public */
export type TransitionTimestamp =
  | 'acknowledgedAt'
  | 'declaredAt'
  | 'containedAt'
  | 'eradicatedAt'
  | 'recoveredAt'
  | 'resolvedAt'
  | 'closedAt';

/** One row of the status machine. @public */
export interface StatusTransition {
  from: IncidentStatus;
  to: IncidentStatus;
  kind: TransitionKind;
  /** What the request must carry. */
  requires: readonly TransitionInput[];
  /** What must hold on the record. */
  guards: readonly TransitionGuardId[];
  permission: TransitionPermission;
  /** Timestamps that are set when they are not set yet. */
  sets: readonly TransitionTimestamp[];
}

const TRIAGE_DONE: readonly TransitionGuardId[] = [
  'has-class',
  'has-severity',
  'has-urgency',
  'has-plan',
  'required-tasks',
];

/** Guards of every way out of containment. */
const CONTAINMENT_DONE: readonly TransitionGuardId[] = [
  'has-containment-step',
  'required-tasks',
];

/** Guards of every way to `resolved`. */
const RESPONSE_DONE: readonly TransitionGuardId[] = [
  'services-decided',
  'required-tasks',
];

function row(
  from: IncidentStatus,
  to: IncidentStatus,
  kind: TransitionKind,
  details: Partial<Omit<StatusTransition, 'from' | 'to' | 'kind'>> = {},
): StatusTransition {
  return {
    from,
    to,
    kind,
    requires: kind === 'forward' ? [] : ['reason'],
    guards: [],
    permission: 'transition',
    sets: [],
    ...details,
  };
}

/** The open statuses, which {@link STATUS_RULES} lists as well. */
const MERGEABLE_STATUSES: readonly IncidentStatus[] = [
  'new',
  'triage',
  'containment',
  'eradication',
  'recovery',
  'resolved',
];

const SKIP_TO_RESOLVED = ['reason', 'resolution'] as const;

/**
 * The status machine: every transition that exists. A merged incident goes back to the status it was merged from, so
 * `merged` has a row for each status that can be merged.
 *
 * Backend guards, the frontend's stepper, the documentation and the tests are all read from this table.
 * @public
 */
export const STATUS_TRANSITIONS: readonly StatusTransition[] = [
  row('new', 'triage', 'forward', {
    guards: ['has-lead', 'required-tasks'],
    sets: ['acknowledgedAt'],
  }),
  row('new', 'dismissed', 'dismiss', { guards: ['obligations-sent'] }),

  row('triage', 'containment', 'forward', {
    guards: TRIAGE_DONE,
    sets: ['declaredAt'],
  }),
  row('triage', 'resolved', 'skip', {
    requires: SKIP_TO_RESOLVED,
    guards: [...new Set([...TRIAGE_DONE, ...RESPONSE_DONE])],
    sets: ['declaredAt', 'resolvedAt'],
  }),
  row('triage', 'dismissed', 'dismiss', { guards: ['obligations-sent'] }),

  row('containment', 'eradication', 'forward', {
    guards: CONTAINMENT_DONE,
    sets: ['containedAt'],
  }),
  row('containment', 'recovery', 'skip', {
    guards: CONTAINMENT_DONE,
    sets: ['containedAt'],
  }),
  row('containment', 'resolved', 'skip', {
    requires: SKIP_TO_RESOLVED,
    guards: [...new Set([...CONTAINMENT_DONE, ...RESPONSE_DONE])],
    sets: ['containedAt', 'resolvedAt'],
  }),
  row('containment', 'triage', 'back'),

  row('eradication', 'recovery', 'forward', {
    guards: ['required-tasks'],
    sets: ['eradicatedAt'],
  }),
  row('eradication', 'resolved', 'skip', {
    requires: SKIP_TO_RESOLVED,
    guards: RESPONSE_DONE,
    sets: ['eradicatedAt', 'resolvedAt'],
  }),
  row('eradication', 'containment', 'back'),

  row('recovery', 'resolved', 'forward', {
    requires: ['resolution'],
    guards: RESPONSE_DONE,
    sets: ['recoveredAt', 'resolvedAt'],
  }),
  row('recovery', 'containment', 'back'),

  row('resolved', 'closed', 'forward', {
    guards: [
      'closer-is-second-person',
      'required-tasks',
      'review-completed',
      'actions-assigned',
      'obligations-decided',
      'obligations-sent',
    ],
    permission: 'close',
    sets: ['closedAt'],
  }),
  row('resolved', 'containment', 'reopen'),

  row('closed', 'triage', 'reopen', {
    guards: ['within-reopen-days'],
    permission: 'reopen',
  }),

  row('dismissed', 'triage', 'restore', {
    guards: ['has-lead'],
    sets: ['acknowledgedAt'],
  }),

  // Two reports of the same incident can turn out to be one at any time.
  ...MERGEABLE_STATUSES.map(status =>
    row(status, 'merged', 'merge', {
      requires: ['mergedInto', 'reason'],
      guards: ['obligations-sent'],
      permission: 'merge',
    }),
  ),
  ...MERGEABLE_STATUSES.map(status =>
    row('merged', status, 'restore', { permission: 'merge' }),
  ),
];

/** What a status means for an incident. @public */
export interface StatusRules {
  /** Somebody still has to act. */
  open: boolean;
  /** The record takes no further changes until the incident is re-opened. */
  frozen: boolean;
  /** Service levels apply. An incident without them counts in no duration either. */
  clocks: boolean;
  /** Management updates are owed. */
  updates: boolean;
}

const AT_WORK = { open: true, frozen: false, clocks: true, updates: true };
const WITHOUT_RESPONSE = {
  open: false,
  frozen: true,
  clocks: false,
  updates: false,
};

/** The rules of each status. Lists of statuses are derived from this table. @public */
export const STATUS_RULES: Readonly<Record<IncidentStatus, StatusRules>> = {
  new: AT_WORK,
  triage: AT_WORK,
  containment: AT_WORK,
  eradication: AT_WORK,
  recovery: AT_WORK,
  resolved: { open: true, frozen: false, clocks: true, updates: false },
  closed: { open: false, frozen: true, clocks: true, updates: false },
  dismissed: WITHOUT_RESPONSE,
  merged: WITHOUT_RESPONSE,
};

/** Whether somebody still has to act on an incident in this status. @public */
export function isOpenStatus(status: IncidentStatus): boolean {
  return STATUS_RULES[status].open;
}

/** Whether the record of an incident in this status takes no further changes until it is re-opened. @public */
export function isFrozenStatus(status: IncidentStatus): boolean {
  return STATUS_RULES[status].frozen;
}

/** Statuses in which somebody still has to act. @public */
export const OPEN_STATUSES: readonly IncidentStatus[] =
  INCIDENT_STATUSES.filter(isOpenStatus);

/** Statuses in which the record takes no further changes until the incident is re-opened. @public */
export const FROZEN_STATUSES: readonly IncidentStatus[] =
  INCIDENT_STATUSES.filter(isFrozenStatus);

/**
 * The transitions from a status. From `merged` there is only the one back to where the incident was.
 *
 * @param from - the current status
 * @param mergedFrom - for a merged incident: the status it was merged from
 * @public
 */
export function getTransitionsFrom(
  from: IncidentStatus,
  mergedFrom?: IncidentStatus,
): StatusTransition[] {
  return STATUS_TRANSITIONS.filter(
    transition =>
      transition.from === from &&
      (from !== 'merged' || transition.to === mergedFrom),
  );
}

/**
 * One transition, or undefined when it does not exist.
 * @public
 */
export function findTransition(
  from: IncidentStatus,
  to: IncidentStatus,
  mergedFrom?: IncidentStatus,
): StatusTransition | undefined {
  return getTransitionsFrom(from, mergedFrom).find(row_ => row_.to === to);
}

/**
 * The transition to the next status of the life cycle; undefined when there is none.
 * @public
 */
export function findForwardTransition(
  from: IncidentStatus,
): StatusTransition | undefined {
  return STATUS_TRANSITIONS.find(
    transition => transition.from === from && transition.kind === 'forward',
  );
}

/**
 * When an incident was last re-opened after it was resolved; undefined if it never was.
 *
 * @param changes - the statuses that it went to, oldest first
 * @public
 */
export function findLastReopening(
  changes: ReadonlyArray<{ at: string; to: IncidentStatus }>,
): string | undefined {
  return changes
    .filter(
      ({ to }, index) =>
        index > 0 &&
        findTransition(changes[index - 1].to, to)?.kind === 'reopen',
    )
    .pop()?.at;
}

const getPlace = (status: IncidentStatus) =>
  (LIFECYCLE_STATUSES as readonly IncidentStatus[]).indexOf(status);

/**
 * Whether required tasks of a phase keep an incident from reaching a status: those of every phase before it. Closing asks
 * for all of them.
 * @public
 */
export function isPhaseBefore(
  phase: IncidentStatus,
  to: IncidentStatus,
): boolean {
  return to === 'closed' || getPlace(phase) < getPlace(to);
}

/**
 * Guards that a reason in the request waives: "no containment step was needed, because", "no plan fits, because". The
 * reason is recorded.
 * @public
 */
export const GUARDS_WAIVED_BY_REASON: readonly TransitionGuardId[] = [
  'has-containment-step',
  'has-plan',
];
