import type {
  EntityCounts,
  RollUpRow,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { applyFilters, applyReadAccess } from './incidentQueries';
import type { EntityFigures } from './IncidentsStore';
import type { ReadAccess } from './records';
import type { Row } from './rows';

function emptyCounts(): SeverityCounts {
  return {
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    informational: 0,
    undecided: 0,
  };
}

/** How many incidents there are, by entity and severity. */
export class DatabaseCounts {
  constructor(protected readonly db: Knex) {}

  async getEntityFigures(
    entityRef: string,
    access: ReadAccess,
  ): Promise<EntityFigures> {
    const rows: Row[] = await applyReadAccess(
      applyFilters(this.db('incidents'), { entityRef: [entityRef] }, this.db),
      access,
      this.db,
    )
      .select('is_open', 'severity')
      .count({ total: '*' })
      .max({ last_closed_at: 'closed_at' })
      .groupBy('is_open', 'severity');
    const figures: EntityFigures = {
      open: { total: 0, bySeverity: emptyCounts() },
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
    // One row for each incident and scope: an incident that touches two services of a system counts once for it.
    const scoped = this.db('incident_scopes')
      .distinct('scope_ref', 'incident_seq')
      .whereIn('scope_ref', [...entityRefs])
      .as('scoped');
    const counts = await this.#countsBy('scope_ref', scoped, access);
    return entityRefs.map(
      entityRef =>
        counts.get(entityRef) ?? {
          entityRef,
          open: 0,
          bySeverity: emptyCounts(),
          total: 0,
        },
    );
  }

  async getRollUp(
    scopeRef: string,
    limit: number,
    access: ReadAccess,
  ): Promise<RollUpRow[]> {
    const scoped = this.db('incident_scopes')
      .distinct('entity_ref', 'incident_seq')
      .where('scope_ref', scopeRef)
      .whereNot('entity_ref', scopeRef)
      .as('scoped');
    const counts = await this.#countsBy('entity_ref', scoped, access);
    return [...counts.values()]
      .sort(
        (a, b) =>
          b.open - a.open ||
          b.total - a.total ||
          a.entityRef.localeCompare(b.entityRef),
      )
      .slice(0, limit);
  }

  async #countsBy(
    column: string,
    scoped: Knex.QueryBuilder,
    access: ReadAccess,
  ): Promise<Map<string, EntityCounts>> {
    const rows: Row[] = await applyReadAccess(
      this.db(scoped as unknown as Knex.TableDescriptor)
        .join('incidents', 'incidents.seq', 'scoped.incident_seq')
        .where('incidents.mode', 'real'),
      access,
      this.db,
    )
      .select(`scoped.${column}`, 'is_open', 'severity')
      .count({ total: '*' })
      .groupBy(`scoped.${column}`, 'is_open', 'severity');
    const counts = new Map<string, EntityCounts>();
    for (const row of rows) {
      const entityRef = String(row[column]);
      const counted = counts.get(entityRef) ?? {
        entityRef,
        open: 0,
        bySeverity: emptyCounts(),
        total: 0,
      };
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
