import type {
  EntityCounts,
  RollUpRow,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { applyReadAccess, incidentsFor } from './incidentQueries';
import { scopedIncidents } from './foundBy';
import { notInTexts } from './inTexts';
import type { EntityFigures } from './IncidentsStore';
import { PreparedQueries } from './PreparedQueries';
import type { ReadAccess } from './records';
import type { Row } from './rows';

/** None of any severity. */
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

/** What is counted of an entity without incidents. */
export function noneOf(entityRef: string): EntityCounts {
  return { entityRef, open: 0, bySeverity: noCounts(), total: 0 };
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
      const severity = (row.severity ?? 'undecided') as keyof SeverityCounts;
      counted.bySeverity[severity] += count;
    }
    counts.set(entityRef, counted);
  }
  return counts;
}

/** How many incidents there are, by entity and severity. */
export class DatabaseCounts {
  protected readonly prepared: PreparedQueries;

  constructor(protected readonly db: Knex) {
    this.prepared = new PreparedQueries(db);
  }

  async getEntityFigures(
    entityRef: string,
    access: ReadAccess,
  ): Promise<EntityFigures> {
    const rows = await this.prepared.rows(
      applyReadAccess(
        incidentsFor({ entityRef: [entityRef] }, access, this.db),
        access,
        this.db,
      )
        .select('is_open', 'severity')
        .count({ total: '*' })
        .max({ last_closed_at: 'closed_at' })
        .groupBy('is_open', 'severity'),
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
      const severity = (row.severity ?? 'undecided') as keyof SeverityCounts;
      figures.open.bySeverity[severity] += count;
    }
    return figures;
  }

  async getEntityCounts(
    entityRefs: readonly string[],
    access: ReadAccess,
  ): Promise<EntityCounts[]> {
    const counts = countsFrom(
      await this.#countedBy(
        'incidents.scope_ref',
        scopedIncidents(entityRefs, access, this.db),
        access,
      ),
    );
    return entityRefs.map(
      entityRef => counts.get(entityRef) ?? noneOf(entityRef),
    );
  }

  async getRollUp(
    scopeRef: string,
    limit: number,
    access: ReadAccess,
  ): Promise<RollUpRow[]> {
    const below = this.db('incident_scopes')
      .distinct('entity_ref', 'incident_seq')
      .where('scope_ref', scopeRef)
      .whereNot('entity_ref', scopeRef);
    if (access.unfindable) {
      below.where(
        notInTexts(this.db, 'entity_ref', access.unfindable.entityRefs),
      );
    }
    // Its own copies, which an index holds together: the incidents themselves are all over the table.
    const scoped = this.db(below.as('below') as unknown as Knex.TableDescriptor)
      .join(
        'scoped_incidents as incidents',
        'incidents.seq',
        'below.incident_seq',
      )
      .where('incidents.scope_ref', scopeRef);
    const counts = countsFrom(
      await this.prepared.rows(
        this.#countedBy('below.entity_ref', scoped, access),
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

  #countedBy(
    column: string,
    scoped: Knex.QueryBuilder,
    access: ReadAccess,
  ): Knex.QueryBuilder {
    return applyReadAccess(
      scoped.where('incidents.mode', 'real'),
      access,
      this.db,
    )
      .select({ counted_ref: column })
      .select('is_open', 'severity')
      .count({ total: '*' })
      .groupBy(column, 'is_open', 'severity');
  }

  async hasRepeat(filter: {
    entityRefs: readonly string[];
    class: string;
    since: string;
    notSeq?: number;
  }): Promise<boolean> {
    const found = await this.db('incidents')
      .select('seq')
      // A priority is shown to everybody who may read its incident, so it must not tell of one that they may not.
      .where({ class: filter.class, mode: 'real', visibility: 'open' })
      .where('detected_at', '>=', filter.since)
      .whereNot('seq', filter.notSeq ?? 0)
      .whereNotIn('status', ['dismissed', 'merged'])
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
