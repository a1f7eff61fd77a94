import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type ActionFilterValues,
  type ActionQuery,
  type ActionSummary,
  type PageRequest,
  type RelatedReviewReason,
  type ReviewFilterValues,
  type ReviewQuery,
  type ReviewSummary,
  toSearchWords,
} from 'backstage-plugin-security-incidents-common';
import { refsOf } from '../authorization/IncidentRedaction';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import { EXPORT_PAGE, type GetExportPage } from '../reports/exports/ListFile';
import type { ObligationRegister } from '../obligations/store/ObligationsStore';
import {
  toActionSummary,
  toRelatedReview,
  toReviewSummary,
  toReviewText,
} from './ReviewPresenter';
import { toLink, toOrigin } from './recurrence';
import type { RegisteredIncident, SimilarReview } from './store/ReviewsStore';

const MAX_RELATED = 5;
const MAX_OF_ENTITY = 20;
/** Shorter words say little about what an incident was. */
const MIN_WORD = 5;

function toReasons(item: SimilarReview): RelatedReviewReason[] {
  const reasons: Array<[RelatedReviewReason, boolean]> = [
    ['class', item.sameClass],
    ['service', item.sameService],
    ['system', item.sameSystem && !item.sameService],
    ['words', item.sharedWords > 0],
  ];
  return reasons.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

/** Reads reviews and actions of many incidents, as the caller may see them. */
export class ReviewLists {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      obligations: Pick<ObligationRegister, 'total'>;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
      clock(): Date;
    },
  ) {}

  async getRelatedReviews(idOrKey: string, context: AuthorizedContext) {
    const { calls, store } = this.options;
    const incident = await calls.find(idOrKey, context);
    const { affected } = await store.getDetails(incident);
    const hidden = await calls.redaction.of(incident, context);
    const visible = affected.filter(({ entityRef }) => !hidden.has(entityRef));
    const found = await store.reviewRegister.findSimilar(
      {
        notSeq: incident.seq,
        class: incident.classification?.class,
        entityRefs: visible.map(({ entityRef }) => entityRef),
        systems: visible.flatMap(({ snapshot }) => snapshot.systemRef ?? []),
        words: toSearchWords(incident.title).filter(
          word => word.length >= MIN_WORD,
        ),
      },
      getReadAccess(context),
      MAX_RELATED,
    );
    const hiddenOf = await this.#hiddenOf(found, context);
    return calls.recordView(
      incident,
      context,
      found.map(item => toRelatedReview(item, hiddenOf(item), toReasons(item))),
    );
  }

  async getEntityReviews(entityRef: string, context: AuthorizedContext) {
    const { calls, store } = this.options;
    const access = await calls.redaction.searchableScope(
      { entityRef: [entityRef] },
      context,
    );
    const found = await store.reviewRegister.findOfEntity(
      entityRef,
      access,
      MAX_OF_ENTITY,
    );
    const hiddenOf = await this.#hiddenOf(found, context);
    return found.map(item =>
      toRelatedReview(item, hiddenOf(item), ['service']),
    );
  }

  async listReviewTexts(query: PageRequest, context: AuthorizedContext) {
    const { items, totalItems, nextCursor } =
      await this.options.store.reviewRegister.findTexts(
        query,
        getReadAccess(context),
      );
    const hiddenOf = await this.#hiddenOf(items, context);
    return {
      items: items.map(item => toReviewText(item, hiddenOf(item))),
      totalItems,
      pageInfo: nextCursor ? { nextCursor } : {},
    };
  }

  async listReviews(query: ReviewQuery, context: AuthorizedContext) {
    const { store } = this.options;
    const now = this.#now();
    const { items, totalItems, nextCursor, counts } =
      await store.reviewRegister.listReviews(
        query,
        await this.#searchable(query, context),
        now,
      );
    const hiddenOf = await this.#hiddenOf(items, context);
    return {
      items: items.map(item => toReviewSummary(item, hiddenOf(item), now)),
      totalItems,
      pageInfo: nextCursor ? { nextCursor } : {},
      counts,
      asOf: now,
    };
  }

  async listActions(query: ActionQuery, context: AuthorizedContext) {
    const { store, principalsOf } = this.options;
    const { mine, ...filters } = query;
    const now = this.#now();
    const { items, totalItems, nextCursor, ...sums } =
      await store.reviewRegister.listActions(
        {
          ...filters,
          ...(mine && { principals: await principalsOf(context.credentials) }),
        },
        await this.#searchable(query, context),
        now,
      );
    const hiddenOf = await this.#hiddenOf(items, context);
    const cameBackAs = await store.reviewRegister.findRepeats(
      items.map(item => toOrigin(item, hiddenOf(item))),
      getReadAccess(context),
      'after',
    );
    return {
      items: items.map(item => ({
        ...toActionSummary(item, hiddenOf(item), now),
        cameBackAs: toLink(cameBackAs.get(item.incident.seq)),
      })),
      totalItems,
      pageInfo: nextCursor ? { nextCursor } : {},
      ...sums,
      asOf: now,
    };
  }

  /** Reads the pages of an export of reviews, in the order of their incidents. */
  async prepareReviewExport(
    query: ReviewFilterValues,
    context: AuthorizedContext,
  ): Promise<GetExportPage<ReviewSummary>> {
    const { reviewRegister } = this.options.store;
    const access = await this.#searchable(query, context);
    const now = this.#now();
    return async cursor => {
      const { items, nextCursor } = await reviewRegister.pageReviews(
        { ...query, orderBy: 'recorded', limit: EXPORT_PAGE, cursor },
        access,
        now,
      );
      const hiddenOf = await this.#hiddenOf(items, context);
      return {
        items: items.map(row => ({
          item: toReviewSummary(row, hiddenOf(row), now),
          incident: row.incident,
        })),
        nextCursor,
      };
    };
  }

  /** Reads the pages of an export of actions, in the order in which they were added. */
  async prepareActionExport(
    { mine, ...filters }: ActionFilterValues,
    context: AuthorizedContext,
  ): Promise<GetExportPage<ActionSummary>> {
    const { store, principalsOf } = this.options;
    const query = {
      ...filters,
      ...(mine && { principals: await principalsOf(context.credentials) }),
    };
    const access = await this.#searchable(filters, context);
    const now = this.#now();
    return async cursor => {
      const { items, nextCursor } = await store.reviewRegister.pageActions(
        { ...query, orderBy: 'recorded', limit: EXPORT_PAGE, cursor },
        access,
        now,
      );
      const hiddenOf = await this.#hiddenOf(items, context);
      return {
        items: items.map(row => ({
          item: toActionSummary(row, hiddenOf(row), now),
          incident: row.incident,
        })),
        nextCursor,
      };
    };
  }

  async getFollowUpCounts(
    context: AuthorizedContext,
    ofObligations?: AuthorizedContext,
  ) {
    const { store, obligations } = this.options;
    const counts = await store.reviewRegister.countOverdue(
      getReadAccess(context),
      this.#now(),
    );
    if (!ofObligations) return counts;
    const access = getReadAccess(ofObligations);
    const [overdue, open] = await Promise.all([
      obligations.total({ due: ['overdue'] }, access),
      obligations.total({ open: true }, access),
    ]);
    return {
      overdue: { ...counts.overdue, obligations: overdue },
      open: { ...counts.open, obligations: open },
    };
  }

  #now(): string {
    return this.options.clock().toISOString();
  }

  /** What the caller may read, narrowed to what the filters may match. */
  #searchable(
    { entityRef, system, team }: ReviewQuery | ActionQuery,
    context: AuthorizedContext,
  ) {
    return this.options.calls.redaction.searchableScope(
      { entityRef, system, owner: team },
      context,
    );
  }

  /** Which services each row must not name. */
  async #hiddenOf(
    items: readonly RegisteredIncident[],
    context: AuthorizedContext,
  ) {
    const { redaction } = this.options.calls;
    const hidden = await redaction.among(context, refsOf(items));
    return redaction.ofEach(items, hidden, context);
  }
}
