import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { SEVERITIES } from 'backstage-plugin-security-incidents-common';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import {
  toDetectionsPayload,
  toUncountedPayload,
} from '../integrations/notifications/detectionWording';
import { NoChannelError } from '../kernel/RetriedDeliveries';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { ConfiguredSource } from './settings';
import type { DatabaseDetectionNotices } from './store/DatabaseDetectionNotices';
import type { DetectionRecord, DetectionViewerRecord } from './store/records';

/** A storm makes one notification in this time. */
const EVERY_MS = 10 * 60_000;
const MAX_DETECTIONS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** For how long it counts what somebody could see when they last looked. */
export const VIEWER_DAYS = 7;

type Payload = NotificationSendOptions['payload'];

/** People who see the same detections. */
interface Audience {
  people: string[];
  /** Absent: nobody knows what they see. */
  visible?: DetectionRecord[];
}

/** Groups people by what they see. The catalog answers only requests of the person themselves, so what they saw last counts. */
function groupPeople(
  people: readonly string[],
  viewers: ReadonlyMap<string, DetectionViewerRecord>,
  due: DetectionRecord[],
): Audience[] {
  const audiences = new Map<string, Audience>();
  for (const person of people) {
    const viewer = viewers.get(person);
    const key = viewer ? JSON.stringify(viewer.services ?? 'all') : 'unknown';
    const known = audiences.get(key);
    if (known) {
      known.people.push(person);
      continue;
    }
    const seen = viewer?.services && new Set(viewer.services);
    audiences.set(key, {
      people: [person],
      ...(viewer && {
        visible: due.filter(
          ({ entityRef }) =>
            !seen || entityRef === undefined || seen.has(entityRef),
        ),
      }),
    });
  }
  return [...audiences.values()].filter(
    ({ visible }) => visible === undefined || visible.length > 0,
  );
}

/**
 * Notifies the people on duty of severe detections that are new, and of those that grow while nobody decides. Of each it
 * notifies once, and once more each time that it was seen ten times as often. What comes meanwhile waits for the next one.
 * Each person is notified of what they may see. People who never looked are asked to look, without a number.
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
    const notified = new Set<number>();
    try {
      const people = await directory.read(responders);
      const reachable = [
        ...new Set(responders.flatMap(ref => people.getPeople(ref))),
      ];
      const viewers = await store.getViewers(
        reachable,
        new Date(now.getTime() - VIEWER_DAYS * DAY_MS).toISOString(),
      );
      for (const audience of groupPeople(reachable, viewers, due)) {
        const { people: entityRef, visible } = audience;
        await notify({
          recipients: { type: 'entity', entityRef },
          payload: visible ? this.#toPayload(visible) : toUncountedPayload(),
        });
        for (const { seq } of visible ?? due) notified.add(seq);
      }
    } catch (error) {
      // ObservedNotifications has logged it.
      if (error instanceof NoChannelError) return;
      this.options.onProblem(
        'Nobody could be notified of new detections; the next run tries again',
        error as Error,
      );
      return;
    }
    // What nobody sees waits until somebody does.
    await store.markNotified(
      due.filter(({ seq }) => notified.has(seq)),
      now.toISOString(),
    );
  }

  #toPayload(due: readonly DetectionRecord[]): Payload {
    return toDetectionsPayload({
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
    });
  }

  #getTitle(sourceId: string): string {
    return this.options.sources.get(sourceId)?.title ?? sourceId;
  }
}
