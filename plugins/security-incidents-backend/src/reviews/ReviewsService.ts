import type {
  ActionPage,
  ActionQuery,
  FollowUpCounts,
  Page,
  PageRequest,
  ParsedAddAction,
  ParsedChangeAction,
  ParsedRemindActions,
  ParsedSaveReview,
  RelatedReview,
  ReminderResult,
  ReopenReviewRequest,
  Review,
  ReviewPage,
  ReviewQuery,
  ReviewText,
  WaiveReviewRequest,
} from 'backstage-plugin-security-incidents-common';
import type { Done } from '../incidents/IncidentsService';

/** Post-incident reviews and their improvement actions. @public */
export interface ReviewsService<Context> {
  getReview(idOrKey: string, context: Context): Promise<Review>;
  /**
   * Saves fields of a review.
   *
   * @param seen - version of the review that the caller has read; fields that somebody changed since are a conflict
   */
  saveReview(
    idOrKey: string,
    request: ParsedSaveReview,
    seen: number | undefined,
    context: Context,
  ): Promise<Review>;
  /** @throws ConflictError that lists what is missing */
  completeReview(idOrKey: string, context: Context): Promise<Review>;
  /** @throws NotAllowedError for whoever completed it, and for the commander of a major incident */
  approveReview(idOrKey: string, context: Context): Promise<Review>;
  reopenReview(
    idOrKey: string,
    request: ReopenReviewRequest,
    context: Context,
  ): Promise<Review>;
  /** @throws ConflictError unless a required review is unfinished */
  waiveReview(
    idOrKey: string,
    request: WaiveReviewRequest,
    context: Context,
  ): Promise<Review>;
  /** @throws ConflictError when the last reminder is less than a day old */
  remindReview(idOrKey: string, context: Context): Promise<Review>;
  addAction(
    idOrKey: string,
    request: ParsedAddAction,
    context: Context,
  ): Promise<Done<Review>>;
  /** @param seen - version of the action that the caller has read */
  changeAction(
    idOrKey: string,
    actionId: string,
    request: ParsedChangeAction,
    seen: number | undefined,
    context: Context,
  ): Promise<Review>;
  /** Reminds owners or leads. Each action is answered alone, in the order of the request. */
  remindActions(
    request: ParsedRemindActions,
    context: Context,
  ): Promise<ReminderResult[]>;
  getRelatedReviews(
    idOrKey: string,
    context: Context,
  ): Promise<RelatedReview[]>;
  getEntityReviews(
    entityRef: string,
    context: Context,
  ): Promise<RelatedReview[]>;
  /** What finished reviews say, without those of restricted and TLP:RED incidents. */
  listReviewTexts(
    query: PageRequest,
    context: Context,
  ): Promise<Page<ReviewText>>;
  listReviews(query: ReviewQuery, context: Context): Promise<ReviewPage>;
  listActions(query: ActionQuery, context: Context): Promise<ActionPage>;
  /** @param ofObligations - what the caller may read of obligations; absent when they may not */
  getFollowUpCounts(
    context: Context,
    ofObligations?: Context,
  ): Promise<FollowUpCounts>;
}
