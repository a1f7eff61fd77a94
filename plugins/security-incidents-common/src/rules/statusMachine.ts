import { INCIDENT_STATUSES, type IncidentStatus } from './vocabulary';

/** What a move means for the life of an incident. @public */
export type TransitionKind =
  | 'forward'
  | 'skip'
  | 'back'
  | 'reopen'
  | 'dismiss'
  | 'merge'
  | 'restore';

/**
 * A condition on the record that must hold before a move; each is evaluated by the service and explained to people
 * before they try. The source of each is the state machine of the domain model (NIST SP 800-61 and ISO/IEC 27035).
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
  | 'within-reopen-days';

/** A part of the request itself that a move asks for. @public */
export type TransitionInput = 'reason' | 'resolution' | 'mergedInto';

/** The right that a move needs, see the permissions of this package. @public */
export type TransitionPermission = 'transition' | 'close' | 'reopen' | 'merge';

/** A timestamp of the record that a move sets the first time it happens. @public */
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
];

/** What a resolved incident leaves behind: every service was looked at, and nothing required was forgotten. */
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

const MERGE = {
  requires: ['mergedInto'],
  right: 'merge',
} as const;

const SKIP_TO_RESOLVED = ['reason', 'resolution'] as const;

/**
 * The status machine: every move that exists, and nothing else. A merged incident goes back to the status it was
 * merged from, which is why `merged` has one row for each status that can be merged.
 *
 * Backend guards, the frontend's stepper, the documentation and the tests are all read from this table.
 * @public
 */
export const STATUS_TRANSITIONS: readonly StatusTransition[] = [
  row('new', 'triage', 'forward', {
    guards: ['has-lead'],
    sets: ['acknowledgedAt'],
  }),
  row('new', 'dismissed', 'dismiss'),
  row('new', 'merged', 'merge', MERGE),

  row('triage', 'containment', 'forward', {
    guards: TRIAGE_DONE,
    sets: ['declaredAt'],
  }),
  row('triage', 'resolved', 'skip', {
    requires: SKIP_TO_RESOLVED,
    guards: [...TRIAGE_DONE, ...RESPONSE_DONE],
    sets: ['declaredAt', 'resolvedAt'],
  }),
  row('triage', 'dismissed', 'dismiss'),
  row('triage', 'merged', 'merge', MERGE),

  row('containment', 'eradication', 'forward', {
    guards: ['has-containment-step'],
    sets: ['containedAt'],
  }),
  row('containment', 'recovery', 'skip', {
    guards: ['has-containment-step'],
    sets: ['containedAt'],
  }),
  row('containment', 'resolved', 'skip', {
    requires: SKIP_TO_RESOLVED,
    guards: ['has-containment-step', ...RESPONSE_DONE],
    sets: ['containedAt', 'resolvedAt'],
  }),
  row('containment', 'triage', 'back'),

  row('eradication', 'recovery', 'forward', { sets: ['eradicatedAt'] }),
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
    guards: ['closer-is-second-person', 'required-tasks'],
    permission: 'close',
    sets: ['closedAt'],
  }),
  row('resolved', 'containment', 'reopen'),

  row('closed', 'triage', 'reopen', {
    guards: ['within-reopen-days'],
    permission: 'reopen',
  }),

  row('dismissed', 'triage', 'restore'),

  row('merged', 'new', 'restore', { permission: 'merge' }),
  row('merged', 'triage', 'restore', { permission: 'merge' }),
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
 * The moves that exist from a status. From `merged` only the way back to where the incident was exists.
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
 * The row for one move, or undefined when the move does not exist.
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
 * The one move that takes an incident further along its life, if there is one.
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
 * Guards that a stated reason may stand in for: "no containment step was needed, because", "no plan fits, because". The
 * reason is recorded.
 * @public
 */
export const GUARDS_WAIVED_BY_REASON: readonly TransitionGuardId[] = [
  'has-containment-step',
  'has-plan',
];
