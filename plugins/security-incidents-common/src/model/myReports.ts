import { z } from 'zod';
import type { ReportState } from '../rules';
import { requiredLongText } from './fields';

/** A report of the caller, as the list of their reports has it. @public */
export interface MyReport {
  id: string;
  /** Key of the incident, to quote in a call. */
  key: string;
  /** As it was reported; absent when it was erased. */
  title?: string;
  reportedAt: string;
  state: ReportState;
  /** Since when it stands like this. */
  stateAt: string;
  /** Whether the last message to the reporter waits for an answer. */
  hasQuestion: boolean;
}

/** A message between those who handle a report and its reporter. @public */
export interface MyReportMessage {
  id: string;
  at: string;
  /** Entity ref of the writer. */
  by: string;
  isMine: boolean;
  text: string;
}

/**
 * A report of the caller. It says what they wrote, how it stands, who has it and what they are asked: nothing of the incident
 * itself or of the incident that it was joined with.
 *
 * @public
 */
export interface MyReportDetails extends MyReport {
  /** What was written; absent when it was erased. */
  text?: string;
  /** The services that were named, as full entity refs. */
  entityRefs: string[];
  /** Whether it was sent as sensitive. */
  isSensitive: boolean;
  /** Entity ref of who has it. */
  handledBy?: string;
  /** When each state was first reached, in order. */
  progress: Array<{ state: ReportState; at: string }>;
  /** Oldest first; corrected ones are left out. */
  messages: MyReportMessage[];
  /** Whether the reporter can write: not once it is over. */
  canAnswer: boolean;
}

/** Who is notified of a report, before it is sent. @public */
export interface ReportRecipients {
  /** Entity refs of the people on duty, and of the owner unless the report is sensitive. */
  notified: string[];
  /** The time until the first answer is due, in milliseconds; absent when no target applies. */
  firstAnswerWithinMs?: number;
}

/** Body of `POST /my/reports/:id/answers`. @public */
export const answerReportSchema = z.strictObject({ text: requiredLongText });
/** What is sent to answer. @public */
export type AnswerReportRequest = z.input<typeof answerReportSchema>;
/** An answer after parsing. @public */
export type ParsedAnswerReport = z.output<typeof answerReportSchema>;

/** What the recipients of a report depend on. @public */
export interface ReportRecipientsQuery {
  entityRef?: string;
  severity?: string;
  isSensitive?: boolean;
}
