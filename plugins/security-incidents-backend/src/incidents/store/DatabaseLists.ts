import {
  type IncidentQuery,
  type Page,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import {
  parseAffected,
  parseFacts,
  parseRoles,
} from '../../database/readModel/build';
import { getTotalFromCounts } from '../../database/readModel/countQueries';
import { DatabaseCounts } from '../../database/readModel/DatabaseCounts';
import { parseDueItem } from '../../database/readModel/due';
import type { Row } from '../../database/rowMapper';
import {
  DatabasePlanRuns,
  tasksByIncident,
} from '../../responsePlans/store/DatabasePlanRuns';
import {
  applyPage,
  applyReadAccess,
  getLimit,
  getOrder,
  incidentsFor,
  toCursor,
} from './incidentQueries';
import type { ListedIncident } from './IncidentsStore';
import type { ReadAccess } from './records';

/** Whether a list covers a small part of the record that an index finds. */
function isNarrow({ entityRef, system, assignee, involved }: IncidentQuery) {
  return Boolean(entityRef ?? system ?? assignee ?? involved);
}

/** The parameters of service-page lists. Other lists have too many shapes to prepare them. */
const PAGE_FIELDS: ReadonlyArray<keyof IncidentQuery> = [
  'entityRef',
  'open',
  'limit',
  'orderBy',
];

function isOfServicePage(query: IncidentQuery): boolean {
  return (
    query.entityRef?.length === 1 &&
    Object.entries(query).every(
      ([field, value]) =>
        value === undefined ||
        PAGE_FIELDS.includes(field as keyof IncidentQuery),
    )
  );
}

/** Reads lists of incidents. {@link DatabaseCounts} counts. */
export class DatabaseLists extends DatabaseCounts {
  readonly plans = new DatabasePlanRuns(this.db);

  async list(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<Page<ListedIncident>> {
    const { items, totalItems, nextCursor } = await this.#page(query, access);
    return {
      items,
      totalItems: totalItems ?? (await this.#count(query, access)),
      pageInfo: nextCursor ? { nextCursor } : {},
    };
  }

  async listPage(query: IncidentQuery, access: ReadAccess) {
    const { items, nextCursor } = await this.#page(query, access, {
      isCounted: false,
    });
    return { items, nextCursor };
  }

  async listFirst(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<ListedIncident[]> {
    const { items } = await this.#page(query, access, { isCounted: false });
    return items;
  }

  async getUnfinishedTasksOfFirst(query: IncidentQuery, access: ReadAccess) {
    const rows = await this.prepared.rows('tasks', { query, access }, asked =>
      this.plans.unfinishedTasksOf(
        this.#found(asked.query, asked.access).select('incidents.seq'),
      ),
    );
    return tasksByIncident(rows);
  }

  #matching(
    query: IncidentQuery,
    access: ReadAccess,
    options?: { isPage: boolean },
  ): Knex.QueryBuilder {
    const found = incidentsFor(query, access, this.db, this.clock);
    return applyReadAccess(found, access, this.db, options);
  }

  #found(query: IncidentQuery, access: ReadAccess): Knex.QueryBuilder {
    const found = this.#matching(query, access, { isPage: true });
    return applyPage(found, query);
  }

  #pageQuery(
    query: IncidentQuery,
    access: ReadAccess,
    isCounted: boolean,
  ): Knex.QueryBuilder {
    const { columns, direction } = getOrder(query);
    // Indexes find, order and limit the page; the join adds what it shows.
    const found = this.#found(query, access)
      .select(columns.map(({ name, from }) => `${from} as ${name}`))
      .as('page');
    const page = this.db(found as unknown as Knex.TableDescriptor)
      .join(
        'incident_list_items',
        'incident_list_items.incident_seq',
        'page.seq',
      )
      .leftJoin(
        'incident_due_items',
        'incident_due_items.incident_seq',
        'page.seq',
      )
      .select(
        'page.*',
        'facts',
        'affected',
        'roles',
        'due',
        'is_major_proposed',
      )
      .orderBy(
        columns.map(({ name }) => ({
          column: `page.${name}`,
          order: direction,
        })),
      );
    if (isCounted) {
      const total =
        getTotalFromCounts(this.db, query, access) ??
        this.#matching(query, access).count('*');
      page.select({ total_items: total });
    }
    return page;
  }

  async #page(
    query: IncidentQuery,
    access: ReadAccess,
    { isCounted = true } = {},
  ) {
    const isFirst = !query.cursor;
    const counts = isFirst && isCounted && isNarrow(query);
    const rows: Row[] = isOfServicePage(query)
      ? await this.prepared.rows(
          counts ? 'counted page' : 'page',
          { query, access },
          asked => this.#pageQuery(asked.query, asked.access, counts),
        )
      : await this.#pageQuery(query, access, counts);
    const limit = getLimit(query);
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    const counted = isFirst && !hasMore ? shown.length : shown[0]?.total_items;
    return {
      items: shown.map(
        ({ facts, affected, roles, ...item }): ListedIncident => ({
          ...parseDueItem(item),
          incident: parseFacts(String(facts)),
          affected: parseAffected(String(affected), query.entityRef),
          roles: parseRoles(String(roles)),
        }),
      ),
      /** Undefined when it takes another query. An only page is its own total. */
      totalItems: counted === undefined ? undefined : Number(counted),
      nextCursor: hasMore
        ? toCursor(shown[shown.length - 1], query)
        : undefined,
    };
  }

  async #count(query: IncidentQuery, access: ReadAccess): Promise<number> {
    if (isNarrow(query)) {
      const [row] = await this.#matching(query, access).count({ total: '*' });
      return Number(row.total);
    }
    // One count per visibility, because an index alone answers each.
    const counts = VISIBILITIES.map(visibility =>
      this.#matching(query, access)
        .where('incidents.visibility', visibility)
        .count('*')
        .as(visibility),
    );
    const row: Row = await this.db.select(counts).first();
    return VISIBILITIES.reduce(
      (total, visibility) => total + Number(row[visibility]),
      0,
    );
  }
}
