import type {
  ServiceReportRow,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { AnalysisSubject } from './AnalysisReader';

/** How often a service or resource was hit. */
export interface EntityHits {
  entityRef: string;
  incidents: number;
}

/** What a list says of one service besides its number of incidents. */
export interface ServiceDetails {
  title?: string;
  ownerRef?: string;
  bySeverity: SeverityCounts;
  cameBack: ServiceReportRow['cameBack'];
  containment: { n: number; medianMs?: number; p90Ms?: number };
  overdueActions: number;
}

/** Reads figures of services. */
export interface ServiceReportsReader {
  /** Most incidents first. */
  listEntities(subject: AnalysisSubject): Promise<EntityHits[]>;
  /** By entity ref. */
  getDetails(
    subject: AnalysisSubject,
    entityRefs: readonly string[],
    now: string,
  ): Promise<Map<string, ServiceDetails>>;
  /** The text of the last step of some incidents, by internal key. */
  getLastSteps(seqs: readonly number[]): Promise<Map<number, string>>;
}
