import type { TimelineAction } from 'backstage-plugin-security-incidents-common';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import { withoutStatement } from '../database/databaseErrors';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import { NoChannelError } from '../serviceLevels/EscalationDeliveries';
import type { IncidentNotice } from './IncidentNotice';
import type { NoticeComposer } from './NoticeComposer';
import { mayNotify } from './NoticeFollower';
import type { UnsentNotice } from './store/NoticesStore';

const BATCH = 50;
const MAX_PER_RUN = 500;
const MINUTE_MS = 60_000;
/** About two hours; a later notification is of no use. */
const MAX_ATTEMPTS = 8;
/** The pause doubles with each attempt, up to this. */
const MAX_PAUSE_MS = 32 * MINUTE_MS;

/** Sends recorded notifications, and retries those that failed. */
export class NoticeDeliveries {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      composer: NoticeComposer;
      clock(): Date;
      send(notice: IncidentNotice): Promise<void>;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  /** Sends what is due, up to a limit; the next run sends the rest. */
  async deliver(): Promise<void> {
    const { store, clock } = this.options;
    for (let sent = 0; sent < MAX_PER_RUN; sent += BATCH) {
      const batch = await store.notices.findUnsent(
        clock().toISOString(),
        BATCH,
      );
      for (const unsent of batch) await this.#attempt(unsent);
      if (batch.length < BATCH) return;
    }
  }

  async #attempt({ incidentId, notice }: UnsentNotice) {
    const { store, clock, onProblem } = this.options;
    const pause = Math.min(MINUTE_MS * 2 ** notice.attempts, MAX_PAUSE_MS);
    const again = new Date(clock().getTime() + pause).toISOString();
    // The claim expires at `again`; if this instance dies, another one sends it.
    if (!(await store.notices.claim(notice, again))) return;
    try {
      const problem = await this.#send(incidentId, notice);
      await store.notices.saveAttempt(notice.id, {
        sentAt: problem ? undefined : clock().toISOString(),
        problem,
        nextAttemptAt: undefined,
      });
    } catch (cause) {
      const error = withoutStatement(cause);
      const isLast = notice.attempts + 1 >= MAX_ATTEMPTS;
      await store.notices.saveAttempt(notice.id, {
        problem: error.message,
        nextAttemptAt: isLast ? undefined : again,
      });
      // ObservedNotifications has logged it.
      if (error instanceof NoChannelError) return;
      onProblem(
        `People could not be notified of a change of incident ${incidentId}; ${
          isLast ? 'this was the last attempt' : 'delivery will be retried'
        }`,
        error,
      );
    }
  }

  /** Returns why there was nothing to send. */
  async #send(
    incidentId: string,
    record: UnsentNotice['notice'],
  ): Promise<string | undefined> {
    const { store, composer, send } = this.options;
    const incident = await store.findIncident(incidentId, FULL_ACCESS);
    if (!incident) return 'there is no such incident';
    const composed = await composer.compose(record, incident);
    if ('reason' in composed) return composed.reason;
    await send(composed.notice);
    return undefined;
  }
}

/** Sends notifications as soon as their change is committed. */
export class NoticeListener implements IncidentEventListener {
  constructor(private readonly deliveries: Pick<NoticeDeliveries, 'deliver'>) {}

  async incidentChanged({ actions }: IncidentChanged) {
    if (mayNotify(actions as readonly TimelineAction[])) {
      await this.deliveries.deliver();
    }
  }
}
