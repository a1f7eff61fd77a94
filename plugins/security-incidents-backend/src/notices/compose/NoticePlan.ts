import type { DirectoryReader } from '../../catalog/DirectoryReader';
import type { IncidentsStore } from '../../incidents/store/IncidentsStore';
import type { IncidentDetails } from '../../incidents/store/records';
import type { IncidentRecord } from '../../kernel/records';
import type { PlanRunRecord } from '../../responsePlans/store/planRecords';
import type { IncidentServiceLevels } from '../../serviceLevels/IncidentServiceLevels';
import type { EscalationRecipients } from '../../serviceLevels/recipients';
import type { IncidentNotice, NoticeContent } from '../IncidentNotice';
import type { NoticeRecord } from '../store/NoticesStore';

/** What the people and texts of notifications are found with. */
export interface ComposerOptions {
  store: IncidentsStore;
  directory: DirectoryReader;
  recipients: EscalationRecipients;
  levels: IncidentServiceLevels;
  /** Users and groups on duty. */
  responders: readonly string[];
}

/** What was recorded to be sent, with the incident as it is now. */
export interface Basis {
  record: NoticeRecord;
  incident: IncidentRecord;
  details: IncidentDetails;
  run?: PlanRunRecord;
}

/** Whom a notification is for, and what it says once names are known. */
export interface NoticePlan {
  to: readonly string[];
  named?: readonly string[];
  scope: string;
  taskId?: string;
  view?: IncidentNotice['view'];
  obligationId?: string;
  write(nameOf: (ref: string | undefined) => string | undefined): NoticeContent;
}
