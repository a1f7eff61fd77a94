import type {
  ActionQuery,
  PageRequest,
  ParsedAddAction,
  ParsedChangeAction,
  ParsedRemindActions,
  ParsedSaveReview,
  ReopenReviewRequest,
  ReviewQuery,
  WaiveReviewRequest,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import { dependsOnEntities } from '../incidents/store/entityFilters';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { ReviewsService } from './ReviewsService';

/** The versions of these calls are those of reviews and actions; changes of incidents must not compare them. */
function withoutVersion({
  ifMatch: _ifMatch,
  ...request
}: RequestContext): RequestContext {
  return request;
}

/** Only authorizes each call. */
export class AuthorizedReviewsService
  implements ReviewsService<RequestContext>
{
  constructor(
    private readonly service: ReviewsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getReview(idOrKey: string, context: RequestContext) {
    const authorized = await this.authorizer.require(context, 'read');
    return this.service.getReview(idOrKey, authorized);
  }

  async saveReview(
    idOrKey: string,
    request: ParsedSaveReview,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.#update(context);
    return this.service.saveReview(idOrKey, request, seen, authorized);
  }

  async completeReview(idOrKey: string, context: RequestContext) {
    return this.service.completeReview(idOrKey, await this.#update(context));
  }

  async approveReview(idOrKey: string, context: RequestContext) {
    return this.service.approveReview(idOrKey, await this.#approve(context));
  }

  async waiveReview(
    idOrKey: string,
    request: WaiveReviewRequest,
    context: RequestContext,
  ) {
    const authorized = await this.#approve(context);
    return this.service.waiveReview(idOrKey, request, authorized);
  }

  async reopenReview(
    idOrKey: string,
    request: ReopenReviewRequest,
    context: RequestContext,
  ) {
    const authorized = await this.#update(context);
    return this.service.reopenReview(idOrKey, request, authorized);
  }

  async remindReview(idOrKey: string, context: RequestContext) {
    return this.service.remindReview(idOrKey, await this.#update(context));
  }

  async addAction(
    idOrKey: string,
    request: ParsedAddAction,
    context: RequestContext,
  ) {
    const authorized = await this.#update(context);
    return this.service.addAction(idOrKey, request, authorized);
  }

  async changeAction(
    idOrKey: string,
    actionId: string,
    request: ParsedChangeAction,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.#update(context);
    return this.service.changeAction(
      idOrKey,
      actionId,
      request,
      seen,
      authorized,
    );
  }

  async remindActions(request: ParsedRemindActions, context: RequestContext) {
    // Which incidents it is about shows once the actions are found.
    const authorized = await this.authorizer.requireChange(
      withoutVersion(context),
      () => ['updateReviews'],
      ['updateReviews'],
    );
    return this.service.remindActions(request, authorized);
  }

  async getRelatedReviews(idOrKey: string, context: RequestContext) {
    const authorized = await this.authorizer.requireRead(context, []);
    return this.service.getRelatedReviews(idOrKey, authorized);
  }

  async getEntityReviews(entityRef: string, context: RequestContext) {
    const authorized = await this.authorizer.requireFind(context, true);
    return this.service.getEntityReviews(entityRef, authorized);
  }

  async listReviewTexts(query: PageRequest, context: RequestContext) {
    const authorized = await this.authorizer.requireFind(context, false);
    return this.service.listReviewTexts(query, authorized);
  }

  async listReviews(query: ReviewQuery, context: RequestContext) {
    const authorized = await this.#find(query, context);
    return this.service.listReviews(query, authorized);
  }

  async listActions(query: ActionQuery, context: RequestContext) {
    const authorized = await this.#find(query, context);
    return this.service.listActions(query, authorized);
  }

  async getFollowUpCounts(context: RequestContext) {
    const authorized = await this.authorizer.requireRead(context, [
      'readObligations',
    ]);
    const ofObligations = authorized.permissions.readObligations
      ? await this.authorizer.requireReadOf(context, 'readObligations')
      : undefined;
    return this.service.getFollowUpCounts(authorized, ofObligations);
  }

  async #update(context: RequestContext): Promise<AuthorizedContext> {
    return this.authorizer.requireChange(withoutVersion(context), () => [
      'updateReviews',
    ]);
  }

  async #approve(context: RequestContext): Promise<AuthorizedContext> {
    return this.authorizer.requireChange(withoutVersion(context), () => [
      'approveReviews',
    ]);
  }

  async #find(
    { entityRef, system, team }: ReviewQuery | ActionQuery,
    context: RequestContext,
  ): Promise<AuthorizedContext> {
    return this.authorizer.requireFind(
      context,
      dependsOnEntities({ entityRef, system, owner: team }),
    );
  }
}
