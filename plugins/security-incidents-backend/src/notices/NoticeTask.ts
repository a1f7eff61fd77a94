import { randomUUID } from 'node:crypto';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import type { DueCheck } from '../database/queues';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { DueMoment, DueNotices } from './DueNotices';
import type { NoticeDeliveries } from './NoticeDeliveries';

const BATCH = 100;
const MAX_PER_RUN = 1_000;
const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What became at risk and then overdue since the last check is reported as overdue only. */
function isOvertaken(moment: DueMoment, due: readonly DueMoment[]): boolean {
  return (
    moment.kind === 'due-soon' &&
    (moment.at >= moment.data.dueAt! ||
      due.some(({ key }) => key === moment.key.replace('due-soon', 'overdue')))
  );
}

/** Notifies people of what is at risk or overdue, and sends again what could not be sent. */
export class NoticeTask implements ScheduledTask {
  readonly id = 'notify';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 20 },
  };

  constructor(
    private readonly options: {
      store: IncidentsStore;
      due: DueNotices;
      deliveries: NoticeDeliveries;
      clock(): Date;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async run(): Promise<void> {
    const { store, deliveries, clock } = this.options;
    await this.recordDue();
    await deliveries.deliver();
    const oldest = new Date(clock().getTime() - KEPT_DAYS * DAY_MS);
    await store.notices.forgetBefore(oldest.toISOString(), MAX_PER_RUN);
  }

  /** Records what became at risk or overdue. Each incident has its own transaction: a failure affects no other. */
  async recordDue(): Promise<void> {
    const { store, clock, onProblem } = this.options;
    const now = clock().toISOString();
    let after: DueCheck | undefined;
    for (let checked = 0; checked < MAX_PER_RUN; checked += BATCH) {
      const batch = await store.notices.findDueChecks(now, BATCH, after);
      for (const { incidentId } of batch) {
        try {
          await this.#check(incidentId, now);
        } catch (error) {
          onProblem(
            `The due times of incident ${incidentId} could not be checked; the next run tries again`,
            error as Error,
          );
        }
      }
      if (batch.length < BATCH) return;
      after = batch[batch.length - 1];
    }
  }

  async #check(incidentId: string, now: string) {
    const { store, due } = this.options;
    await store.transaction(
      async tx => {
        const incident = await tx.lockIncident(incidentId, FULL_ACCESS);
        if (!incident) return;
        const moments = await due.getMoments(tx, incident);
        const reached = moments.filter(({ at }) => at <= now);
        await tx.notices.insert(
          reached.map(moment => ({
            id: randomUUID(),
            incidentSeq: incident.seq,
            kind: moment.kind,
            noticeKey: moment.key,
            data: moment.data,
            createdAt: now,
            attempts: 0,
            nextAttemptAt: isOvertaken(moment, reached) ? undefined : now,
          })),
        );
        await due.setNextCheck(tx, incident, now);
      },
      { incident: incidentId },
    );
  }
}
