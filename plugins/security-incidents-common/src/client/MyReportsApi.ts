import type {
  AnswerReportRequest,
  MyReport,
  MyReportDetails,
  Page,
  ReportRecipients,
  ReportRecipientsQuery,
} from '../model';
import type { CallOptions, PagedCallOptions } from './SecurityIncidentsApi';

/** Calls of reporters about their own reports. @public */
export interface MyReportsApi {
  /** Reports of the caller, newest first. */
  listMyReports(options?: PagedCallOptions): Promise<Page<MyReport>>;
  /** One report of the caller. */
  getMyReport(idOrKey: string, options?: CallOptions): Promise<MyReportDetails>;
  /** Writes to those who handle the report. */
  answerMyReport(
    idOrKey: string,
    request: AnswerReportRequest,
    options?: CallOptions,
  ): Promise<MyReportDetails>;
  /** Who would be notified of a report, and by when they answer. */
  getReportRecipients(
    query: ReportRecipientsQuery,
    options?: CallOptions,
  ): Promise<ReportRecipients>;
}
