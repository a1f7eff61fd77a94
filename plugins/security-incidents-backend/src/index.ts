/**
 * Backend of Security Incidents: add the default export to a Backstage backend.
 *
 * @packageDocumentation
 */
export { securityIncidentsPlugin as default } from './plugin';
export {
  createIncidentsService,
  type IncidentsServiceOptions,
} from './createIncidentsService';
export type {
  CallContext,
  CallerPermissions,
  Done,
  IncidentsService,
} from './incidents/IncidentsService';

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
export {
  type CataloguedPlan,
  noPlans,
  type PlanCatalog,
  type PrincipalState,
} from './responsePlans/PlanCatalog';
