import type { IncidentStatus } from './statuses';

/** How a report stands, as its reporter is told. It says nothing else of the incident. @public */
export const REPORT_STATES = [
  'received',
  'looked-into',
  'dealt-with',
  'finished',
  'joined',
  'nothing-to-do',
] as const;
/** @public */
export type ReportState = (typeof REPORT_STATES)[number];

/** Display names of the states of a report. @public */
export const REPORT_STATE_LABELS: Record<ReportState, string> = {
  received: 'Received',
  'looked-into': 'Being looked into',
  'dealt-with': 'Being dealt with',
  finished: 'Finished',
  joined: 'Joined with another report',
  'nothing-to-do': 'Looked into, nothing to do',
};

const STATE_OF_STATUS: Record<IncidentStatus, ReportState> = {
  new: 'received',
  triage: 'looked-into',
  containment: 'dealt-with',
  eradication: 'dealt-with',
  recovery: 'dealt-with',
  resolved: 'finished',
  closed: 'finished',
  merged: 'joined',
  dismissed: 'nothing-to-do',
};

/** Returns how a report stands whose incident has a status. @public */
export function toReportState(status: IncidentStatus): ReportState {
  return STATE_OF_STATUS[status];
}
