import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  type ActionQuery,
  type ParsedAddAction,
  type ParsedChangeAction,
  type ParsedSaveReview,
  type RemindActionsRequest,
  type ReminderResult,
  type ReopenReviewRequest,
  type Review,
  type ReviewQuery,
  type WaiveReviewRequest,
} from 'backstage-plugin-security-incidents-common';
import { indexIncident } from '../incidents/affected';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type {
  IncidentsReader,
  IncidentsStore,
} from '../incidents/store/IncidentsStore';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import { computeAdherence } from './adherence';
import { addAction, changeAction } from './changeAction';
import { remindAction, remindReview } from './reminders';
import {
  findApprovalRefusal,
  getBlockersOf,
  type ReviewBasis,
  toReview,
} from './ReviewPresenter';
import { createReview } from './ReviewFollower';
import { ReviewLists } from './ReviewLists';
import type { ReviewsService } from './ReviewsService';
import { assertDraft, saveReview } from './saveReview';
import type { ReviewSettings } from './settings';

/** Reviews and actions may still change when the incident is closed. */
const WHILE_CLOSED = {
  frozen: (incident: IncidentRecord) => incident.status === 'closed',
};

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
  readonly #lists: ReviewLists;

  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      settings: ReviewSettings;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
      clock(): Date;
    },
  ) {
    this.#lists = new ReviewLists(options);
  }

  async getReview(idOrKey: string, context: AuthorizedContext) {
    const { calls, store } = this.options;
    const incident = await calls.find(idOrKey, context);
    return calls.recordView(
      incident,
      context,
      await this.#present(await this.#read(store, incident), context),
    );
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
    return this.#change(idOrKey, context, change =>
      saveReview(change, request, seen),
    );
  }

  async completeReview(idOrKey: string, context: AuthorizedContext) {
    return this.#change(idOrKey, context, async change => {
      const { tx, incident, at, actor } = change;
      const basis = await this.#read(tx, incident);
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
    return this.#change(idOrKey, context, async change => {
      const { tx, incident, at, actor } = change;
      const basis = await this.#read(tx, incident);
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
    return this.#change(idOrKey, context, async change => {
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
    return this.#change(idOrKey, context, async change => {
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
    return this.#change(idOrKey, context, remindReview);
  }

  async addAction(
    idOrKey: string,
    request: ParsedAddAction,
    context: AuthorizedContext,
  ) {
    const { calls } = this.options;
    await this.#assertPeople(request, context);
    const actor = calls.getActor(context);
    const found = await calls.find(idOrKey, context);
    const { replayed } = await calls.changer.once(
      {
        actor,
        operation: `incidents/${found.id}/review/actions`,
        key: context.idempotencyKey,
        body: request,
        incident: found.id,
      },
      async unit => {
        const id = randomUUID();
        await calls.changer.changeIn(
          unit,
          idOrKey,
          actor,
          context,
          change => addAction(change, id, request, this.options.settings),
          WHILE_CLOSED,
        );
        return { incidentId: found.id, resultId: id };
      },
    );
    return { value: await this.getReview(found.id, context), replayed };
  }

  async changeAction(
    idOrKey: string,
    actionId: string,
    request: ParsedChangeAction,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    const { principalsOf, settings } = this.options;
    await this.#assertPeople(request, context);
    const principals = await principalsOf(context.credentials);
    return this.#change(idOrKey, context, async change => {
      const { tx, incident } = change;
      const actions = await tx.reviews.getActions(incident.seq);
      const action = actions.find(({ id }) => id === actionId);
      if (!action) {
        throw new NotFoundError(
          `actionId: ${incident.key} has no action ${actionId}`,
        );
      }
      if (seen !== undefined && seen !== action.version) {
        throw new ConflictError(
          `If-Match: version ${seen} is stale, the action is at version ${action.version}`,
        );
      }
      await changeAction(change, action, request, settings, principals);
    });
  }

  async remindActions(
    { actionIds }: RemindActionsRequest,
    context: AuthorizedContext,
  ) {
    const { store } = this.options;
    const incidentOf = await store.reviewRegister.findActions(
      actionIds,
      getReadAccess(context),
    );
    const results: ReminderResult[] = [];
    for (const actionId of actionIds) {
      results.push(
        await this.#remindAction(actionId, incidentOf.get(actionId), context),
      );
    }
    return results;
  }

  async getRelatedReviews(idOrKey: string, context: AuthorizedContext) {
    return this.#lists.getRelatedReviews(idOrKey, context);
  }

  async getEntityReviews(entityRef: string, context: AuthorizedContext) {
    return this.#lists.getEntityReviews(entityRef, context);
  }

  async listReviews(query: ReviewQuery, context: AuthorizedContext) {
    return this.#lists.listReviews(query, context);
  }

  async listActions(query: ActionQuery, context: AuthorizedContext) {
    return this.#lists.listActions(query, context);
  }

  async getFollowUpCounts(context: AuthorizedContext) {
    return this.#lists.getFollowUpCounts(context);
  }

  #now(): string {
    return this.options.clock().toISOString();
  }

  async #read(
    reader: IncidentsReader,
    incident: IncidentRecord,
  ): Promise<ReviewBasis> {
    const { seq } = incident;
    const { roles, plans } = await reader.getDetails(incident);
    const runs = await reader.plans.getRuns(seq);
    const now = this.#now();
    return {
      incident,
      review: await reader.reviews.getReview(seq),
      actions: await reader.reviews.getActions(seq),
      roles,
      adherence: runs.map(run =>
        computeAdherence(run, plans.tasks, roles, now),
      ),
    };
  }

  async #present(
    basis: ReviewBasis,
    context: AuthorizedContext,
  ): Promise<Review> {
    const { calls, store } = this.options;
    const permissions = context.isConditional
      ? context.permissionsOn(await store.getResource(basis.incident))
      : context.permissions;
    return toReview(basis, {
      now: this.#now(),
      actor: calls.getActor(context),
      permissions,
    });
  }

  /** Changes the review of an incident, and answers with it. */
  async #change(
    idOrKey: string,
    context: AuthorizedContext,
    work: (change: IncidentChange) => Promise<void>,
  ): Promise<Review> {
    const { calls, store } = this.options;
    const { incident } = await calls.changer.change(
      idOrKey,
      calls.getActor(context),
      context,
      work,
      WHILE_CLOSED,
    );
    return this.#present(await this.#read(store, incident), context);
  }

  /** Makes the words of a finished review findable, and those of a re-opened one not. */
  async #index({ tx, incident }: IncidentChange) {
    const { affected } = await tx.getDetails(incident);
    await indexIncident(tx, incident, affected);
  }

  async #remindAction(
    actionId: string,
    incidentId: string | undefined,
    context: AuthorizedContext,
  ): Promise<ReminderResult> {
    const { calls } = this.options;
    if (!incidentId) return { actionId, outcome: 'not-found' };
    try {
      let result: ReminderResult = { actionId, outcome: 'not-found' };
      await calls.changer.change(
        incidentId,
        calls.getActor(context),
        context,
        async change => {
          result = await remindAction(change, actionId);
        },
        WHILE_CLOSED,
      );
      return result;
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return { actionId, outcome: 'refused' };
      }
      if (error instanceof NotFoundError) {
        return { actionId, outcome: 'not-found' };
      }
      throw error;
    }
  }

  /** @throws InputError for people whom the catalog does not know */
  async #assertPeople(
    { ownerRef, check }: ParsedAddAction | ParsedChangeAction,
    context: AuthorizedContext,
  ) {
    const { services } = this.options;
    if (ownerRef) await services.assertPrincipal('ownerRef', ownerRef, context);
    if (check?.checkerRef) {
      await services.assertPrincipal(
        'check.checkerRef',
        check.checkerRef,
        context,
      );
    }
  }
}
