import type {
  ReportCertainty,
  ReportState,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../kernel/records';

/** What a notification says. Names are display names. */
export type NoticeContent =
  | {
      kind: 'reported';
      reporter: string;
      certainty?: ReportCertainty;
      firstAnswerDue?: string;
    }
  | {
      kind: 'assigned';
      /** Titles of tasks, or the name of a role. */
      what: readonly string[];
      dueAt?: string;
      by?: string;
    }
  | { kind: 'member'; by?: string }
  | {
      kind: 'due-soon';
      what: string;
      dueAt: string;
      /** The rule that sets the time, in words. */
      rule?: string;
    }
  | {
      kind: 'overdue';
      what: string;
      dueAt: string;
      holder?: string;
      /** Who is notified next. */
      next?: string;
    }
  | {
      kind: 'reminder';
      what: string;
      dueAt?: string;
      by?: string;
    }
  | {
      kind: 'escalated';
      what: string;
      dueAt?: string;
      /** Which of the escalations it is that follow one another. */
      step?: { number: number; of: number };
      /** When the next one follows. */
      answerBy?: string;
      /** Who escalated by hand. */
      by?: string;
    }
  | { kind: 'broken-glass'; by?: string }
  | { kind: 'report-state'; state: ReportState; reportTitle?: string }
  | {
      kind: 'report-message';
      by?: string;
      isQuestion: boolean;
      reportTitle?: string;
    }
  | { kind: 'report-answer'; by?: string };

/** A notification about an incident. */
export interface IncidentNotice {
  incident: IncidentRecord;
  /** Users who may read it, and no groups. */
  people: readonly string[];
  content: NoticeContent;
  /** A newer notification of the same thing replaces the older. */
  scope: string;
  /** The task that it is about. */
  taskId?: string;
  /** The view of the incident's page that it is about; its response unless stated. */
  view?: 'review';
  /** The obligation that it is about. */
  obligationId?: string;
}
