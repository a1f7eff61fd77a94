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
import { HttpCalls } from './HttpCalls';
import { entityPath } from './entityPath';
import { incidentPath, withQuery } from './paths';
import type { ActionQuery, ReviewQuery, ReviewsApi } from './ReviewsApi';
import type { CallOptions } from './SecurityIncidentsApi';

const reviewPath = (idOrKey: string, ...parts: string[]) =>
  incidentPath(idOrKey, 'review', ...parts);

/**
 * Client of the part of the HTTP API about reviews and improvement actions.
 * @public
 */
export class ReviewsClient implements ReviewsApi {
  readonly #calls: HttpCalls;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
  }

  getReview(idOrKey: string, options?: CallOptions) {
    return this.#calls.get<Review>(reviewPath(idOrKey), options);
  }

  saveReview(
    idOrKey: string,
    request: SaveReviewRequest,
    options?: CallOptions,
  ) {
    const path = reviewPath(idOrKey);
    return this.#calls.send<Review>('PUT', path, request, options);
  }

  completeReview(idOrKey: string, options?: CallOptions) {
    return this.#post<Review>(reviewPath(idOrKey, 'complete'), {}, options);
  }

  approveReview(idOrKey: string, options?: CallOptions) {
    return this.#post<Review>(reviewPath(idOrKey, 'approve'), {}, options);
  }

  reopenReview(
    idOrKey: string,
    request: ReopenReviewRequest,
    options?: CallOptions,
  ) {
    return this.#post<Review>(reviewPath(idOrKey, 'reopen'), request, options);
  }

  waiveReview(
    idOrKey: string,
    request: WaiveReviewRequest,
    options?: CallOptions,
  ) {
    return this.#post<Review>(reviewPath(idOrKey, 'waive'), request, options);
  }

  remindReview(idOrKey: string, options?: CallOptions) {
    return this.#post<Review>(reviewPath(idOrKey, 'reminders'), {}, options);
  }

  addAction(idOrKey: string, request: AddActionRequest, options?: CallOptions) {
    return this.#post<Review>(reviewPath(idOrKey, 'actions'), request, options);
  }

  changeAction(
    idOrKey: string,
    actionId: string,
    request: ChangeActionRequest,
    options?: CallOptions,
  ) {
    const path = reviewPath(idOrKey, 'actions', actionId);
    return this.#calls.send<Review>('PATCH', path, request, options);
  }

  remindActions(request: RemindActionsRequest, options?: CallOptions) {
    return this.#post<{ results: ReminderResult[] }>(
      '/actions/reminders',
      request,
      options,
    );
  }

  getRelatedReviews(idOrKey: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'related-reviews');
    return this.#calls.get<{ items: RelatedReview[] }>(path, options);
  }

  getEntityReviews(entityRef: string, options?: CallOptions) {
    const path = entityPath(entityRef, 'reviews');
    return this.#calls.get<{ items: RelatedReview[] }>(path, options);
  }

  listReviewTexts(query: PageRequest = {}, options?: CallOptions) {
    return this.#calls.get<Page<ReviewText>>(
      withQuery('/reviews/texts', query),
      options,
    );
  }

  listReviews(query: ReviewQuery = {}, options?: CallOptions) {
    return this.#calls.get<ReviewPage>(withQuery('/reviews', query), options);
  }

  listActions(query: ActionQuery = {}, options?: CallOptions) {
    return this.#calls.get<ActionPage>(withQuery('/actions', query), options);
  }

  getFollowUpCounts(options?: CallOptions) {
    return this.#calls.get<FollowUpCounts>('/reviews/counts', options);
  }

  #post<T>(path: string, body: unknown, options?: CallOptions): Promise<T> {
    return this.#calls.send<T>('POST', path, body, options);
  }
}
