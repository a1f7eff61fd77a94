import type {
  ActionPage,
  AddActionRequest,
  ChangeActionRequest,
  FollowUpCounts,
  Page,
  PageRequest,
  RelatedReview,
  RemindActionsRequest,
  ReminderResult,
  ReopenReviewRequest,
  Review,
  ReviewPage,
  ReviewText,
  SaveReviewRequest,
  WaiveReviewRequest,
} from '../model';
import type { ActionFilterValues, ReviewFilterValues } from '../queries';
import type { CallOptions } from './SecurityIncidentsApi';

/** Filters and page of `GET /reviews`. @public */
export type ReviewQuery = ReviewFilterValues & PageRequest;

/** Filters and page of `GET /actions`. @public */
export type ActionQuery = ActionFilterValues & PageRequest;

/** Calls about post-incident reviews and their improvement actions. @public */
export interface ReviewsApi {
  /** The review of an incident with its actions and what was computed from the record. */
  getReview(idOrKey: string, options?: CallOptions): Promise<Review>;
  /**
   * Saves fields of a review. `ifMatch` is the version of the review; the call is refused with 409 when somebody changed
   * one of these fields since, and not when they changed others.
   */
  saveReview(
    idOrKey: string,
    request: SaveReviewRequest,
    options?: CallOptions,
  ): Promise<Review>;
  /** Completes a review. A 409 lists what is missing. */
  completeReview(idOrKey: string, options?: CallOptions): Promise<Review>;
  /** Approves a completed review. */
  approveReview(idOrKey: string, options?: CallOptions): Promise<Review>;
  /** Makes a completed or approved review a draft again. */
  reopenReview(
    idOrKey: string,
    request: ReopenReviewRequest,
    options?: CallOptions,
  ): Promise<Review>;
  /** Decides that a required review is not written. */
  waiveReview(
    idOrKey: string,
    request: WaiveReviewRequest,
    options?: CallOptions,
  ): Promise<Review>;
  /** Reminds whoever leads the review, once a day. */
  remindReview(idOrKey: string, options?: CallOptions): Promise<Review>;
  /** Adds an improvement action. */
  addAction(
    idOrKey: string,
    request: AddActionRequest,
    options?: CallOptions,
  ): Promise<Review>;
  /** Changes, finishes, drops or checks an improvement action. */
  changeAction(
    idOrKey: string,
    actionId: string,
    request: ChangeActionRequest,
    options?: CallOptions,
  ): Promise<Review>;
  /** Reminds the owners of actions, each answered alone. */
  remindActions(
    request: RemindActionsRequest,
    options?: CallOptions,
  ): Promise<{ results: ReminderResult[] }>;
  /** Finished reviews of similar incidents. */
  getRelatedReviews(
    idOrKey: string,
    options?: CallOptions,
  ): Promise<{ items: RelatedReview[] }>;
  /** Finished reviews of incidents that affected an entity or what is below it, newest first. */
  getEntityReviews(
    entityRef: string,
    options?: CallOptions,
  ): Promise<{ items: RelatedReview[] }>;
  /**
   * What finished reviews say, in the order in which their incidents were recorded. Those of restricted and of TLP:RED incidents
   * are left out, whoever asks.
   */
  listReviewTexts(
    query?: PageRequest,
    options?: CallOptions,
  ): Promise<Page<ReviewText>>;
  /** The register of reviews. */
  listReviews(query?: ReviewQuery, options?: CallOptions): Promise<ReviewPage>;
  /** The register of improvement actions. */
  listActions(query?: ActionQuery, options?: CallOptions): Promise<ActionPage>;
  /** How many reviews, actions and effect checks are overdue. */
  getFollowUpCounts(options?: CallOptions): Promise<FollowUpCounts>;
}
