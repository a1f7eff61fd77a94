import {
  OBLIGATION_STATES,
  type ObligationState,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import { parseAffected, parseRoles } from '../../database/readModel/build';
import type { Row } from '../../database/rowMapper';
import { applyFilters } from '../../incidents/store/incidentFilters';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import { toIncidentRecord } from '../../incidents/store/rows';
import { z } from 'zod';
import type {
  ObligationRegister,
  RegisteredRecord,
  RegisterQuery,
} from './ObligationsStore';
import { toObligationRecord } from './rows';

/** Sorts after everything that is due. */
const NOT_DUE = '9999-12-31T00:00:00.000Z';
const OPEN = "obligations.state IN ('to-assess', 'pending')";

interface SqlCondition {
  sql: string;
  bindings: string[];
}

/** The SQL of each state at a time. */
function getStateCondition(state: ObligationState, now: string): SqlCondition {
  const isLate = 'obligations.submitted_at > obligations.due_at';
  switch (state) {
    case 'pending':
      return {
        sql: "obligations.state = 'pending' AND (obligations.due_at IS NULL OR obligations.due_at >= ?)",
        bindings: [now],
      };
    case 'missed':
      return {
        sql: "obligations.state = 'pending' AND obligations.due_at < ?",
        bindings: [now],
      };
    case 'submitted':
      return {
        sql: `obligations.state = 'submitted' AND (obligations.due_at IS NULL OR NOT ${isLate})`,
        bindings: [],
      };
    case 'submitted-late':
      return {
        sql: `obligations.state = 'submitted' AND obligations.due_at IS NOT NULL AND ${isLate}`,
        bindings: [],
      };
    default:
      return { sql: 'obligations.state = ?', bindings: [state] };
  }
}

const DUE_CONDITIONS = {
  overdue: `${OPEN} AND obligations.due_at < ?`,
  'at-risk': `${OPEN} AND obligations.due_at >= ? AND obligations.at_risk_at <= ?`,
};

/** The column by which each order sorts, before the key. */
const ORDERS = {
  due: {
    sql: `COALESCE(obligations.due_at, '${NOT_DUE}')`,
    direction: 'asc',
  },
  decided: {
    sql: 'COALESCE(obligations.submission_recorded_at, obligations.decided_at, obligations.raised_at)',
    direction: 'desc',
  },
  raised: { sql: 'obligations.raised_at', direction: 'asc' },
} as const;

const values = z.tuple([cursorValues.time, cursorValues.integer]);
const CURSORS = {
  due: createCursorCodec('obligations due', values),
  decided: createCursorCodec('obligations decided', values),
  raised: createCursorCodec('obligations raised', values),
};

/** The register of obligations. */
export class DatabaseObligationRegister implements ObligationRegister {
  constructor(private readonly db: Knex, private readonly clock: () => Date) {}

  async listPage(query: RegisterQuery, access: ReadAccess) {
    const { orderBy = 'due', limit = 20, cursor } = query;
    const { sql, direction } = ORDERS[orderBy];
    const found = this.#narrow(this.#matching(query, access), query)
      .select('obligations.*', { sort_value: this.db.raw(sql) })
      .orderByRaw(`${sql} ${direction}`)
      .orderBy('obligations.seq', direction)
      .limit(limit + 1);
    if (cursor) {
      found.whereRaw(
        `(${sql}, obligations.seq) ${direction === 'asc' ? '>' : '<'} (?, ?)`,
        CURSORS[orderBy].decode(cursor),
      );
    }
    const rows: Row[] = await found;
    const shown = rows.slice(0, limit);
    const last = shown[shown.length - 1];
    return {
      items: await this.#withIncidents(shown),
      ...(rows.length > limit && {
        nextCursor: CURSORS[orderBy].encode([
          String(last.sort_value),
          Number(last.seq),
        ]),
      }),
    };
  }

  async count(query: RegisterQuery, access: ReadAccess) {
    const now = this.clock().toISOString();
    const sums = OBLIGATION_STATES.map(state => {
      const { sql, bindings } = getStateCondition(state, now);
      return [
        state,
        this.db.raw(`SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END)`, bindings),
      ];
    });
    const row: Row = await this.#matching(query, access)
      .select(Object.fromEntries(sums))
      .first();
    return Object.fromEntries(
      OBLIGATION_STATES.map(state => [state, Number(row[state] ?? 0)]),
    ) as Record<ObligationState, number>;
  }

  async total(query: RegisterQuery, access: ReadAccess) {
    const [row]: Row[] = await this.#narrow(
      this.#matching(query, access),
      query,
    ).count({ total: '*' });
    return Number(row.total);
  }

  /** Everything but the filters of state and due. */
  #matching(query: RegisterQuery, access: ReadAccess): Knex.QueryBuilder {
    const { db, clock } = this;
    const { entityRef, owner, involved } = query;
    const found = db('obligations').join(
      'incidents',
      'incidents.seq',
      'obligations.incident_seq',
    );
    applyFilters(found, { entityRef, owner, involved }, access, db, clock);
    if (query.regime) found.whereIn('obligations.regime', query.regime);
    if (query.rule) found.whereIn('obligations.rule_id', query.rule);
    if (query.incident) found.whereIn('incidents.key', query.incident);
    if (query.from) found.where('obligations.raised_at', '>=', query.from);
    if (query.to) found.where('obligations.raised_at', '<', query.to);
    return applyReadAccess(found, access, db);
  }

  #narrow(
    found: Knex.QueryBuilder,
    { state, open, due }: RegisterQuery,
  ): Knex.QueryBuilder {
    const now = this.clock().toISOString();
    if (open !== undefined) {
      found.whereRaw(open ? OPEN : `NOT (${OPEN})`);
    }
    if (state) {
      found.where(matching => {
        for (const one of state) {
          const { sql, bindings } = getStateCondition(one, now);
          matching.orWhereRaw(`(${sql})`, bindings);
        }
      });
    }
    if (due) {
      found.where(matching => {
        for (const one of due) {
          const sql = DUE_CONDITIONS[one];
          matching.orWhereRaw(
            `(${sql})`,
            one === 'overdue' ? [now] : [now, now],
          );
        }
      });
    }
    return found;
  }

  async #withIncidents(rows: readonly Row[]): Promise<RegisteredRecord[]> {
    const seqs = [...new Set(rows.map(row => Number(row.incident_seq)))];
    const incidents: Row[] = await this.db('incidents')
      .join(
        'incident_list_items',
        'incident_list_items.incident_seq',
        'incidents.seq',
      )
      .select('incidents.*', 'affected', 'roles')
      .whereIn('incidents.seq', seqs);
    const bySeq = new Map(
      incidents.map(({ affected, roles, ...incident }) => [
        Number(incident.seq),
        {
          incident: toIncidentRecord(incident),
          affected: parseAffected(String(affected)),
          roles: parseRoles(String(roles)),
        },
      ]),
    );
    return rows.map(row => ({
      obligation: toObligationRecord(row),
      item: bySeq.get(Number(row.incident_seq))!,
    }));
  }
}
