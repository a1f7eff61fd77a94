import { FULL_ACCESS } from '../authorization/ReadAccess';
import { withoutStatement } from '../database/databaseErrors';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import { TimeLimitError } from '../kernel/timeLimit';
import { NoChannelError } from '../serviceLevels/EscalationDeliveries';
import type { IncidentNotice } from './IncidentNotice';
import type { NoticeComposer } from './NoticeComposer';
import { mayNotify } from './NoticeFollower';
import type { UnsentNotice } from './store/NoticesStore';

/** Keeps a run from sending everything at once after an outage. */
const MAX_NOTICES = 200;
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

  /** Sends up to {@link MAX_NOTICES} notifications and stops at the first timeout. The next run goes on. */
  async deliver(): Promise<void> {
    await this.#deliver();
  }

  /** Sends the notifications of one incident. */
  async deliverFor(incidentId: string): Promise<void> {
    await this.#deliver(incidentId);
  }

  async #deliver(incidentId?: string) {
    const { store, clock } = this.options;
    const unsent = await store.notices.findUnsent(
      clock().toISOString(),
      MAX_NOTICES,
      incidentId,
    );
    for (const notice of unsent) {
      const { hasTimedOut } = await this.#attempt(notice);
      // The others would wait as long.
      if (hasTimedOut) return;
    }
  }

  async #attempt({
    incidentId,
    notice,
  }: UnsentNotice): Promise<{ hasTimedOut: boolean }> {
    const { store, clock, onProblem } = this.options;
    const pause = Math.min(MINUTE_MS * 2 ** notice.attempts, MAX_PAUSE_MS);
    const again = new Date(clock().getTime() + pause).toISOString();
    // The claim expires at `again`; if this instance dies, another one sends it.
    const isClaimed = await store.notices.claim(notice, again);
    if (!isClaimed) return { hasTimedOut: false };
    try {
      const problem = await this.#send(incidentId, notice);
      await store.notices.saveAttempt(notice.id, {
        sentAt: problem ? undefined : clock().toISOString(),
        problem,
        nextAttemptAt: undefined,
      });
      return { hasTimedOut: false };
    } catch (cause) {
      const hasTimedOut = cause instanceof TimeLimitError;
      const error = withoutStatement(cause);
      const isLast = notice.attempts + 1 >= MAX_ATTEMPTS;
      await store.notices.saveAttempt(notice.id, {
        problem: error.message,
        nextAttemptAt: isLast ? undefined : again,
      });
      // ObservedNotifications has logged it.
      if (error instanceof NoChannelError) return { hasTimedOut };
      onProblem(
        `People could not be notified of a change of incident ${incidentId}; ${
          isLast ? 'this was the last attempt' : 'delivery will be retried'
        }`,
        error,
      );
      return { hasTimedOut };
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
  constructor(
    private readonly deliveries: Pick<NoticeDeliveries, 'deliverFor'>,
  ) {}

  async incidentChanged({ incident, actions }: IncidentChanged) {
    if (mayNotify(actions)) await this.deliveries.deliverFor(incident.id);
  }
}
