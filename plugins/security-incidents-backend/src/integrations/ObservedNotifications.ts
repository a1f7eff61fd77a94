import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { NoChannelError } from '../kernel/RetriedDeliveries';
import { withTimeLimit } from '../kernel/timeLimit';

/** What the platform's client says when no plugin serves the path. */
const NOT_INSTALLED = /Request failed with status 404$/;

/** The notification service with a time limit. It logs once that the notifications backend is not installed. */
export class ObservedNotifications implements NotificationService {
  #isMissing = false;

  constructor(
    private readonly options: {
      notifications: NotificationService;
      timeoutMs: number;
      logger: Pick<LoggerService, 'warn'>;
    },
  ) {}

  /**
   * @throws NoChannelError when the notifications backend is not installed
   * @throws TimeLimitError when it does not answer in time
   */
  async send(notification: NotificationSendOptions): Promise<void> {
    const { notifications, timeoutMs } = this.options;
    try {
      await withTimeLimit(
        () => notifications.send(notification),
        timeoutMs,
        `Notifications did not answer within ${timeoutMs} ms (securityIncidents.serviceTimeout)`,
      );
      this.#isMissing = false;
    } catch (error) {
      if (!NOT_INSTALLED.test(toError(error).message)) throw error;
      this.#warnOnce();
      throw new NoChannelError();
    }
  }

  #warnOnce() {
    if (this.#isMissing) return;
    this.#isMissing = true;
    this.options.logger.warn(
      'The notifications backend is not installed, so nobody is notified of escalations or of opened restricted incidents. Add @backstage/plugin-notifications-backend to the backend.',
    );
  }
}
