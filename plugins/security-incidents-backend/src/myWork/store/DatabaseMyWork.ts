import type { IncidentRole } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import {
  parseAffected,
  parseFacts,
  parseRoles,
} from '../../database/readModel/build';
import type { Row } from '../../database/rowMapper';
import { chunks } from '../../database/chunks';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import { toIncidentRecord } from '../../incidents/store/rows';
import {
  toPlanRunRecord,
  toPlanTaskRecord,
} from '../../responsePlans/store/rows';
import { LEADS } from '../../serviceLevels/recipients';
import type { AnsweredIncident, HeldTask, MyWorkStore } from './MyWorkStore';

const UNFINISHED = ['open', 'in-progress'];
/** Tests are nobody's work. */
const MODES = ['real', 'exercise'];

export class DatabaseMyWork implements MyWorkStore {
  constructor(private readonly db: Knex) {}

  async findTasks(
    principals: readonly string[],
    access: ReadAccess,
    limit: number,
  ): Promise<HeldTask[]> {
    const found = this.db('plan_tasks')
      .join('incidents', 'incidents.seq', 'plan_tasks.incident_seq')
      .join(
        'incident_list_items',
        'incident_list_items.incident_seq',
        'plan_tasks.incident_seq',
      )
      .select('plan_tasks.*', 'incident_list_items.facts')
      .whereIn('plan_tasks.assignee_ref', [...principals])
      .whereIn('plan_tasks.state', UNFINISHED)
      .where('incidents.is_open', true)
      .whereIn('incidents.mode', MODES);
    const rows: Row[] = await applyReadAccess(found, access, this.db)
      // Engines differ on where null comes.
      .orderByRaw('plan_tasks.due_at IS NULL, plan_tasks.due_at, plan_tasks.id')
      .limit(limit);
    return rows.map(({ facts, ...task }) => ({
      incident: parseFacts(String(facts)),
      task: toPlanTaskRecord(task),
    }));
  }

  async getUnfinishedTitles(runIds: readonly string[]) {
    const titles = new Map<string, Map<string, string>>();
    for (const ids of chunks(runIds)) {
      const rows: Row[] = await this.db('plan_tasks')
        .select('run_id', 'plan_task_id', 'definition')
        .whereIn('run_id', ids)
        .whereIn('state', UNFINISHED);
      for (const row of rows) {
        const { planTaskId, runId, definition } = toPlanTaskRecord(row);
        const ofRun = titles.get(runId) ?? new Map<string, string>();
        titles.set(runId, ofRun.set(planTaskId, definition.title));
      }
    }
    return titles;
  }

  async findAnswered(
    principals: readonly string[],
    access: ReadAccess,
    limit: number,
    {
      roles = LEADS,
      isObliged = false,
    }: { roles?: readonly IncidentRole[]; isObliged?: boolean } = {},
  ): Promise<AnsweredIncident[]> {
    const { db } = this;
    const led = db('role_assignments')
      .select('incident_seq')
      .whereIn('principal_ref', [...principals])
      .whereNull('renounced_at')
      .whereIn('role', [...roles]);
    const owned = db('incident_scope_items as item')
      .join('incident_scopes as scope', join =>
        join
          .on('scope.scope_ref', 'item.scope_ref')
          .on('scope.incident_seq', 'item.seq'),
      )
      .select('item.seq')
      .whereIn('item.scope_ref', [...principals])
      .where({
        'item.mode': 'real',
        'item.is_open': true,
        'scope.relation': 'owner',
      });
    const found = db('incidents')
      .join(
        'incident_list_items',
        'incident_list_items.incident_seq',
        'incidents.seq',
      )
      .select('incidents.*', 'affected', 'roles')
      .where('incidents.is_open', true)
      .whereIn('incidents.mode', MODES)
      .whereIn('incidents.seq', led.union(owned));
    if (isObliged) {
      found.whereIn(
        'incidents.seq',
        db('obligations')
          .select('incident_seq')
          .whereIn('state', ['to-assess', 'pending']),
      );
    }
    const rows: Row[] = await applyReadAccess(found, access, db)
      .orderBy([
        { column: 'incidents.priority_rank', order: 'desc' },
        { column: 'incidents.seq' },
      ])
      .limit(limit);
    return rows.map(({ affected, roles: held, ...incident }) => ({
      incident: toIncidentRecord(incident),
      affected: parseAffected(String(affected)),
      roles: parseRoles(String(held)),
    }));
  }

  async getPrimaryRuns(seqs: readonly number[]) {
    const rows: Row[] = [];
    for (const some of chunks(seqs)) {
      rows.push(
        ...(await this.db('plan_runs')
          .whereIn('incident_seq', some)
          .where('is_primary', true)),
      );
    }
    return new Map(
      rows.map(row => [Number(row.incident_seq), toPlanRunRecord(row)]),
    );
  }

  async getLastUpdates(seqs: readonly number[]) {
    const rows: Row[] = [];
    for (const some of chunks(seqs)) {
      rows.push(
        ...(await this.db('resolution_steps as step')
          .select('step.incident_seq')
          .whereIn('step.incident_seq', some)
          .where('step.audience', 'management')
          .whereNotExists(
            this.db('resolution_steps as correction')
              .select(this.db.raw('1'))
              .whereRaw('correction.supersedes = step.id'),
          )
          .max({ at: 'step.performed_at' })
          .groupBy('step.incident_seq')),
      );
    }
    return new Map(rows.map(row => [Number(row.incident_seq), String(row.at)]));
  }
}
