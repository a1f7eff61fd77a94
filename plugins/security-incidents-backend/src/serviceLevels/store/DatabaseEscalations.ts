import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import type {
  Delivery,
  DueCheck,
  EscalationRecord,
  EscalationsQueue,
  EscalationsWriter,
  UndeliveredEscalation,
} from './EscalationsStore';
import { RecordedWrites } from '../../verification/RecordedWrites';
import { toEscalationRecord, toEscalationRow } from './rows';

/** Escalations and the times of the next checks, in the database. */
export class DatabaseEscalations
  implements EscalationsWriter, EscalationsQueue
{
  /** @param writes - collects what a transaction writes, for its timeline entries */
  constructor(
    private readonly db: Knex,
    private readonly writes = new RecordedWrites(),
  ) {}

  async list(seq: number): Promise<EscalationRecord[]> {
    const rows: Row[] = await this.db('escalations')
      .where({ incident_seq: seq })
      .orderBy('seq');
    return rows.map(toEscalationRecord);
  }

  async lastUpdateAt(seq: number): Promise<string | undefined> {
    return (await this.lastUpdatesAt([seq])).get(seq);
  }

  /** By the `seq` of the incident, without incidents that had no management update. */
  async lastUpdatesAt(seqs: readonly number[]): Promise<Map<number, string>> {
    if (seqs.length === 0) return new Map();
    const rows: Row[] = await this.db('resolution_steps as step')
      .select('step.incident_seq')
      .whereIn('step.incident_seq', [...seqs])
      .where({ 'step.audience': 'management' })
      .whereNotExists(
        this.db('resolution_steps as correction')
          .select(this.db.raw('1'))
          .whereRaw('correction.supersedes = step.id'),
      )
      .groupBy('step.incident_seq')
      .max({ at: 'step.performed_at' });
    return new Map(
      rows.map(({ incident_seq: seq, at }) => [Number(seq), String(at)]),
    );
  }

  async insert(seq: number, escalation: EscalationRecord) {
    const row = { ...toEscalationRow(escalation), incident_seq: seq };
    await this.db('escalations').insert(row);
    this.writes.set(seq, 'escalations', row);
  }

  async setCheck(seq: number, checkAt: string | undefined) {
    const checks = this.db('service_level_checks');
    if (checkAt === undefined) {
      await checks.where({ incident_seq: seq }).delete();
      return;
    }
    await checks
      .insert({ incident_seq: seq, check_at: checkAt })
      .onConflict('incident_seq')
      .merge();
  }

  async findDueChecks(now: string, limit: number, after?: DueCheck) {
    const query = this.db('service_level_checks as due')
      .join('incidents', 'incidents.seq', 'due.incident_seq')
      .select('due.incident_seq', 'due.check_at', 'incidents.id as incident_id')
      .where('due.check_at', '<', now);
    if (after) {
      query.whereRaw('(due.check_at, due.incident_seq) > (?, ?)', [
        after.checkAt,
        after.incidentSeq,
      ]);
    }
    const rows: Row[] = await query
      .orderBy(['due.check_at', 'due.incident_seq'])
      .limit(limit);
    return rows.map(row => ({
      incidentSeq: Number(row.incident_seq),
      incidentId: String(row.incident_id),
      checkAt: String(row.check_at),
    }));
  }

  async countDueChecks(now: string): Promise<number> {
    const [row]: Row[] = await this.db('service_level_checks')
      .where('check_at', '<', now)
      .count({ total: '*' });
    return Number(row.total);
  }

  async countUndelivered(now: string): Promise<number> {
    const [row]: Row[] = await this.db('escalations')
      .where('next_attempt_at', '<=', now)
      .count({ total: '*' });
    return Number(row.total);
  }

  async findUndelivered(
    now: string,
    limit: number,
    incidentId?: string,
  ): Promise<UndeliveredEscalation[]> {
    const query = this.db('escalations')
      .join('incidents', 'incidents.seq', 'escalations.incident_seq')
      .select('escalations.*', 'incidents.id as incident_id')
      .where('escalations.next_attempt_at', '<=', now);
    if (incidentId) query.where('incidents.id', incidentId);
    const rows: Row[] = await query
      .orderBy(['escalations.next_attempt_at', 'escalations.id'])
      .limit(limit);
    return rows.map(row => ({
      incidentId: String(row.incident_id),
      escalation: toEscalationRecord(row),
    }));
  }

  async claim(
    { id, attempts, nextAttemptAt: seen }: EscalationRecord,
    nextAttemptAt: string,
  ) {
    const taken = await this.db('escalations')
      .where({ id, attempts, next_attempt_at: seen })
      .update({ attempts: attempts + 1, next_attempt_at: nextAttemptAt });
    return taken === 1;
  }

  async saveDelivery(id: string, delivery: Partial<Delivery>) {
    await this.db('escalations')
      .where({ id })
      .update(toEscalationRow(delivery));
  }
}
