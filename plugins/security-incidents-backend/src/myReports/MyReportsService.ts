import type {
  MyReport,
  MyReportDetails,
  Page,
  PageRequest,
  ParsedAnswerReport,
  ReportRecipients,
  Severity,
} from 'backstage-plugin-security-incidents-common';

/** What a reporter may see of their own reports, and nothing beyond that. @public */
export interface MyReportsService<Context> {
  list(page: PageRequest, context: Context): Promise<Page<MyReport>>;
  get(idOrKey: string, context: Context): Promise<MyReportDetails>;
  /** Writes to those who handle the report. */
  answer(
    idOrKey: string,
    request: ParsedAnswerReport,
    context: Context,
  ): Promise<{ value: MyReportDetails; replayed: boolean }>;
  /** Who would be notified of a report. */
  getRecipients(
    query: { entityRef?: string; severity?: Severity; isSensitive?: boolean },
    context: Context,
  ): Promise<ReportRecipients>;
}
