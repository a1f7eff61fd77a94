/**
 * Backend of Security Incidents: add the default export to a Backstage backend.
 *
 * @packageDocumentation
 */
export { securityIncidentsPlugin as default } from './plugin';
export type { RequestContext } from './kernel/contexts';
export type { CallerPermissions } from './authorization/permissions';
export type { Done, IncidentsService } from './incidents/IncidentsService';
export {
  createIncidentConditionalDecision,
  incidentConditions,
} from './authorization/conditionExports';
export {
  type IncidentFilter,
  incidentPermissionResourceRef,
  type IncidentResource,
} from './authorization/incidentResource';
export { incidentRules } from './authorization/rules/index';
export type { IncidentChanged } from './kernel/IncidentEventPublisher';
export type { EscalationTold } from './serviceLevels/EscalationDeliveries';
export type {
  IncidentRecord,
  MajorStandingRecord,
  ReadAccess,
  Unfindable,
} from './incidents/store/records';
