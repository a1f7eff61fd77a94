import type {
  Page,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../../kernel/records';

/** A report as the first entry of the timeline has it. Erased fields are absent. */
export interface ReportedFacts {
  title?: string;
  text?: string;
  entityRefs: string[];
  isSensitive: boolean;
}

/** An incident with what its reporter wrote. */
export interface ReportRecord {
  incident: IncidentRecord;
  reported: ReportedFacts;
}

/** A message between those who handle a report and its reporter. */
export interface ReportMessage {
  id: string;
  at: string;
  by: string;
  text: string;
}

/** Reads incidents as their reporters may see them, whatever else they may read. */
export interface MyReportsReader {
  /** The title as it was reported; undefined when it was erased. */
  getReportedTitle(incidentSeq: number): Promise<string | undefined>;
  /** Newest first. */
  list(reporter: string, page: PageRequest): Promise<Page<ReportRecord>>;
  find(idOrKey: string, reporter: string): Promise<ReportRecord | undefined>;
  /** Messages to and from the reporters of some incidents by `seq`, oldest first, without corrected ones. */
  getMessages(
    incidentSeqs: readonly number[],
  ): Promise<Map<number, ReportMessage[]>>;
  /** When the incident came to each of its statuses, oldest first. */
  getStatusChanges(
    incidentSeqs: readonly number[],
  ): Promise<Map<number, Array<{ at: string; to: string }>>>;
}
