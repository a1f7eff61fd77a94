import type { MappingWay, SourceState } from '../rules';
import type { DetectionDetails, DetectionSummary } from './detections';

/** A source that watches a service. @public */
export interface WatchingSource {
  sourceId: string;
  title: string;
  state: SourceState;
  stateSince?: string;
  lastEventAt?: string;
  /** How it finds the service, such as `repository acme/payments-api`. */
  way: MappingWay;
  value: string;
  /** Detections of the service in 90 days, and how many of these were real. */
  detections: number;
  real: number;
}

/** Who would report a problem of a service, and what waits. @public */
export interface EntityWatch {
  entityRef: string;
  sources: WatchingSource[];
  /** Titles of the sources that do not find the service, and what would make them find it. */
  missing: Array<{ sourceId: string; title: string; remedy: string }>;
  /** New detections about the service, most severe first, at most ten. Absent without the permission. */
  waiting?: DetectionSummary[];
}

/** The detections of an incident, with those proposed for it. @public */
export interface IncidentDetections {
  attached: DetectionDetails[];
  proposed: DetectionSummary[];
  /** Number of detections about services that are redacted for the caller. */
  withheld: number;
  sources: WatchingSource[];
  /** The titles of the sources of these detections, by source id. */
  sourceTitles: Record<string, string>;
}
