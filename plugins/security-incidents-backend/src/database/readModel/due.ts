import {
  INCIDENT_MODES,
  type NextDue,
  OPEN_STATUSES,
  type PlanClockReading,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { IncidentRecord } from '../../incidents/store/records';
import { toIncidentRecord } from '../../incidents/store/rows';
import { DatabaseObligations } from '../../obligations/store/DatabaseObligations';
import type { ObligationRecord } from '../../obligations/store/ObligationsStore';
import {
  DatabasePlanRuns,
  tasksByIncident,
} from '../../responsePlans/store/DatabasePlanRuns';
import type {
  PlanRunRecord,
  PlanTaskRecord,
} from '../../responsePlans/store/planRecords';
import type { LevelsBasis } from '../../serviceLevels/levels';
import { DatabaseEscalations } from '../../serviceLevels/store/DatabaseEscalations';
import { insertMany } from '../insertMany';
import type { Row } from '../rowMapper';
import type { IncidentDueItemRow } from '../readModelTables';
import type { JsonText } from '../tables';

/*
 * `incident_due_items` orders and counts incidents by what is due next. What is due depends on the record and on the
 * configured service levels, so each row names the rules that it was built with.
 */

/** Sorts after everything that is due. */
const NOTHING_DUE = '9998-12-31T00:00:00.000Z';
/** Sorts after all open incidents. */
export const NOT_OPEN = '9999-12-31T00:00:00.000Z';

/** Whether an item with this `sort_at` has something due. */
export const DUE_BEFORE = NOTHING_DUE;

/** What the next due thing of an incident depends on. */
export interface DueBasis {
  incident: IncidentRecord;
  /** The primary plan run. */
  run?: PlanRunRecord;
  lastUpdateAt?: string;
  /** Open and started tasks. */
  tasks: readonly PlanTaskRecord[];
  /** Those to assess or to send. */
  obligations: readonly ObligationRecord[];
}

/** What is due of an incident by the rules of its features and their configuration. */
export interface DueRules {
  /** Differs for rules or settings that give other results. */
  name: string;
  /** The same as a number above 0, with what else the analysis depends on. */
  code: number;
  findNext(basis: DueBasis): NextDue | undefined;
  isMajorProposed(incident: IncidentRecord): boolean;
  /** The clocks of an incident. Whether one that runs is breached depends on the time and is left to the reader. */
  readClocks(basis: LevelsBasis): PlanClockReading[];
}

/** A row without `incident_seq`. */
export type DueItem = Omit<IncidentDueItemRow, 'incident_seq'>;

/** The item of an incident that is not open. */
const NO_ITEM: Omit<DueItem, 'rules'> = {
  sort_at: NOT_OPEN,
  at_risk_at: null,
  due: null,
  is_major_proposed: false,
};

/** Somebody may have written a status that does not exist. */
function isOpen({ status }: IncidentRecord): boolean {
  return OPEN_STATUSES.includes(status);
}

async function readBases(
  db: Knex,
  seqs: readonly number[],
): Promise<Map<number, DueBasis>> {
  const rows: Row[] = await db('incidents').whereIn('seq', [...seqs]);
  const incidents = rows.map(row => toIncidentRecord(row));
  const open = incidents.filter(isOpen).map(({ seq }) => seq);
  const plans = new DatabasePlanRuns(db);
  const runs = await plans.getPrimaryRuns(open);
  const updates = await new DatabaseEscalations(db).lastUpdatesAt(open);
  const tasks =
    open.length > 0
      ? tasksByIncident(
          await plans.unfinishedTasksOf(
            db('incidents').select('seq').whereIn('seq', open),
          ),
        )
      : new Map<number, PlanTaskRecord[]>();
  const obligations = await new DatabaseObligations(db).listOpen(open);
  return new Map(
    incidents.map(incident => [
      incident.seq,
      {
        incident,
        run: runs.get(incident.seq),
        lastUpdateAt: updates.get(incident.seq),
        tasks: tasks.get(incident.seq) ?? [],
        obligations: obligations.get(incident.seq) ?? [],
      },
    ]),
  );
}

function toDueItem(basis: DueBasis, rules: DueRules): DueItem {
  const { incident } = basis;
  if (!isOpen(incident)) return { ...NO_ITEM, rules: rules.name };
  const found = rules.findNext(basis);
  const due = found && found.dueAt < NOTHING_DUE ? found : undefined;
  return {
    sort_at: due?.dueAt ?? NOTHING_DUE,
    at_risk_at: due?.atRiskAt ?? null,
    due: due ? (JSON.stringify(due) as JsonText) : null,
    is_major_proposed: rules.isMajorProposed(incident),
    rules: rules.name,
  };
}

/** Builds the due items of some incidents from the record. */
export async function buildDueItems(
  db: Knex,
  seqs: readonly number[],
  rules: DueRules,
): Promise<Map<number, DueItem>> {
  const bases = await readBases(db, seqs);
  return new Map(
    [...bases].map(([seq, basis]) => [seq, toDueItem(basis, rules)]),
  );
}

/** Rewrites the due items of some incidents. */
export async function rebuildDueItems(
  db: Knex,
  seqs: readonly number[],
  rules: DueRules,
): Promise<void> {
  if (seqs.length === 0) return;
  const items = await buildDueItems(db, seqs, rules);
  await db('incident_due_items')
    .whereIn('incident_seq', [...seqs])
    .delete();
  const rows = [...items].map(([seq, item]) => ({
    incident_seq: seq,
    ...item,
  }));
  await insertMany(db, 'incident_due_items', rows);
}

/** Open incidents whose item was built with other rules. Those that are not open have nothing due by any rules. */
export async function findItemsOfOtherRules(
  db: Knex,
  rules: DueRules,
  { among, limit }: { among?: readonly number[]; limit?: number },
): Promise<number[]> {
  const found = db('incidents')
    .join(
      'incident_due_items',
      'incident_due_items.incident_seq',
      'incidents.seq',
    )
    .select('incidents.seq')
    .whereIn('incidents.mode', [...INCIDENT_MODES])
    .where('incidents.is_open', true)
    .whereNot('incident_due_items.rules', rules.name);
  if (among) found.whereIn('incidents.seq', [...among]);
  if (limit !== undefined) found.orderBy('incidents.seq').limit(limit);
  const rows: Row[] = await found;
  return rows.map(row => Number(row.seq));
}

/** What a list shows of a due item. */
export function parseDueItem(row: Row): {
  nextDue?: NextDue;
  isMajorProposed: boolean;
} {
  return {
    ...(row.due !== null && { nextDue: JSON.parse(String(row.due)) }),
    isMajorProposed: Boolean(row.is_major_proposed),
  };
}
