import {
  type ActionSummary,
  getActionGroup,
  getVisibleEntities,
  type ImprovementAction,
  type PlanAdherence,
  type RelatedReview,
  type RelatedReviewReason,
  type Review,
  type ReviewIncident,
  type ReviewSummary,
  type ReviewText,
} from 'backstage-plugin-security-incidents-common';
import type { CallerPermissions } from '../authorization/permissions';
import type { Hidden } from '../authorization/redactServices';
import { toSummary } from '../incidents/present';
import type { IncidentRecord, RoleRecord } from '../incidents/store/records';
import { createReview } from './ReviewFollower';
import { findReviewBlockers, isFinished, isOverdue } from './standing';
import type { ActionRecord, ReviewRecord } from './store/records';
import type {
  RegisteredAction,
  RegisteredIncident,
  RegisteredReview,
} from './store/ReviewsStore';

/** How much of a text a related review shows. */
const MAX_EXCERPT = 400;

/** Everything that a review is shown with. */
export interface ReviewBasis {
  incident: IncidentRecord;
  review?: ReviewRecord;
  actions: readonly ActionRecord[];
  adherence: PlanAdherence[];
  roles: readonly RoleRecord[];
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as T;
}

export function findCommander(
  roles: readonly RoleRecord[],
): string | undefined {
  return roles.find(
    ({ role, renouncedAt }) => role === 'incident-commander' && !renouncedAt,
  )?.principalRef;
}

export function toAction(action: ActionRecord, now: string): ImprovementAction {
  const { note, noteAt, noteBy } = action;
  return defined({
    id: action.id,
    type: action.type,
    title: action.title,
    ownerRef: action.ownerRef,
    dueAt: action.dueAt,
    firstDueAt: action.firstDueAt,
    moves: action.moves,
    state: action.state,
    group: getActionGroup(action, now),
    check: defined({
      worksIf: action.worksIf,
      by: action.checkBy,
      checkerRef: action.checkerRef,
      result: action.checkResult,
      text: action.checkText,
      checkedAt: action.checkedAt,
      checkedBy: action.checkedBy,
    }),
    link: action.link,
    note:
      note && noteAt && noteBy
        ? { text: note, at: noteAt, by: noteBy }
        : undefined,
    addedAt: action.addedAt,
    addedBy: action.addedBy,
    doneAt: action.doneAt,
    doneBy: action.doneBy,
    droppedReason: action.droppedReason,
    remindedAt: action.remindedAt,
    leadRemindedAt: action.leadRemindedAt,
    version: action.version,
  });
}

/** What is left before a review can be completed. */
export function getBlockersOf({
  incident,
  review = createReview(),
  actions,
  adherence,
}: ReviewBasis) {
  return findReviewBlockers(review, actions, {
    isResolved: incident.status === 'resolved' || incident.status === 'closed',
    hasPlan: adherence.length > 0,
    lateTasks: adherence.reduce((total, { late }) => total + late, 0),
  });
}

/** Why somebody may not approve a review; undefined when they may. */
export function findApprovalRefusal(
  { review, roles }: ReviewBasis,
  actor: string,
  mayApprove: boolean,
): string | undefined {
  if (!mayApprove) return 'You do not have permission to approve reviews';
  if (review?.state === 'approved') return 'It is approved already';
  if (review?.state !== 'completed') return 'Complete the review first';
  if (review.completedBy === actor) {
    return 'It is approved by somebody else than who completed it';
  }
  if (review.needsApproval && findCommander(roles) === actor) {
    return 'The review of a major incident is approved by somebody else than its commander';
  }
  return undefined;
}

export function toReview(
  basis: ReviewBasis,
  options: { now: string; actor: string; permissions: CallerPermissions },
): Omit<Review, 'cameBack'> {
  const { incident, actions, adherence } = basis;
  const { now, actor, permissions } = options;
  const review = basis.review ?? createReview();
  return defined({
    incidentId: incident.id,
    incidentKey: incident.key,
    state: basis.review?.state,
    required: review.required,
    requiredBecause: review.requiredBecause,
    dueAt: review.dueAt,
    overdue: isOverdue(review, now),
    version: review.version,
    fields: review.fields,
    changes: review.changes,
    completedAt: review.completedAt,
    completedBy: review.completedBy,
    approvedAt: review.approvedAt,
    approvedBy: review.approvedBy,
    reopenedAt: review.reopenedAt,
    reopenedBy: review.reopenedBy,
    reopenReason: review.reopenReason,
    waivedAt: review.waivedAt,
    waivedBy: review.waivedBy,
    waivedReason: review.waivedReason,
    remindedAt: review.remindedAt,
    blockedBy: getBlockersOf(basis),
    approval: defined({
      required: review.needsApproval,
      refusedBecause: findApprovalRefusal(
        basis,
        actor,
        permissions.approveReviews,
      ),
    }),
    adherence,
    actions: actions.map(action => toAction(action, now)),
    rights: {
      update: permissions.updateReviews,
      approve: permissions.approveReviews,
    },
  });
}

export function toReviewIncident(
  item: RegisteredIncident,
  hidden: Hidden,
): ReviewIncident {
  const { incident } = item;
  return defined({
    id: incident.id,
    key: incident.key,
    title: incident.title,
    mode: incident.mode,
    status: incident.status,
    severity: incident.severity,
    class: incident.classification?.class,
    isMajor: incident.isMajor,
    tlp: incident.tlp,
    visibility: incident.visibility,
    resolvedAt: incident.resolvedAt,
    entityRefs: getVisibleEntities(toSummary(item, hidden).affected).map(
      ({ entityRef }) => entityRef,
    ),
  });
}

export function toReviewSummary(
  item: RegisteredReview,
  hidden: Hidden,
  now: string,
): ReviewSummary {
  const { review, actions, roles } = item;
  return defined({
    incident: toReviewIncident(item, hidden),
    state: review.state,
    required: review.required,
    requiredBecause: review.requiredBecause,
    dueAt: review.dueAt,
    overdue: isOverdue(review, now),
    leadRef: review.facilitatorRef ?? findCommander(roles),
    completedAt: review.completedAt,
    completedBy: review.completedBy,
    approvedAt: review.approvedAt,
    approvedBy: review.approvedBy,
    needsApproval: review.state === 'completed' && !isFinished(review),
    remindedAt: review.remindedAt,
    actions,
  });
}

export function toActionSummary(
  item: RegisteredAction,
  hidden: Hidden,
  now: string,
): ActionSummary {
  return {
    ...toAction(item.action, now),
    incident: toReviewIncident(item, hidden),
  };
}

function cut(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= MAX_EXCERPT) return text;
  const end = text.lastIndexOf(' ', MAX_EXCERPT);
  return `${text.slice(0, end > 0 ? end : MAX_EXCERPT)}…`;
}

export function toRelatedReview(
  item: RegisteredReview,
  hidden: Hidden,
  because: RelatedReviewReason[],
): RelatedReview {
  const { review, actions } = item;
  return defined({
    incident: toReviewIncident(item, hidden),
    completedAt: review.completedAt!,
    because,
    summary: cut(review.fields.summary),
    lessons: cut(review.fields.lessons),
    rootCauses: review.fields.rootCauses ?? [],
    actions: { total: actions.total, proven: actions.proven },
  });
}

export function toReviewText(
  item: RegisteredReview,
  hidden: Hidden,
): ReviewText {
  const { completedAt, fields } = item.review;
  const { facilitator: _who, attendees: _others, ...texts } = fields;
  return {
    incident: toReviewIncident(item, hidden),
    completedAt: completedAt!,
    fields: texts,
  };
}
