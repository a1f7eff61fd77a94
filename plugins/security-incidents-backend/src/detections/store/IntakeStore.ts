import type {
  DetectionMappingResult,
  MappingWay,
} from 'backstage-plugin-security-incidents-common';
import type { DetectionDraft } from '../intake/DetectionDraft';
import type {
  CountedReason,
  DeliveryRecord,
  DetectionRecord,
  ServiceKeyRecord,
} from './records';

/** The service of a finding, and what was tried. */
export interface Placement {
  entityRef?: string;
  mapping?: DetectionMappingResult;
  tried: MappingWay[];
}

/** What is known of a finding when it is stored for the first time. */
export interface NewFinding extends Placement {
  suppressionId?: string;
  /** Whether a rule may apply to it. */
  mayFollowRule: boolean;
}

/** Names of services, as far as they were asked for. */
export type ServiceKeyReader = (
  keys: readonly string[],
) => Promise<ServiceKeyRecord[]>;

/** A detection that a delivery made or changed. */
export interface TouchedDetection {
  record: DetectionRecord;
  isNew: boolean;
  /** Whether the inbox or an incident shows something else now. */
  isChanged: boolean;
}

export type AcceptedDelivery =
  | { isDuplicate: true }
  | { isDuplicate: false; detections: TouchedDetection[] };

/** Writes of the intake. */
export interface IntakeStore {
  /**
   * Stores a delivery with all its findings in one transaction.
   *
   * @param replay - a delivery with the same key before `expiresAt` of the first is a duplicate, and changes nothing
   * @param place - finds the services of findings that are new
   */
  accept(
    delivery: DeliveryRecord,
    replay: { key: string; expiresAt: string },
    drafts: readonly DetectionDraft[],
    place: (
      drafts: readonly DetectionDraft[],
      readKeys: ServiceKeyReader,
    ) => Promise<NewFinding[]>,
  ): Promise<AcceptedDelivery>;
  /** Counts a delivery of which nothing is kept. */
  count(sourceId: string, reason: CountedReason, at: string): Promise<void>;
}
