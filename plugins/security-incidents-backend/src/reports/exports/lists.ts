import type {
  ActionSummary,
  DetectionSummary,
  IncidentSummary,
  RegisteredObligation,
  ReviewSummary,
} from 'backstage-plugin-security-incidents-common';
import { INCIDENT_COLUMNS } from './incidentColumns';
import type { ExportedList } from './ListFile';

const INCIDENT_NAMED = {
  ofIncidents: {
    keyColumn: 'incident',
    tlpColumn: 'tlp',
    toKeyOnly: (incident: object) => ({ incident }),
  },
};

function toFlag(value: boolean | undefined): string {
  return String(value ?? false);
}

/** Incidents, as `GET /incidents` lists them. */
export const INCIDENTS_LIST: ExportedList<IncidentSummary> = {
  columns: INCIDENT_COLUMNS,
  ofIncidents: {
    keyColumn: 'key',
    tlpColumn: 'tlp',
    toKeyOnly: (incident: object) => incident,
  },
};

/** Obligations, as `GET /obligations` lists them. */
export const OBLIGATIONS_LIST: ExportedList<RegisteredObligation> = {
  ...INCIDENT_NAMED,
  columns: [
    ['incident', ({ item }) => item.incident.key],
    ['title', ({ item }) => item.incident.title],
    ['incident status', ({ item }) => item.incident.status],
    ['severity', ({ item }) => item.incident.severity],
    ['visibility', ({ item }) => item.incident.visibility],
    ['tlp', ({ incident }) => incident?.tlp],
    ['service', ({ item }) => item.incident.entityRef],
    ['commander', ({ item }) => item.incident.commander],
    ['regime', ({ item }) => item.rule.regime],
    ['rule', ({ item }) => item.rule.id],
    ['obligation', ({ item }) => item.rule.title],
    ['state', ({ item }) => item.state],
    ['raised at', ({ item }) => item.raisedAt],
    ['starts at', ({ item }) => item.startsAt],
    ['at risk at', ({ item }) => item.atRiskAt],
    ['due at', ({ item }) => item.dueAt],
    ['due basis', ({ item }) => item.dueBasis],
    ['decided at', ({ item }) => item.decision?.at],
    ['decided by', ({ item }) => item.decision?.by],
    ['reason', ({ item }) => item.decision?.reason],
    ['sent at', ({ item }) => item.submission?.at],
    ['sending recorded by', ({ item }) => item.submission?.recordedBy],
    ['proof', ({ item }) => item.submission?.proof],
    ['reference', ({ item }) => item.submission?.reference],
  ],
};

/** Reviews, as `GET /reviews` lists them. */
export const REVIEWS_LIST: ExportedList<ReviewSummary> = {
  ...INCIDENT_NAMED,
  columns: [
    ['incident', ({ item }) => item.incident.key],
    ['title', ({ item }) => item.incident.title],
    ['mode', ({ item }) => item.incident.mode],
    ['incident status', ({ item }) => item.incident.status],
    ['severity', ({ item }) => item.incident.severity],
    ['class', ({ item }) => item.incident.class],
    ['tlp', ({ item }) => item.incident.tlp],
    ['visibility', ({ item }) => item.incident.visibility],
    ['services', ({ item }) => item.incident.entityRefs.join('; ')],
    ['state', ({ item }) => item.state],
    ['required', ({ item }) => toFlag(item.required)],
    ['required because', ({ item }) => item.requiredBecause],
    ['due at', ({ item }) => item.dueAt],
    ['overdue', ({ item }) => toFlag(item.overdue)],
    ['lead', ({ item }) => item.leadRef],
    ['completed at', ({ item }) => item.completedAt],
    ['completed by', ({ item }) => item.completedBy],
    ['approved at', ({ item }) => item.approvedAt],
    ['approved by', ({ item }) => item.approvedBy],
    ['needs approval', ({ item }) => toFlag(item.needsApproval)],
    ['actions', ({ item }) => item.actions.total],
    ['actions open', ({ item }) => item.actions.open],
    ['actions proven', ({ item }) => item.actions.proven],
  ],
};

/** Improvement actions, as `GET /actions` lists them. */
export const ACTIONS_LIST: ExportedList<ActionSummary> = {
  ...INCIDENT_NAMED,
  columns: [
    ['incident', ({ item }) => item.incident.key],
    ['incident title', ({ item }) => item.incident.title],
    ['mode', ({ item }) => item.incident.mode],
    ['severity', ({ item }) => item.incident.severity],
    ['tlp', ({ item }) => item.incident.tlp],
    ['visibility', ({ item }) => item.incident.visibility],
    ['services', ({ item }) => item.incident.entityRefs.join('; ')],
    ['action', ({ item }) => item.title],
    ['type', ({ item }) => item.type],
    ['owner', ({ item }) => item.ownerRef],
    ['state', ({ item }) => item.state],
    ['group', ({ item }) => item.group],
    ['due at', ({ item }) => item.dueAt],
    ['first due at', ({ item }) => item.firstDueAt],
    ['times moved', ({ item }) => item.moves],
    ['works if', ({ item }) => item.check.worksIf],
    ['check by', ({ item }) => item.check.by],
    ['checker', ({ item }) => item.check.checkerRef],
    ['check result', ({ item }) => item.check.result],
    ['checked at', ({ item }) => item.check.checkedAt],
    ['link', ({ item }) => item.link],
    ['note', ({ item }) => item.note?.text],
    ['added at', ({ item }) => item.addedAt],
    ['added by', ({ item }) => item.addedBy],
    ['done at', ({ item }) => item.doneAt],
    ['done by', ({ item }) => item.doneBy],
    ['dropped because', ({ item }) => item.droppedReason],
  ],
};

/** Detections, as `GET /detections` lists them, without proposals. */
export const DETECTIONS_LIST: ExportedList<DetectionSummary> = {
  ...INCIDENT_NAMED,
  columns: [
    ['id', ({ item }) => item.id],
    ['source', ({ item }) => item.sourceId],
    ['title', ({ item }) => item.title],
    ['severity', ({ item }) => item.severity],
    ['rule', ({ item }) => item.ruleId],
    ['rule name', ({ item }) => item.ruleName],
    ['status', ({ item }) => item.status],
    ['source state', ({ item }) => item.sourceState],
    ['service', ({ item }) => item.entityRef],
    ['first seen at', ({ item }) => item.firstSeenAt],
    ['last seen at', ({ item }) => item.lastSeenAt],
    ['times seen', ({ item }) => item.count],
    ['test', ({ item }) => toFlag(item.isTest)],
    ['incident', ({ item }) => item.incident?.key],
    ['tlp', ({ incident }) => incident?.tlp],
    ['decided at', ({ item }) => item.decision?.at],
    ['decided by', ({ item }) => item.decision?.by],
    ['decided by rule', ({ item }) => item.decision?.rule?.name],
    ['disposition', ({ item }) => item.decision?.disposition],
    ['reason', ({ item }) => item.decision?.reason],
  ],
};
