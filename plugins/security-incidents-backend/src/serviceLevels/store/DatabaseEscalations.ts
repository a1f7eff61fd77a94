import type { Knex } from 'knex';
import {
  claimAttempt,
  type DueCheck,
  findDueAttempts,
  findDueChecks,
  setCheck,
} from '../../database/queues';
import type { Row } from '../../database/rowMapper';
import type {
  Delivery,
  EscalationRecord,
  EscalationsQueue,
  EscalationsWriter,
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
    await setCheck(this.db, 'service_level_checks', seq, checkAt);
  }

  async findDueChecks(now: string, limit: number, after?: DueCheck) {
    return findDueChecks(this.db, 'service_level_checks', now, limit, after);
  }

  async countDueChecks(now: string): Promise<number> {
    const [row]: Row[] = await this.db('service_level_checks')
      .where('check_at', '<=', now)
      .count({ total: '*' });
    return Number(row.total);
  }

  async countUndelivered(now: string): Promise<number> {
    const [row]: Row[] = await this.db('escalations')
      .where('next_attempt_at', '<=', now)
      .count({ total: '*' });
    return Number(row.total);
  }

  async findUndelivered(now: string, limit: number, incidentId?: string) {
    const rows = await findDueAttempts(
      this.db,
      'escalations',
      now,
      limit,
      incidentId,
    );
    return rows.map(row => ({
      incidentId: String(row.incident_id),
      escalation: toEscalationRecord(row),
    }));
  }

  async claim(escalation: EscalationRecord, nextAttemptAt: string) {
    return claimAttempt(this.db, 'escalations', escalation, nextAttemptAt);
  }

  async saveDelivery(id: string, delivery: Partial<Delivery>) {
    await this.db('escalations')
      .where({ id })
      .update(toEscalationRow(delivery));
  }

  async correctDelivery(seq: number, id: string, delivery: Partial<Delivery>) {
    await this.saveDelivery(id, delivery);
    if (!('withheld' in delivery)) return;
    const { withheld } = toEscalationRow({ withheld: delivery.withheld });
    this.writes.set(seq, 'escalations', { id, withheld });
  }
}
