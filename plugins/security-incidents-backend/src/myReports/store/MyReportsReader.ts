/** Reads incidents as their reporters wrote them. */
export interface MyReportsReader {
  /** The title as it was reported; undefined when it was erased. */
  getReportedTitle(incidentSeq: number): Promise<string | undefined>;
}
