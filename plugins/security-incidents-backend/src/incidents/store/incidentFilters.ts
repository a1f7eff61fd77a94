import {
  type DueState,
  type INCIDENT_FILTERS,
  type IncidentFilterValues,
  toSearchTerms,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { DUE_BEFORE } from '../../database/readModel/due';
import { inScope, withWord } from './entityFilters';
import type { ReadAccess } from './records';

interface FilterContext {
  access: ReadAccess;
  db: Knex;
  clock(): Date;
}

type ApplyFilter<V> = (
  query: Knex.QueryBuilder,
  value: V,
  context: FilterContext,
) => void;

const whereIn =
  (column: string): ApplyFilter<string[]> =>
  (query, values) =>
    query.whereIn(`incidents.${column}`, values);

/** `undecided` stands for rows without a value. */
const whereInOrUndecided =
  (column: string): ApplyFilter<string[]> =>
  (query, values) =>
    query.where(matching => {
      const decided = values.filter(value => value !== 'undecided');
      matching.whereIn(`incidents.${column}`, decided);
      if (decided.length < values.length) {
        matching.orWhereNull(`incidents.${column}`);
      }
    });

const whereScope =
  (field: 'entityRef' | 'system' | 'domain' | 'owner'): ApplyFilter<string[]> =>
  (query, refs, { access, db }) =>
    inScope(query, field, refs, access, db);

/**
 * Keeps the incidents among `seqs`, and those with an unfinished task of one of the principals. Tasks that an ended incident
 * left open are nobody's.
 */
function whereHolding(
  query: Knex.QueryBuilder,
  seqs: Knex.QueryBuilder,
  principals: string[],
  db: Knex,
) {
  const withTask = db('plan_tasks')
    .join('incidents as tasked', 'tasked.seq', 'plan_tasks.incident_seq')
    .select('plan_tasks.incident_seq')
    .whereIn('plan_tasks.assignee_ref', principals)
    .whereIn('plan_tasks.state', ['open', 'in-progress'])
    .where('tasked.is_open', true);
  query.whereIn('incidents.seq', seqs.union(withTask));
}

/** Keeps due items in one state. Conditions fit the index of the due time. */
export function whereDueState(
  items: Knex.QueryBuilder,
  state: DueState,
  now: string,
): Knex.QueryBuilder {
  return state === 'overdue'
    ? items.where('sort_at', '<', now)
    : items
        .where('sort_at', '>=', now)
        .where('sort_at', '<', DUE_BEFORE)
        .where('at_risk_at', '<=', now);
}

/** The SQL of each declared filter, in the order of the conditions. A filter without SQL does not compile. */
const FILTERS: {
  [N in keyof typeof INCIDENT_FILTERS]: ApplyFilter<
    NonNullable<IncidentFilterValues[N]>
  >;
} = {
  mode: whereIn('mode'),
  entityRef: whereScope('entityRef'),
  system: whereScope('system'),
  domain: whereScope('domain'),
  owner: whereScope('owner'),
  key: whereIn('key'),
  status: whereIn('status'),
  severity: whereInOrUndecided('severity'),
  priority: whereIn('priority'),
  class: whereInOrUndecided('class'),
  visibility: whereIn('visibility'),
  due: (query, states, { db, clock }) =>
    query.whereIn(
      'incidents.seq',
      db('incident_due_items')
        .select('incident_seq')
        .where(inState => {
          for (const state of states) {
            inState.orWhere(due =>
              whereDueState(due, state, clock().toISOString()),
            );
          }
        }),
    ),
  open: (query, open) => query.where('incidents.is_open', open),
  from: (query, from) => query.where('incidents.detected_at', '>=', from),
  to: (query, to) => query.where('incidents.detected_at', '<', to),
  assignee: (query, principals, { db }) =>
    whereHolding(
      query,
      db('role_assignments')
        .select('incident_seq')
        .whereIn('principal_ref', principals)
        .whereNull('renounced_at'),
      principals,
      db,
    ),
  // Reporters and role holders are members, whatever the visibility.
  involved: (query, principals, { db }) =>
    whereHolding(
      query,
      db('incident_members')
        .select('incident_seq')
        .whereIn('principal_ref', principals),
      principals,
      db,
    ),
  q: (query, text, { access, db }) => {
    if (text.trim() === '') return;
    const terms = toSearchTerms(text);
    // A query without letters and digits finds nothing.
    if (terms.length === 0) query.whereRaw('1 = 0');
    for (const prefix of terms) withWord(query, prefix, access, db);
  },
};

const NAMES = Object.keys(FILTERS) as Array<keyof typeof FILTERS>;

/** Keeps the incidents that match all filters; `real` ones unless a mode is stated. */
export function applyFilters(
  query: Knex.QueryBuilder,
  filters: IncidentFilterValues,
  access: ReadAccess,
  db: Knex,
  clock: () => Date,
): Knex.QueryBuilder {
  const stated: IncidentFilterValues = {
    ...filters,
    mode: filters.mode ?? ['real'],
  };
  const apply = <N extends keyof typeof FILTERS>(name: N) => {
    const value = stated[name];
    if (value !== undefined) {
      FILTERS[name](query, value, { access, db, clock });
    }
  };
  NAMES.forEach(apply);
  return query;
}
