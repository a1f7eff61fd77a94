import {
  type EntityCounts,
  type RollUpRow,
  type SeverityCounts,
  INCIDENT_STATUSES,
  STATUS_RULES,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import {
  applyReadAccess,
  incidentsFor,
} from '../../incidents/store/incidentQueries';
import { scopedIncidents } from '../../incidents/store/entityFilters';
import { isNotInTextList } from '../../incidents/store/textList';
import type { EntityFigures } from '../../incidents/store/IncidentsStore';
import {
  applyCountAccess,
  selectRestrictedAsMember,
  canUseCounts,
  getReadableVisibilities,
} from './countQueries';
import { PreparedQueries } from '../PreparedQueries';
import type { ReadAccess } from '../../incidents/store/records';
import type { Row } from '../rowMapper';

/** Zero for each severity. */
export function noCounts(): SeverityCounts {
  return {
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    informational: 0,
    undecided: 0,
  };
}

/** The counts of an entity without incidents. */
export function noneOf(entityRef: string): EntityCounts {
  return { entityRef, open: 0, bySeverity: noCounts(), total: 0 };
}

/** `incident_counts` has '' for an undecided severity, other tables null. */
function severityOf(severity: unknown): keyof SeverityCounts {
  return (severity || 'undecided') as keyof SeverityCounts;
}

function countsFrom(rows: readonly Row[]): Map<string, EntityCounts> {
  const counts = new Map<string, EntityCounts>();
  for (const row of rows) {
    const entityRef = String(row.counted_ref);
    const counted = counts.get(entityRef) ?? noneOf(entityRef);
    const count = Number(row.total);
    counted.total += count;
    if (row.is_open) {
      counted.open += count;
      counted.bySeverity[severityOf(row.open_severity)] += count;
    }
    counts.set(entityRef, counted);
  }
  return counts;
}

/** Counts incidents by entity and severity. */
export class DatabaseCounts {
  protected readonly prepared: PreparedQueries;

  /** @param clock - the time by which incidents are overdue */
  constructor(
    protected readonly db: Knex,
    protected readonly clock: () => Date,
  ) {
    this.prepared = new PreparedQueries(db);
  }

  async getEntityFigures(
    entityRef: string,
    access: ReadAccess,
  ): Promise<EntityFigures> {
    const rows = await this.prepared.rows(
      'figures',
      { entityRef, access },
      asked =>
        canUseCounts(asked.access)
          ? this.#figuresFromCounts(asked.entityRef, asked.access)
          : applyReadAccess(
              this.#figures(asked.entityRef, asked.access),
              asked.access,
              this.db,
            ),
    );
    const figures: EntityFigures = {
      open: { total: 0, bySeverity: noCounts() },
      total: 0,
    };
    for (const row of rows) {
      const count = Number(row.total);
      figures.total += count;
      const closedAt = row.last_closed_at as string | null;
      if (closedAt && closedAt > (figures.lastClosedAt ?? '')) {
        figures.lastClosedAt = closedAt;
      }
      if (!row.is_open) continue;
      figures.open.total += count;
      figures.open.bySeverity[severityOf(row.severity)] += count;
    }
    return figures;
  }

  async getEntityCounts(
    entityRefs: readonly string[],
    access: ReadAccess,
  ): Promise<EntityCounts[]> {
    const counts = countsFrom(
      await this.#countsBy(
        'incidents.scope_ref',
        scopedIncidents(entityRefs, access, this.db),
        access,
        this.db('incident_counts')
          .whereIn('scope_ref', [...entityRefs])
          .where('entity_ref', this.db.ref('scope_ref')),
      ),
    );
    return entityRefs.map(
      entityRef => counts.get(entityRef) ?? noneOf(entityRef),
    );
  }

  async getRollUp(
    entityRef: string,
    limit: number,
    access: ReadAccess,
  ): Promise<RollUpRow[]> {
    const counts = countsFrom(
      await this.prepared.rows('roll-up', { entityRef, access }, asked =>
        this.#rollUp(asked.entityRef, asked.access),
      ),
    );
    return [...counts.values()]
      .sort(
        (a, b) =>
          b.open - a.open ||
          b.total - a.total ||
          a.entityRef.localeCompare(b.entityRef),
      )
      .slice(0, limit);
  }

  #rollUp(scopeRef: string, access: ReadAccess): Knex.QueryBuilder {
    const through = this.db('incident_scope_items as incidents')
      .join('incident_scopes as through', join =>
        join
          .on('through.incident_seq', 'incidents.seq')
          .on('through.scope_ref', 'incidents.scope_ref'),
      )
      .where('incidents.scope_ref', scopeRef)
      .whereNot('through.entity_ref', scopeRef);
    if (access.unfindable) {
      through.where(
        isNotInTextList(
          this.db,
          'through.entity_ref',
          access.unfindable.entityRefs,
        ),
      );
    }
    return this.#countsBy(
      'through.entity_ref',
      through,
      access,
      this.db('incident_counts')
        .where('scope_ref', scopeRef)
        .whereNot('entity_ref', scopeRef),
    );
  }

  /** Figures from the rows of an entity. */
  #figures(entityRef: string, access: ReadAccess): Knex.QueryBuilder {
    return incidentsFor({ entityRef: [entityRef] }, access, this.db, this.clock)
      .select('is_open', 'severity')
      .count({ total: '*' })
      .max({ last_closed_at: 'closed_at' })
      .groupBy('is_open', 'severity');
  }

  /** Figures from `incident_counts`; an index has the last closing time of each visibility. */
  #figuresFromCounts(entityRef: string, access: ReadAccess): Knex.QueryBuilder {
    const { db } = this;
    const lastDays = getReadableVisibilities(access).map(visibility =>
      db.select(
        db.raw('false, ?, 0, ?', [
          '',
          db('incident_scope_items')
            .max('closed_at')
            .where({ scope_ref: entityRef, mode: 'real', visibility }),
        ] as never[]),
      ),
    );
    const live = selectRestrictedAsMember(
      this.#figures(entityRef, access),
      access,
      db,
    );
    return applyCountAccess(db('incident_counts'), access)
      .where({ scope_ref: entityRef, entity_ref: entityRef })
      .select('is_open', 'severity', 'total', db.raw('null as last_closed_at'))
      .unionAll(live ? [...lastDays, live] : lastDays);
  }

  /**
   * @param column - the column of `rows` with the entity to count by
   * @param rows - the rows to count where `incident_counts` does not serve
   * @param kept - the same from `incident_counts`, which has the entity in the column of the same name
   */
  #countsBy(
    column: string,
    rows: Knex.QueryBuilder,
    access: ReadAccess,
    kept: Knex.QueryBuilder,
  ): Knex.QueryBuilder {
    const { db } = this;
    // Only open incidents are counted by severity.
    const grouped = (query: Knex.QueryBuilder, by: string) =>
      query
        .select({ counted_ref: by })
        .select(
          'is_open',
          db.raw(
            "case when is_open then severity else '' end as open_severity",
          ),
        )
        .groupBy(by, 'is_open', 'open_severity');
    const counted = grouped(
      // An incident can count for an entity in several ways.
      rows
        .where('incidents.mode', 'real')
        .countDistinct({ total: 'incidents.seq' }),
      column,
    );
    if (!canUseCounts(access)) return applyReadAccess(counted, access, db);
    const known = grouped(
      applyCountAccess(kept, access).sum({ total: 'total' }),
      column.split('.')[1],
    ).as('known');
    const live = selectRestrictedAsMember(counted, access, db);
    return db(known as unknown as Knex.TableDescriptor)
      .select('*')
      .unionAll(live ? [live] : []);
  }

  async hasRepeat(filter: {
    entityRefs: readonly string[];
    class: string;
    since: string;
    notSeq?: number;
  }): Promise<boolean> {
    const found = await this.db('incidents')
      .select('seq')
      // Everybody who may read the incident sees its priority, so restricted incidents must not affect it.
      .where({ class: filter.class, mode: 'real', visibility: 'open' })
      .where('detected_at', '>=', filter.since)
      .whereNot('seq', filter.notSeq ?? 0)
      .whereNotIn(
        'status',
        INCIDENT_STATUSES.filter(status => !STATUS_RULES[status].clocks),
      )
      .whereIn(
        'seq',
        this.db('incident_scopes')
          .select('incident_seq')
          .where('relation', 'entity')
          .whereIn('scope_ref', [...filter.entityRefs]),
      )
      .first();
    return found !== undefined;
  }
}
