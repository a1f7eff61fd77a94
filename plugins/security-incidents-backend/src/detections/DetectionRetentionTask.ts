import type { ScheduledTask } from '../kernel/ScheduledTask';
import { VIEWER_DAYS } from './DetectionNoticeTask';
import type { DatabaseDetectionNotices } from './store/DatabaseDetectionNotices';
import type { DatabaseRetention } from './store/DatabaseRetention';
import type { DetectionRulesStore } from './store/DetectionRulesStore';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** How long payloads are kept, in days. */
export const PAYLOAD_DAYS = 90;
const REJECTION_DAYS = 90;
const ENDED_SUPPRESSION_DAYS = 30;

/** Removes payloads, counters, test events and ended suppressions when their time is over. */
export class DetectionRetentionTask implements ScheduledTask {
  readonly id = 'forget-old-detections';
  readonly schedule = {
    frequency: { minutes: 15 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 1 },
  };

  constructor(
    private readonly options: {
      store: DatabaseRetention;
      notices: Pick<DatabaseDetectionNotices, 'deleteViewersBefore'>;
      rules: DetectionRulesStore;
      clock(): Date;
    },
  ) {}

  async run(): Promise<void> {
    const { store, notices, rules, clock } = this.options;
    const now = clock().getTime();
    const ago = (ms: number) => new Date(now - ms).toISOString();
    await store.removeTests(ago(HOUR_MS));
    await store.removeReplays(ago(0));
    await store.removePayloads(ago(PAYLOAD_DAYS * DAY_MS));
    await store.removeRejections(ago(REJECTION_DAYS * DAY_MS));
    await notices.deleteViewersBefore(ago(VIEWER_DAYS * DAY_MS));
    await rules.forgetSuppressions(ago(ENDED_SUPPRESSION_DAYS * DAY_MS));
  }
}
