import type { DeliveryOutcome, RejectionReason, SourceState } from '../rules';
import type { DetectionSummary } from './detections';

/** Deliveries of a source in an hour. @public */
export interface SourceHour {
  /** Begin of the hour. */
  at: string;
  accepted: number;
  duplicate: number;
  rejected: number;
}

/** Where the new detections of a period are now. They sum up to their number. @public */
export interface NewDetectionsNow {
  inbox: number;
  unmapped: number;
  suppressed: number;
  byPeople: number;
  byRules: number;
}

/** A source with its health. @public */
export interface DetectionSourceStatus {
  id: string;
  type: string;
  title: string;
  state: SourceState;
  /** Since when it is silent or rejecting; until when it is muted. */
  stateSince?: string;
  mutedUntil?: string;
  lastEventAt?: string;
  lastRejection?: { at: string; reason: RejectionReason };
  /** A `silent` alarm comes when no event was accepted for this long, in milliseconds; absent: never. */
  expectedEveryMs?: number;
  /** Counts of the period asked for, 24 hours unless stated. `accepted` has the unmapped and ignored ones in it. */
  counts: {
    received: number;
    accepted: number;
    duplicate: number;
    rejected: number;
    /** Detections that wait without a service, and shapes that nobody could read. */
    unmapped: number;
    /** New detections. */
    new: number;
  };
  /** Where the new detections of the period are now. */
  newDetections: NewDetectionsNow;
  hours: SourceHour[];
  /** Attached or promoted, of all that were decided by people or rules in 90 days; `of` is 0 while none was. */
  precision: { real: number; of: number };
  /** Number of services for which it had a detection in 90 days, of those that the caller may see. */
  services: number;
  /** Number of secrets that are configured. */
  secrets: number;
  /** While it is silent or rejecting: services that no other source finds that sends, of those that the caller may see. */
  blind?: number;
  /** Who was notified of its silence, and when. */
  notified?: { at: string; who: string[] };
}

/** A delivery, or a run of rejections with one reason. @public */
export interface DetectionDelivery {
  id: string;
  at: string;
  /** The last of a run of rejections. */
  lastAt?: string;
  outcome: DeliveryOutcome;
  /** More than 1 only for rejections. */
  count: number;
  reason?: RejectionReason | string;
  deliveryId?: string;
  size?: number;
  sha256?: string;
  isTest: boolean;
  detections: DetectionSummary[];
}

/** A source with what a person needs to connect and mend it. @public */
export interface DetectionSourceDetails extends DetectionSourceStatus {
  /** Path of the webhook below the API's base. */
  path: string;
  /** How it proves who sends, in a sentence. */
  proof: string;
  /** Where the secrets are in the configuration. */
  secretsKey: string;
  maxBodyBytes: number;
  retentionDays: number;
  /**
   * A finding that fires again within this time after it was resolved continues as the same detection, in milliseconds. Absent: each
   * time begins a new episode.
   */
  reopenWithinMs?: number;
  /** The last seven days, in UTC. */
  days: SourceHour[];
  /** Newest first, at most 200. */
  deliveries: DetectionDelivery[];
  mute?: { until: string; reason: string; by: string };
  /** Entity refs of who is notified of silence. */
  notifies: string[];
}

/** One station of a test event. @public */
export interface TestEventStation {
  station: 'received' | 'verified' | 'mapped' | 'inbox';
  ok: boolean;
  at?: string;
  /** What happened, or what to do. */
  text: string;
}

/** How far a test event came. @public */
export interface TestEventResult {
  stations: TestEventStation[];
  /** The detection, when it came the whole way. */
  detection?: DetectionSummary;
  durationMs: number;
}
