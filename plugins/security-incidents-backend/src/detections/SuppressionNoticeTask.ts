import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { toSuppressionPayload } from '../integrations/notifications/detectionWording';
import { NoChannelError } from '../kernel/RetriedDeliveries';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { DatabaseDetectionNotices } from './store/DatabaseDetectionNotices';

/** The page of rules shows an end that is closer as late. */
const SOON_MS = 2 * 24 * 60 * 60_000;

/** Notifies the author of a suppression two days before it ends, once for each end. */
export class SuppressionNoticeTask implements ScheduledTask {
  readonly id = 'notify-of-suppressions';
  readonly schedule = {
    frequency: { minutes: 10 },
    timeout: { minutes: 2 },
    initialDelay: { minutes: 2 },
  };

  constructor(
    private readonly options: {
      store: Pick<
        DatabaseDetectionNotices,
        'listEndingSuppressions' | 'markSuppressionNotified'
      >;
      /** Sends a notification; nobody is notified without it. */
      notify?(notification: NotificationSendOptions): Promise<void>;
      clock(): Date;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async run(): Promise<void> {
    const { store, notify, clock, onProblem } = this.options;
    if (!notify) return;
    const ending = await store.listEndingSuppressions(clock(), SOON_MS);
    for (const suppression of ending) {
      try {
        await notify({
          recipients: { type: 'entity', entityRef: [suppression.createdBy] },
          payload: toSuppressionPayload(suppression),
        });
      } catch (error) {
        // ObservedNotifications has logged it.
        if (error instanceof NoChannelError) return;
        onProblem(
          'The author of a suppression could not be notified of its end; the next run tries again',
          error as Error,
        );
        return;
      }
      await store.markSuppressionNotified(suppression);
    }
  }
}
