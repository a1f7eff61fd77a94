import { withoutStatement } from '../database/databaseErrors';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import {
  prepareForPresent,
  RetriedDeliveries,
} from '../kernel/RetriedDeliveries';
import type { IncidentNotice } from './IncidentNotice';
import type { NoticeComposer } from './NoticeComposer';
import { mayNotify } from './NoticeFollower';
import type { NoticeRecord, UnsentNotice } from './store/NoticesStore';

/** Keeps a run from sending everything at once after an outage. */
const MAX_NOTICES = 200;

/** Sends recorded notifications, and retries those that failed. */
export class NoticeDeliveries {
  readonly #deliveries: RetriedDeliveries<UnsentNotice & { attempts: number }>;

  constructor(
    private readonly options: {
      store: IncidentsStore;
      composer: NoticeComposer;
      clock(): Date;
      /** @returns why nobody was notified, if it is not to be tried again */
      send(notice: IncidentNotice): Promise<string | undefined>;
      onProblem(message: string, error: Error): void;
    },
  ) {
    const { notices } = options.store;
    this.#deliveries = new RetriedDeliveries({
      ...options,
      maxPerRun: MAX_NOTICES,
      toSafeError: withoutStatement,
      queue: {
        find: async (now, limit, incidentId) =>
          (await notices.findUnsent(now, limit, incidentId)).map(unsent => ({
            ...unsent,
            attempts: unsent.notice.attempts,
          })),
        claim: ({ notice }, again) => notices.claim(notice, again),
        send: ({ incidentId, notice }) => this.#send(incidentId, notice),
        saveFailure: ({ notice }, failure) =>
          notices.saveAttempt(notice.id, failure),
        describe: ({ incidentId }) =>
          `People could not be notified of a change of incident ${incidentId}`,
      },
    });
  }

  /** Sends up to {@link MAX_NOTICES} notifications and stops at the first timeout. The next run continues. */
  async deliver(): Promise<void> {
    await this.#deliveries.deliver();
  }

  /** Sends the notifications of one incident. */
  async deliverFor(incidentId: string): Promise<void> {
    await this.#deliveries.deliver(incidentId);
  }

  async #send(incidentId: string, record: NoticeRecord) {
    const { store, composer, clock, send } = this.options;
    const composed = await prepareForPresent(store, incidentId, incident =>
      composer.compose(record, incident),
    );
    const problem =
      'reason' in composed ? composed.reason : await send(composed.notice);
    await store.notices.saveAttempt(record.id, {
      sentAt: problem ? undefined : clock().toISOString(),
      problem,
      nextAttemptAt: undefined,
    });
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
