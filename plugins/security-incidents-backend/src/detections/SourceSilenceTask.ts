import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { toSilencePayload } from '../integrations/notifications/detectionWording';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import { NoChannelError } from '../kernel/RetriedDeliveries';
import type { ConfiguredSource } from './settings';
import { getSilentSince } from './sourceHealth/sourceState';
import type { DatabaseSourceHealth } from './store/DatabaseSourceHealth';

/** Notifies people once when a source from which events are expected sends none. */
export class SourceSilenceTask implements ScheduledTask {
  readonly id = 'watch-detection-sources';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 2 },
    initialDelay: { seconds: 45 },
  };

  constructor(
    private readonly options: {
      sources: ReadonlyMap<string, ConfiguredSource>;
      health: DatabaseSourceHealth;
      /** Sends a notification; nobody is notified without it. */
      notify?(notification: NotificationSendOptions): Promise<void>;
      /** Signals to open pages that the state of a source changed. */
      changed(): void;
      clock(): Date;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async run(): Promise<void> {
    const { sources, health } = this.options;
    const lastEvents = await health.getLastEvents([...sources.keys()]);
    const states = await health.getStates();
    for (const source of sources.values()) {
      const lastEventAt = lastEvents.get(source.id);
      await this.#watch(source, lastEventAt, states.get(source.id));
    }
  }

  async #watch(
    source: ConfiguredSource,
    lastEventAt: string | undefined,
    stored:
      | { silentSince?: string; notifiedAt?: string; mutedUntil?: string }
      | undefined,
  ) {
    const { health, clock, changed } = this.options;
    const now = clock();
    const silentSince =
      source.secrets.length + source.topics.length > 0
        ? getSilentSince({ source, lastEventAt }, now)
        : undefined;
    if (silentSince !== stored?.silentSince) {
      await health.saveState(source.id, {
        silentSince,
        notifiedAt: undefined,
      });
      changed();
    }
    if (silentSince === undefined) return;
    const isNotified =
      silentSince === stored?.silentSince && stored.notifiedAt !== undefined;
    const isMuted = (stored?.mutedUntil ?? '') > now.toISOString();
    if (isNotified || isMuted || source.answersTo.length === 0) return;
    await this.#notify(source, lastEventAt!);
  }

  /** Notifies people. What fails is tried again by the next run. */
  async #notify(
    { id, title, answersTo }: ConfiguredSource,
    lastEventAt: string,
  ) {
    const { notify, health, clock, onProblem } = this.options;
    try {
      await notify?.({
        recipients: { type: 'entity', entityRef: [...answersTo] },
        payload: toSilencePayload({ id, title, lastEventAt }),
      });
    } catch (error) {
      // ObservedNotifications has logged it.
      if (error instanceof NoChannelError) return;
      onProblem(
        `Nobody could be notified that the detection source ${id} is silent; the next run tries again`,
        error as Error,
      );
      return;
    }
    await health.saveState(id, { notifiedAt: clock().toISOString() });
  }
}
