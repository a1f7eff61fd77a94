import type {
  ActionGroup,
  ReviewView,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { inScope } from '../../incidents/store/entityFilters';
import type { ReadAccess } from '../../incidents/store/records';
import type { ActionsQuery, ReviewsQuery } from './ReviewsStore';

/** SQL and its bindings. */
export type Condition = readonly [sql: string, bindings: unknown[]];

const UNFINISHED = "reviews.state IN ('not-started', 'draft')";

/** Reviews that were written and need nothing more. */
export const FINISHED: [string, never[]] = [
  "(reviews.state = 'approved' OR (reviews.state = 'completed' AND reviews.needs_approval = ?))",
  [false as never],
];

/** The SQL of each state of the register of reviews; each review is in one. */
export const REVIEW_CONDITIONS: Record<ReviewView, (now: string) => Condition> =
  {
    overdue: now => [
      `${UNFINISHED} AND reviews.required = ? AND reviews.due_at < ?`,
      [true, now],
    ],
    open: now => [
      `${UNFINISHED} AND (reviews.required = ? OR reviews.due_at IS NULL OR reviews.due_at >= ?)`,
      [false, now],
    ],
    needsApproval: () => [
      "reviews.state = 'completed' AND reviews.needs_approval = ?",
      [true],
    ],
    finished: () => [`${FINISHED[0]} OR reviews.state = 'waived'`, FINISHED[1]],
  };

const inState = (state: string): Condition => [
  'review_actions.state = ?',
  [state],
];
const inStateBy = (state: string, operator: '<' | '>=', now: string) =>
  [
    `review_actions.state = ? AND review_actions.next_at ${operator} ?`,
    [state, now],
  ] as const satisfies Condition;

/** The SQL of each group of the register of actions; each action is in one, see `getActionGroup`. */
export const ACTION_CONDITIONS: Record<
  ActionGroup,
  (now: string) => Condition
> = {
  overdue: now => inStateBy('open', '<', now),
  'check-overdue': now => inStateBy('done', '<', now),
  open: now => inStateBy('open', '>=', now),
  'check-due': now => inStateBy('done', '>=', now),
  proven: () => inState('proven'),
  dropped: () => inState('dropped'),
};

/** Keeps rows in one of some states. */
export function inAnyOf<N extends string>(
  query: Knex.QueryBuilder,
  names: readonly N[],
  conditions: Record<N, (now: string) => Condition>,
  now: string,
) {
  query.where(any => {
    for (const name of names) {
      const [sql, bindings] = conditions[name](now);
      any.orWhereRaw(`(${sql})`, bindings as never[]);
    }
  });
}

/** Keeps incidents of some entities, systems and teams, by what they were at link time. */
export function applyScope(
  query: Knex.QueryBuilder,
  filters: Pick<ReviewsQuery, 'entityRef' | 'system' | 'team' | 'incident'>,
  access: ReadAccess,
  db: Knex,
): Knex.QueryBuilder {
  const { entityRef, system, team, incident } = filters;
  if (entityRef) inScope(query, 'entityRef', entityRef, access, db);
  if (system) inScope(query, 'system', system, access, db);
  if (team) inScope(query, 'owner', team, access, db);
  if (incident) query.whereIn('incidents.key', incident);
  return query;
}

/** Keeps rows of which one of the columns contains each word. */
function whereContains(
  query: Knex.QueryBuilder,
  columns: readonly string[],
  text: string,
) {
  for (const word of text.toLocaleLowerCase('en-US').split(/\s+/)) {
    if (word === '') continue;
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query.where(any => {
      for (const column of columns) {
        any.orWhereRaw("LOWER(??) LIKE ? ESCAPE '\\'", [column, pattern]);
      }
    });
  }
}

export function applyReviewFilters(
  query: Knex.QueryBuilder,
  filters: ReviewsQuery,
  access: ReadAccess,
  db: Knex,
): Knex.QueryBuilder {
  const { lead, q } = filters;
  applyScope(query, filters, access, db);
  if (lead) {
    query.where(led =>
      led
        .whereIn('reviews.facilitator_ref', lead)
        .orWhere(commanded =>
          commanded
            .whereNull('reviews.facilitator_ref')
            .whereIn(
              'incidents.seq',
              db('role_assignments')
                .select('incident_seq')
                .where({ role: 'incident-commander' })
                .whereNull('renounced_at')
                .whereIn('principal_ref', lead),
            ),
        ),
    );
  }
  if (q) whereContains(query, ['incidents.key', 'incidents.title'], q);
  return query;
}

export function applyActionFilters(
  query: Knex.QueryBuilder,
  filters: ActionsQuery,
  access: ReadAccess,
  db: Knex,
): Knex.QueryBuilder {
  const { type, owner, principals, q } = filters;
  applyScope(query, filters, access, db);
  if (type) query.whereIn('review_actions.type', type);
  if (owner) query.whereIn('review_actions.owner_ref', owner);
  if (principals) {
    query.where(mine =>
      mine
        .whereIn('review_actions.owner_ref', [...principals])
        .orWhereIn('review_actions.checker_ref', [...principals]),
    );
  }
  if (q) {
    whereContains(
      query,
      ['review_actions.title', 'incidents.key', 'review_actions.owner_ref'],
      q,
    );
  }
  return query;
}
