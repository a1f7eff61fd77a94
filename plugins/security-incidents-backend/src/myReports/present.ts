import {
  type IncidentStatus,
  isFrozenStatus,
  type MyReport,
  type MyReportDetails,
  type ReportState,
  toReportState,
} from 'backstage-plugin-security-incidents-common';
import type { RoleRecord } from '../incidents/store/records';
import type { ReportMessage, ReportRecord } from './store/MyReportsReader';

/** What is read of a report besides the record. */
export interface ReportHistory {
  messages: readonly ReportMessage[];
  statusChanges: ReadonlyArray<{ at: string; to: string }>;
}

type Progress = MyReportDetails['progress'];

/** When each state was first reached. What was joined or dismissed says no more than that. */
function getProgress(
  { incident }: ReportRecord,
  { statusChanges }: ReportHistory,
): Progress {
  const progress: Progress = [{ state: 'received', at: incident.reportedAt }];
  for (const { at, to } of statusChanges) {
    const state = toReportState(to as IncidentStatus);
    if (!progress.some(reached => reached.state === state)) {
      progress.push({ state, at });
    }
  }
  return progress;
}

function getStateAt(
  state: ReportState,
  { incident }: ReportRecord,
  { statusChanges }: ReportHistory,
): string {
  let since = incident.reportedAt;
  let before: ReportState = 'received';
  for (const { at, to } of statusChanges) {
    const next = toReportState(to as IncidentStatus);
    if (next !== before) since = at;
    before = next;
  }
  return before === state ? since : incident.reportedAt;
}

/** Whether the last message is one to the reporter that asks something. */
function asksSomething(
  messages: readonly ReportMessage[],
  reporter: string,
): boolean {
  const last = messages[messages.length - 1];
  return last !== undefined && last.by !== reporter && last.text.includes('?');
}

/** Builds the row of a list. */
export function toMyReport(
  record: ReportRecord,
  history: ReportHistory,
): MyReport {
  const { incident, reported } = record;
  const state = toReportState(incident.status);
  return {
    id: incident.id,
    key: incident.key,
    title: reported.title,
    reportedAt: incident.reportedAt,
    state,
    stateAt: getStateAt(state, record, history),
    hasQuestion:
      !isFrozenStatus(incident.status) &&
      asksSomething(history.messages, incident.reportedBy),
  };
}

/** Builds the page of a report. */
export function toMyReportDetails(
  record: ReportRecord,
  history: ReportHistory,
  roles: readonly RoleRecord[],
): MyReportDetails {
  const { incident, reported } = record;
  const isOver = isFrozenStatus(incident.status);
  const holder = (['assignee', 'incident-commander'] as const)
    .map(role => roles.find(held => held.role === role && !held.renouncedAt))
    .find(held => held !== undefined);
  return {
    ...toMyReport(record, history),
    text: reported.text,
    entityRefs: reported.entityRefs,
    isSensitive: reported.isSensitive,
    // Who handles the report that it was joined with is nothing of this one.
    handledBy: incident.status === 'merged' ? undefined : holder?.principalRef,
    progress: getProgress(record, history),
    messages: history.messages.map(({ id, at, by, text }) => ({
      id,
      at,
      by,
      isMine: by === incident.reportedBy,
      text,
    })),
    canAnswer: !isOver,
  };
}
