import type {
  ActionFilterValues,
  ActionGroup,
  FollowUpCounts,
  PageRequest,
  Recurrence,
  ReviewFilterValues,
  ReviewView,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../authorization/ReadAccess';
import type {
  AffectedRecord,
  ListedRecord,
  RoleRecord,
} from '../../incidents/store/records';
import type { RepeatDirection } from './cameBack';
import type { ActionRecord, ReviewRecord, ReviewStanding } from './records';

/** Reads the review of one incident, inside or outside a transaction. */
export interface IncidentReviewReader {
  /** @param seq - internal key of the incident */
  getReview(seq: number): Promise<ReviewRecord | undefined>;
  /** In the order in which they were added. */
  getActions(seq: number): Promise<ActionRecord[]>;
  /** What keeps the incident from being closed; nothing unless it is resolved. */
  getStanding(
    incident: Pick<ListedRecord, 'seq' | 'status'>,
  ): Promise<ReviewStanding>;
}

/** The writes of one change. */
export interface IncidentReviewWriter extends IncidentReviewReader {
  insertReview(seq: number, review: ReviewRecord): Promise<void>;
  updateReview(seq: number, changes: Partial<ReviewRecord>): Promise<void>;
  insertAction(seq: number, action: ActionRecord): Promise<void>;
  updateAction(id: string, changes: Partial<ActionRecord>): Promise<void>;
}

/** An incident as the registers show it. */
export interface RegisteredIncident {
  incident: ListedRecord;
  affected: AffectedRecord[];
  roles: RoleRecord[];
}

/** A row of the register of reviews. */
export interface RegisteredReview extends RegisteredIncident {
  review: ReviewRecord;
  actions: { total: number; open: number; proven: number };
}

/** A row of the register of actions. */
export interface RegisteredAction extends RegisteredIncident {
  action: ActionRecord;
}

/** A part of a register. */
export interface RegisterPage<T> {
  items: T[];
  totalItems: number;
  nextCursor?: string;
}

/** The order of a register; `recorded` is one that never changes. */
interface RegisterOrder {
  orderBy?: 'recorded';
}

/** Filters of the register of actions; `mine` became principals. */
export type ActionsQuery = Omit<ActionFilterValues, 'mine'> &
  PageRequest &
  RegisterOrder & { principals?: readonly string[] };

/** Filters of the register of reviews. */
export type ReviewsQuery = ReviewFilterValues & PageRequest & RegisterOrder;

/** What a similar review has in common with an incident. */
export interface ReviewLikeness {
  /** Not this incident. */
  notSeq?: number;
  class?: string;
  entityRefs: readonly string[];
  systems: readonly string[];
  /** Words of the title that are long enough to mean something. */
  words: readonly string[];
}

/** An incident that may have come back. */
export interface ReviewOrigin
  extends Pick<ListedRecord, 'seq' | 'detectedAt' | 'classification'> {
  /** Its services that the caller may see. */
  entityRefs: readonly string[];
}

/** A finished review with what it has in common. */
export interface SimilarReview extends RegisteredReview {
  sameClass: boolean;
  sameService: boolean;
  sameSystem: boolean;
  sharedWords: number;
}

/** Reads across incidents. Each call runs a bounded number of statements. */
export interface ReviewRegister {
  listReviews(
    query: ReviewsQuery,
    access: ReadAccess,
    now: string,
  ): Promise<
    RegisterPage<RegisteredReview> & { counts: Record<ReviewView, number> }
  >;
  listActions(
    query: ActionsQuery,
    access: ReadAccess,
    now: string,
  ): Promise<
    RegisterPage<RegisteredAction> & {
      counts: Record<ActionGroup, number>;
      incidents: number;
      exercises: number;
    }
  >;
  /** A page of {@link ReviewRegister.listReviews} without its numbers. */
  pageReviews(
    query: ReviewsQuery,
    access: ReadAccess,
    now: string,
  ): Promise<Pick<RegisterPage<RegisteredReview>, 'items' | 'nextCursor'>>;
  /** A page of {@link ReviewRegister.listActions} without its numbers. */
  pageActions(
    query: ActionsQuery,
    access: ReadAccess,
    now: string,
  ): Promise<Pick<RegisterPage<RegisteredAction>, 'items' | 'nextCursor'>>;
  countOverdue(access: ReadAccess, now: string): Promise<FollowUpCounts>;
  /** Actions by id, of incidents that the caller may read, with the id of the incident. */
  findActions(
    ids: readonly string[],
    access: ReadAccess,
  ): Promise<Map<string, string>>;
  /** The last incident like each of some, after or before it, by the `seq` of that one. One statement. */
  findRepeats(
    origins: readonly ReviewOrigin[],
    access: ReadAccess,
    direction: RepeatDirection,
  ): Promise<Map<number, Recurrence>>;
  findSimilar(
    likeness: ReviewLikeness,
    access: ReadAccess,
    limit: number,
  ): Promise<SimilarReview[]>;
  /** Finished reviews of incidents that are neither restricted nor TLP:RED, whatever the caller may read. */
  findTexts(
    query: PageRequest,
    access: ReadAccess,
  ): Promise<RegisterPage<RegisteredReview>>;
  /** Finished reviews of incidents that count for an entity, newest first. */
  findOfEntity(
    entityRef: string,
    access: ReadAccess,
    limit: number,
  ): Promise<RegisteredReview[]>;
}

/** Finds what principals owe of reviews and actions. Each call is one statement. */
export interface ReviewWorkStore {
  /** Unfinished required or started reviews that one of the principals leads, the ones due first first. */
  findLed(
    principals: readonly string[],
    access: ReadAccess,
    limit: number,
  ): Promise<
    Array<{ incident: ListedRecord; review: ReviewRecord; leadRef: string }>
  >;
  /** Open actions that one of the principals owns, and done ones that one of them checks, the ones due first first. */
  findActions(
    principals: readonly string[],
    access: ReadAccess,
    limit: number,
  ): Promise<Array<{ incident: ListedRecord; action: ActionRecord }>>;
}
