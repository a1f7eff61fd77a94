import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  ActionQuery,
  PageRequest,
  ParsedAddAction,
  ParsedChangeAction,
  ParsedRemindActions,
  ParsedSaveReview,
  ReopenReviewRequest,
  Review,
  ReviewQuery,
  WaiveReviewRequest,
} from 'backstage-plugin-security-incidents-common';
import { indexIncident } from '../incidents/affected';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { ObligationRegister } from '../obligations/store/ObligationsStore';
import { remindReview } from './reminders';
import { ReviewActions } from './ReviewActions';
import { ReviewCalls } from './ReviewCalls';
import { createReview } from './ReviewFollower';
import { ReviewLists } from './ReviewLists';
import { findApprovalRefusal, getBlockersOf } from './ReviewPresenter';
import type { ReviewsService } from './ReviewsService';
import { assertDraft, saveReview } from './saveReview';
import type { ReviewSettings } from './settings';

/** What is missing before the review can be completed. */
class ReviewBlockedError extends ConflictError {
  name = 'ConflictError' as const;

  constructor(readonly blockedBy: Review['blockedBy']) {
    super(`review: ${blockedBy.map(({ message }) => message).join('. ')}`);
  }
}

export class DefaultReviewsService
  implements ReviewsService<AuthorizedContext>
{
  readonly #reviews: ReviewCalls;
  readonly #actions: ReviewActions;
  readonly #lists: ReviewLists;

  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      settings: ReviewSettings;
      obligations: Pick<ObligationRegister, 'total'>;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
      clock(): Date;
    },
  ) {
    this.#reviews = new ReviewCalls(options);
    this.#actions = new ReviewActions({ ...options, reviews: this.#reviews });
    this.#lists = new ReviewLists(options);
  }

  async getReview(idOrKey: string, context: AuthorizedContext) {
    return this.#reviews.get(idOrKey, context);
  }

  async saveReview(
    idOrKey: string,
    request: ParsedSaveReview,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    const { services } = this.options;
    const people = [request.facilitator, ...(request.attendees ?? [])];
    for (const [index, ref] of people.entries()) {
      if (!ref) continue;
      await services.assertPrincipal(
        index === 0 ? 'facilitator' : `attendees[${index - 1}]`,
        ref,
        context,
      );
    }
    return this.#reviews.change(idOrKey, context, change =>
      saveReview(change, request, seen),
    );
  }

  async completeReview(idOrKey: string, context: AuthorizedContext) {
    return this.#reviews.change(idOrKey, context, async change => {
      const { tx, incident, at, actor } = change;
      const basis = await this.#reviews.read(tx, incident);
      const review = basis.review ?? createReview();
      assertDraft(review);
      const blockedBy = getBlockersOf(basis);
      if (blockedBy.length > 0) throw new ReviewBlockedError(blockedBy);
      await tx.reviews.updateReview(incident.seq, {
        state: 'completed',
        completedAt: at,
        completedBy: actor,
        version: review.version + 1,
      });
      await change.log('review.completed', {
        version: review.version + 1,
        needsApproval: review.needsApproval,
        actions: basis.actions.length,
      });
      await this.#index(change);
    });
  }

  async approveReview(idOrKey: string, context: AuthorizedContext) {
    return this.#reviews.change(idOrKey, context, async change => {
      const { tx, incident, at, actor } = change;
      const basis = await this.#reviews.read(tx, incident);
      const refusal = findApprovalRefusal(basis, actor, true);
      if (refusal) {
        throw basis.review?.state === 'completed'
          ? new NotAllowedError(`review: ${refusal}`)
          : new ConflictError(`review: ${refusal}`);
      }
      const version = basis.review!.version + 1;
      await tx.reviews.updateReview(incident.seq, {
        state: 'approved',
        approvedAt: at,
        approvedBy: actor,
        version,
      });
      await change.log('review.approved', {
        version,
        completedBy: basis.review!.completedBy,
      });
    });
  }

  async reopenReview(
    idOrKey: string,
    { reason }: ReopenReviewRequest,
    context: AuthorizedContext,
  ) {
    return this.#reviews.change(idOrKey, context, async change => {
      const { tx, incident, at, actor } = change;
      const review = await tx.reviews.getReview(incident.seq);
      if (
        !review ||
        !['completed', 'approved', 'waived'].includes(review.state)
      ) {
        throw new ConflictError('state: only a finished review is re-opened');
      }
      const version = review.version + 1;
      await tx.reviews.updateReview(incident.seq, {
        state: 'draft',
        completedAt: undefined,
        completedBy: undefined,
        approvedAt: undefined,
        approvedBy: undefined,
        waivedAt: undefined,
        waivedBy: undefined,
        waivedReason: undefined,
        reopenedAt: at,
        reopenedBy: actor,
        reopenReason: reason,
        version,
      });
      await change.log('review.reopened', {
        from: review.state,
        reason,
        version,
      });
      await this.#index(change);
    });
  }

  async waiveReview(
    idOrKey: string,
    { reason }: WaiveReviewRequest,
    context: AuthorizedContext,
  ) {
    return this.#reviews.change(idOrKey, context, async change => {
      const { tx, incident, at, actor } = change;
      const review = await tx.reviews.getReview(incident.seq);
      if (!review?.required) {
        throw new ConflictError('review: none is required');
      }
      assertDraft(review);
      const version = review.version + 1;
      await tx.reviews.updateReview(incident.seq, {
        state: 'waived',
        waivedAt: at,
        waivedBy: actor,
        waivedReason: reason,
        version,
      });
      await change.log('review.waived', { reason, version });
    });
  }

  async remindReview(idOrKey: string, context: AuthorizedContext) {
    return this.#reviews.change(idOrKey, context, remindReview);
  }

  async addAction(
    idOrKey: string,
    request: ParsedAddAction,
    context: AuthorizedContext,
  ) {
    return this.#actions.add(idOrKey, request, context);
  }

  async changeAction(
    idOrKey: string,
    actionId: string,
    request: ParsedChangeAction,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    return this.#actions.change(idOrKey, actionId, request, seen, context);
  }

  async remindActions(
    request: ParsedRemindActions,
    context: AuthorizedContext,
  ) {
    return this.#actions.remind(request, context);
  }

  async getRelatedReviews(idOrKey: string, context: AuthorizedContext) {
    return this.#lists.getRelatedReviews(idOrKey, context);
  }

  async getEntityReviews(entityRef: string, context: AuthorizedContext) {
    return this.#lists.getEntityReviews(entityRef, context);
  }

  async listReviewTexts(query: PageRequest, context: AuthorizedContext) {
    return this.#lists.listReviewTexts(query, context);
  }

  async listReviews(query: ReviewQuery, context: AuthorizedContext) {
    return this.#lists.listReviews(query, context);
  }

  async listActions(query: ActionQuery, context: AuthorizedContext) {
    return this.#lists.listActions(query, context);
  }

  async getFollowUpCounts(
    context: AuthorizedContext,
    ofObligations?: AuthorizedContext,
  ) {
    return this.#lists.getFollowUpCounts(context, ofObligations);
  }

  /** Makes the words of a finished review findable, and those of a re-opened one not. */
  async #index({ tx, incident }: IncidentChange) {
    const { affected } = await tx.getDetails(incident);
    await indexIncident(tx, incident, affected);
  }
}
