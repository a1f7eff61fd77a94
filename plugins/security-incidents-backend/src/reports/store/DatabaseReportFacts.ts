import type {
  AppliedPlanContent,
  ReportScope,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { CHUNK, chunks } from '../../database/chunks';
import { groupBySeq } from '../../database/readModel/build';
import type { Row } from '../../database/rowMapper';
import { applyFilters } from '../../incidents/store/incidentFilters';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import { toAffectedRecord, toIncidentRecord } from '../../incidents/store/rows';
import {
  toDecisionRecord,
  toPlanRunRecord,
} from '../../responsePlans/store/rows';
import { toEscalationRecord } from '../../serviceLevels/store/rows';
import type { IncidentFacts } from '../evaluate/facts';
import type { DetectionPeriod } from './HistoryReader';
import {
  toActionFact,
  toExplanations,
  toObligationFact,
  toReviewFact,
  toStatusFact,
  toStepFact,
  toTaskFact,
} from './factRows';
import type { ReportFactsReader } from './ReportFactsReader';

/** Plans that are kept while one report is read; each is the content that many runs share. */
type PlanContents = Map<string, AppliedPlanContent>;
const MAX_PLAN_CONTENTS = 200;

const RUN_COLUMNS = [
  'id',
  'incident_seq',
  'plan_ref',
  'title',
  'version',
  'content_hash',
  'source_location',
  'is_primary',
  'reason',
  'applied_at',
  'applied_by',
];

/** Reads facts with a fixed number of statements for each part. */
export class DatabaseReportFacts implements ReportFactsReader {
  constructor(private readonly db: Knex, private readonly clock: () => Date) {}

  async count(period: DetectionPeriod, scope: ReportScope, access: ReadAccess) {
    const [row]: Row[] = await this.#matching(period, scope, access).count({
      total: '*',
    });
    return Number(row.total);
  }

  async *read(period: DetectionPeriod, scope: ReportScope, access: ReadAccess) {
    const contents: PlanContents = new Map();
    let after: Row | undefined;
    for (;;) {
      const query = this.#matching(period, scope, access)
        .select('incidents.*')
        .orderBy(['incidents.detected_at', 'incidents.seq'])
        .limit(CHUNK);
      if (after) {
        query.whereRaw('(incidents.detected_at, incidents.seq) > (?, ?)', [
          after.detected_at,
          after.seq,
        ] as never[]);
      }
      const rows: Row[] = await query;
      if (rows.length > 0) yield await this.#toFacts(rows, contents, access);
      if (rows.length < CHUNK) return;
      after = rows[rows.length - 1];
    }
  }

  async readMany(seqs: readonly number[], access: ReadAccess) {
    const contents: PlanContents = new Map();
    const facts: IncidentFacts[] = [];
    for (const some of chunks(seqs)) {
      const rows: Row[] = await applyReadAccess(
        this.db('incidents')
          .whereIn('incidents.seq', some)
          .select('incidents.*')
          .orderBy(['incidents.detected_at', 'incidents.seq']),
        access,
        this.db,
      );
      facts.push(...(await this.#toFacts(rows, contents, access)));
    }
    return facts;
  }

  #matching(
    period: DetectionPeriod,
    scope: ReportScope,
    access: ReadAccess,
  ): Knex.QueryBuilder {
    return applyReadAccess(
      applyFilters(
        this.db('incidents'),
        { ...scope, ...period, mode: ['real', 'exercise'] },
        access,
        this.db,
        this.clock,
      ),
      access,
      this.db,
    );
  }

  async #toFacts(
    rows: readonly Row[],
    contents: PlanContents,
    access: ReadAccess,
  ): Promise<IncidentFacts[]> {
    const { db } = this;
    const seqs = rows.map(({ seq }) => Number(seq));
    const ids = rows.map(({ id }) => String(id));
    const of = async (
      table: string,
      columns: string[],
      order: string[] = [],
      narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder = query => query,
    ) =>
      groupBySeq(
        await narrow(
          db(table)
            .select(
              ['incident_seq', ...columns].map(name => `${table}.${name}`),
            )
            .whereIn(`${table}.incident_seq`, seqs),
        ).orderBy(order.map(name => `${table}.${name}`)),
      );
    const affected = await of('affected_entities', ['*'], ['id'], query =>
      query.whereNull('removed_at'),
    );
    const steps = await of(
      'resolution_steps',
      ['id', 'kind', 'audience', 'performed_at', 'performed_by'],
      ['incident_seq', 'seq'],
      query =>
        query.whereNotExists(
          db('resolution_steps as correction')
            .select(db.raw('1'))
            .whereRaw('correction.supersedes = resolution_steps.id'),
        ),
    );
    const changes = await of(
      'timeline_entries',
      ['at', 'actor', 'data'],
      ['incident_seq', 'seq'],
      query => query.where('action', 'status.changed'),
    );
    const runs = await this.#readRuns(seqs, contents);
    const tasks = await of(
      'plan_tasks',
      ['id', 'run_id', 'state', 'required', 'due_at', 'ended_at', 'definition'],
      ['incident_seq', 'position'],
      query => query.where('is_retired', false),
    );
    const noPlan = await of('no_plan_decisions', ['reason', 'at', 'by']);
    const escalations = await of('escalations', ['*'], ['seq']);
    const obligations = await of(
      'obligations',
      ['state', 'rule', 'due_at'],
      ['seq'],
    );
    const reviews = await of('reviews', [
      'required',
      'state',
      'needs_approval',
      'due_at',
    ]);
    const actions = await of(
      'review_actions',
      [
        'id',
        'title',
        'state',
        'owner_ref',
        'due_at',
        'first_due_at',
        'check_by',
      ],
      ['added_at', 'id'],
    );
    const evidence = await of('evidence', ['task_id'], ['seq'], query =>
      query.whereNotNull('task_id').whereNull('disposed_at'),
    );
    const explanations = await of('gap_explanations', [
      'requirement',
      'text',
      'at',
      'by',
    ]);
    const leads = await of(
      'role_assignments',
      ['principal_ref'],
      ['id'],
      query => query.where('role', 'incident-commander'),
    );
    const mergedInto = await this.#readMergedInto(rows, access);
    const verified = await this.#readVerified(ids);
    const broken = new Set(
      await db('verification_findings')
        .whereIn('subject', ids)
        .pluck('subject'),
    );
    return rows.map(row => {
      const seq = Number(row.seq);
      const id = String(row.id);
      const [decision] = noPlan.get(seq) ?? [];
      const [review] = reviews.get(seq) ?? [];
      return {
        incident: toIncidentRecord(row),
        affected: (affected.get(seq) ?? []).map(each => toAffectedRecord(each)),
        steps: (steps.get(seq) ?? []).map(toStepFact),
        statusChanges: (changes.get(seq) ?? []).map(toStatusFact),
        runs: runs.get(seq) ?? [],
        tasks: (tasks.get(seq) ?? []).map(toTaskFact),
        ...(decision && { noPlan: toDecisionRecord(decision) }),
        escalations: (escalations.get(seq) ?? []).map(each =>
          toEscalationRecord(each),
        ),
        obligations: (obligations.get(seq) ?? []).map(toObligationFact),
        ...(review && { review: toReviewFact(review) }),
        actions: (actions.get(seq) ?? []).map(toActionFact),
        evidenceTasks: (evidence.get(seq) ?? []).map(({ task_id: task }) =>
          String(task),
        ),
        explanations: toExplanations(explanations.get(seq) ?? []),
        leadRef: (leads.get(seq) ?? [])
          .map(each => String(each.principal_ref))
          .pop(),
        mergedIntoKey: mergedInto.get(String(row.merged_into_id)),
        verified: verified.get(id),
        isBroken: broken.has(id),
      };
    });
  }

  /** Plan runs with their content, which is read once for all runs that share it. */
  async #readRuns(seqs: readonly number[], contents: PlanContents) {
    const rows: Row[] = await this.db('plan_runs')
      .whereIn('incident_seq', [...seqs])
      .select(RUN_COLUMNS)
      .orderBy(['incident_seq', 'applied_at', 'id']);
    const unread = new Map(
      rows
        .filter(row => !contents.has(String(row.content_hash)))
        .map(row => [String(row.content_hash), String(row.id)]),
    );
    const found: Row[] = await this.db('plan_runs')
      .whereIn('id', [...unread.values()])
      .select('content_hash', 'content');
    if (contents.size + found.length > MAX_PLAN_CONTENTS) contents.clear();
    const read = new Map(
      found.map(row => [
        String(row.content_hash),
        JSON.parse(String(row.content)) as AppliedPlanContent,
      ]),
    );
    const getContent = (hash: string) => read.get(hash) ?? contents.get(hash);
    const grouped = new Map(
      [...groupBySeq(rows)].map(([seq, runs]) => [
        seq,
        runs
          .map(row => ({
            ...toPlanRunRecord(row),
            content: getContent(String(row.content_hash))!,
          }))
          .sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary)),
      ]),
    );
    for (const [hash, content] of read) contents.set(hash, content);
    return grouped;
  }

  /** The keys of incidents that others were merged into, where the caller may read them. */
  async #readMergedInto(rows: readonly Row[], access: ReadAccess) {
    const ids = rows.flatMap(({ merged_into_id: id }) =>
      id === null ? [] : [String(id)],
    );
    const found: Row[] =
      ids.length === 0
        ? []
        : await applyReadAccess(
            this.db('incidents')
              .whereIn('incidents.id', ids)
              .select('incidents.id', 'incidents.key'),
            access,
            this.db,
          );
    return new Map(found.map(({ id, key }) => [String(id), String(key)]));
  }

  /**
   * The last verified length of each chain, from the registry, which has an entry for each new length. All chains were verified
   * again in the last round.
   */
  async #readVerified(ids: readonly string[]) {
    const { checked_since: since }: Row = await this.db(
      'incident_registry_state',
    )
      .where({ id: 1 })
      .first('checked_since');
    const rows: Row[] = await this.db('incident_registry')
      .whereIn('incident_id', [...ids])
      .where('action', 'head.recorded')
      .whereNotNull('data')
      .select('incident_id', 'at', 'data')
      .orderBy('seq');
    return new Map(
      rows.map(({ incident_id: id, at, data }) => [
        String(id),
        {
          length: Number(JSON.parse(String(data)).length),
          at: since && String(since) > String(at) ? String(since) : String(at),
        },
      ]),
    );
  }
}
