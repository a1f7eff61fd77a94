import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { SEVERITIES } from 'backstage-plugin-security-incidents-common';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import { toDetectionsPayload } from '../integrations/notifications/detectionWording';
import { NoChannelError } from '../kernel/RetriedDeliveries';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { ConfiguredSource } from './settings';
import type { DatabaseDetectionNotices } from './store/DatabaseDetectionNotices';

/** A storm makes one notification in this time. */
const EVERY_MS = 10 * 60_000;
const MAX_DETECTIONS = 10_000;

/**
 * Notifies the people on duty of severe detections that are new, and of those that grow while nobody decides. Of each it
 * notifies once, and once more each time that it was seen ten times as often. What comes meanwhile waits for the next one.
 */
export class DetectionNoticeTask implements ScheduledTask {
  readonly id = 'notify-of-detections';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 2 },
    initialDelay: { seconds: 50 },
  };

  constructor(
    private readonly options: {
      sources: ReadonlyMap<string, ConfiguredSource>;
      store: DatabaseDetectionNotices;
      directory: Pick<DirectoryReader, 'read'>;
      /** Users and groups on duty. */
      responders: readonly string[];
      /** Sends a notification; nobody is notified without it. */
      notify?(notification: NotificationSendOptions): Promise<void>;
      clock(): Date;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async run(): Promise<void> {
    const { store, responders, notify, directory, clock } = this.options;
    if (!notify || responders.length === 0) return;
    const now = clock();
    const before = new Date(now.getTime() - EVERY_MS).toISOString();
    if (await store.wasNotifiedSince(before)) return;
    const due = await store.listDue(MAX_DETECTIONS);
    if (due.length === 0) return;
    try {
      const people = await directory.read(responders);
      const entityRef = [
        ...new Set(responders.flatMap(ref => people.getPeople(ref))),
      ];
      // Nobody is reachable; they wait until somebody is.
      if (entityRef.length === 0) return;
      await notify({
        recipients: { type: 'entity', entityRef },
        payload: toDetectionsPayload({
          bySeverity: SEVERITIES.map(severity => ({
            severity,
            fresh: due.filter(
              each =>
                each.severity === severity && each.notifiedCount === undefined,
            ).length,
            growing: due.filter(
              each =>
                each.severity === severity && each.notifiedCount !== undefined,
            ).length,
          })),
          sources: [
            ...new Set(due.map(({ sourceId }) => this.#getTitle(sourceId))),
          ].sort(),
          since: due.map(({ firstSeenAt }) => firstSeenAt).sort()[0],
        }),
      });
    } catch (error) {
      // ObservedNotifications has logged it.
      if (error instanceof NoChannelError) return;
      this.options.onProblem(
        'Nobody could be notified of new detections; the next run tries again',
        error as Error,
      );
      return;
    }
    await store.markNotified(due, now.toISOString());
  }

  #getTitle(sourceId: string): string {
    return this.options.sources.get(sourceId)?.title ?? sourceId;
  }
}
