import type {
  FollowUpCounts,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import type { Row } from '../../database/rowMapper';
import type { ReadAccess } from '../../incidents/store/records';
import { findRepeats, type RepeatDirection } from './cameBack';
import {
  ACTION_CONDITIONS,
  applyActionFilters,
  applyReviewFilters,
  applyScope,
  type Condition,
  FINISHED,
  inAnyOf,
  REVIEW_CONDITIONS,
} from './registerFilters';
import {
  countActions,
  selectReadable,
  toIncident,
  toReview,
  withIncident,
} from './registerQueries';
import type {
  ActionsQuery,
  RegisteredAction,
  ReviewLikeness,
  ReviewOrigin,
  ReviewRegister,
  ReviewsQuery,
  SimilarReview,
} from './ReviewsStore';
import { toActionRecord } from './rows';
import { findReviewTexts } from './reviewTexts';
import { findSimilarReviews } from './similarReviews';

const DEFAULT_LIMIT = 20;
const NO_DATE = '9999-12-31T23:59:59.999Z';

const reviewCursor = createCursorCodec(
  'reviews',
  z.tuple([cursorValues.time, cursorValues.integer]),
);
const actionCursor = createCursorCodec(
  'actions',
  z.tuple([cursorValues.time, cursorValues.text]),
);

type Order = { column: string; direction: 'asc' | 'desc' };

function getReviewOrder({ state, orderBy }: ReviewsQuery): Order {
  if (orderBy) return { column: 'incidents.recorded_at', direction: 'asc' };
  return state?.length === 1 && state[0] === 'finished'
    ? { column: 'reviews.completed_at', direction: 'desc' }
    : { column: 'reviews.due_at', direction: 'asc' };
}

function getActionOrder({ group, orderBy }: ActionsQuery): Order {
  if (orderBy) return { column: 'review_actions.added_at', direction: 'asc' };
  const isEnded =
    group !== undefined &&
    group.every(name => name === 'proven' || name === 'dropped');
  return {
    column: 'review_actions.next_at',
    direction: isEnded ? 'desc' : 'asc',
  };
}

/** Reads reviews and actions across incidents. */
export class DatabaseReviewRegister implements ReviewRegister {
  constructor(private readonly db: Knex) {}

  async listReviews(query: ReviewsQuery, access: ReadAccess, now: string) {
    const counts = await this.#count(
      this.#matchingReviews(query, access),
      REVIEW_CONDITIONS,
      now,
    );
    return {
      ...(await this.pageReviews(query, access, now)),
      totalItems: sum(counts, query.state),
      counts,
    };
  }

  async pageReviews(query: ReviewsQuery, access: ReadAccess, now: string) {
    const { db } = this;
    const { state, limit = DEFAULT_LIMIT } = query;
    const { column, direction } = getReviewOrder(query);
    const orderAt = db.raw('COALESCE(??, ?)', [column, NO_DATE]);
    const page = withIncident(this.#matchingReviews(query, access))
      .select('reviews.*', { order_at: orderAt }, countActions(this.db))
      .orderBy([
        { column: orderAt as unknown as string, order: direction },
        { column: 'reviews.incident_seq', order: direction },
      ])
      .limit(limit + 1);
    if (state) inAnyOf(page, state, REVIEW_CONDITIONS, now);
    if (query.cursor) {
      page.whereRaw(
        `(COALESCE(??, ?), reviews.incident_seq) ${
          direction === 'desc' ? '<' : '>'
        } (?, ?)`,
        [column, NO_DATE, ...reviewCursor.decode(query.cursor)],
      );
    }
    const rows: Row[] = await page;
    const shown = rows.slice(0, limit);
    const last = shown[shown.length - 1];
    return {
      items: shown.map(toReview),
      ...(rows.length > limit && {
        nextCursor: reviewCursor.encode([
          String(last.order_at),
          Number(last.incident_seq),
        ]),
      }),
    };
  }

  async listActions(query: ActionsQuery, access: ReadAccess, now: string) {
    const { db } = this;
    const matching = () => this.#matchingActions(query, access);
    const counts = await this.#count(matching(), ACTION_CONDITIONS, now);
    const [sources] = (await matching().select({
      incidents: db.raw(
        "COUNT(DISTINCT CASE WHEN incidents.mode = 'real' THEN incidents.seq END)",
      ),
      exercises: db.raw(
        "COUNT(DISTINCT CASE WHEN incidents.mode = 'exercise' THEN incidents.seq END)",
      ),
    })) as Row[];
    return {
      ...(await this.pageActions(query, access, now)),
      totalItems: sum(counts, query.group),
      counts,
      incidents: Number(sources.incidents),
      exercises: Number(sources.exercises),
    };
  }

  async pageActions(query: ActionsQuery, access: ReadAccess, now: string) {
    const { group, limit = DEFAULT_LIMIT } = query;
    const { column, direction } = getActionOrder(query);
    const page = withIncident(this.#matchingActions(query, access))
      .select('review_actions.*', { order_at: column })
      .orderBy([
        { column, order: direction },
        { column: 'review_actions.id', order: direction },
      ])
      .limit(limit + 1);
    if (group) inAnyOf(page, group, ACTION_CONDITIONS, now);
    if (query.cursor) {
      page.whereRaw(
        `(??, review_actions.id) ${direction === 'desc' ? '<' : '>'} (?, ?)`,
        [column, ...actionCursor.decode(query.cursor)],
      );
    }
    const rows: Row[] = await page;
    const shown = rows.slice(0, limit);
    const last = shown[shown.length - 1];
    return {
      items: shown.map(
        (row): RegisteredAction => ({
          ...toIncident(row),
          action: toActionRecord(row),
        }),
      ),
      ...(rows.length > limit && {
        nextCursor: actionCursor.encode([
          String(last.order_at),
          String(last.id),
        ]),
      }),
    };
  }

  async countOverdue(access: ReadAccess, now: string): Promise<FollowUpCounts> {
    const [reviews, actions] = await Promise.all([
      this.#count(
        this.#reviews(access).whereIn('reviews.state', [
          'not-started',
          'draft',
          'completed',
        ]),
        REVIEW_CONDITIONS,
        now,
      ),
      this.#count(
        this.#actions(access).whereIn('review_actions.state', ['open', 'done']),
        ACTION_CONDITIONS,
        now,
      ),
    ]);
    return {
      overdue: {
        reviews: reviews.overdue,
        actions: actions.overdue,
        checks: actions['check-overdue'],
      },
      open: {
        reviews: reviews.overdue + reviews.open + reviews.needsApproval,
        actions:
          actions.overdue +
          actions['check-overdue'] +
          actions.open +
          actions['check-due'],
      },
    };
  }

  async findActions(ids: readonly string[], access: ReadAccess) {
    const rows: Row[] = await this.#actions(access)
      .select({ action_id: 'review_actions.id', incident_id: 'incidents.id' })
      .whereIn('review_actions.id', [...ids]);
    return new Map(
      rows.map(row => [String(row.action_id), String(row.incident_id)]),
    );
  }

  async findRepeats(
    origins: readonly ReviewOrigin[],
    access: ReadAccess,
    direction: RepeatDirection,
  ) {
    return findRepeats(this.db, origins, access, direction);
  }

  async findSimilar(
    likeness: ReviewLikeness,
    access: ReadAccess,
    limit: number,
  ): Promise<SimilarReview[]> {
    return findSimilarReviews(this.db, likeness, access, limit);
  }

  async findTexts(query: PageRequest, access: ReadAccess) {
    return findReviewTexts(this.db, query, access);
  }

  async findOfEntity(entityRef: string, access: ReadAccess, limit: number) {
    const { db } = this;
    const rows: Row[] = await withIncident(
      applyScope(this.#reviews(access), { entityRef: [entityRef] }, access, db),
    )
      .select('reviews.*', countActions(this.db))
      .whereRaw(...FINISHED)
      .orderBy([
        { column: 'reviews.completed_at', order: 'desc' },
        { column: 'reviews.incident_seq', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(toReview);
  }

  async #count<N extends string>(
    matching: Knex.QueryBuilder,
    conditions: Record<N, (now: string) => Condition>,
    now: string,
  ): Promise<Record<N, number>> {
    const names = Object.keys(conditions) as N[];
    const [row] = (await matching.select(
      Object.fromEntries(
        names.map((name, index) => {
          const [sql, bindings] = conditions[name](now);
          return [
            `count_${index}`,
            this.db.raw(
              `SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END)`,
              bindings as never[],
            ),
          ];
        }),
      ),
    )) as Row[];
    return Object.fromEntries(
      names.map((name, index) => [name, Number(row[`count_${index}`] ?? 0)]),
    ) as Record<N, number>;
  }

  #matchingReviews(query: ReviewsQuery, access: ReadAccess) {
    return applyReviewFilters(this.#reviews(access), query, access, this.db);
  }

  #matchingActions(query: ActionsQuery, access: ReadAccess) {
    return applyActionFilters(this.#actions(access), query, access, this.db);
  }

  #reviews(access: ReadAccess): Knex.QueryBuilder {
    return selectReadable(this.db, 'reviews', access);
  }

  #actions(access: ReadAccess): Knex.QueryBuilder {
    return selectReadable(this.db, 'review_actions', access);
  }
}

function sum<N extends string>(
  counts: Record<N, number>,
  names: readonly N[] = Object.keys(counts) as N[],
): number {
  return [...new Set(names)].reduce((total, name) => total + counts[name], 0);
}
