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
  CallerRights,
  Done,
  IncidentsService,
} from './service/IncidentsService';

export {
  createIncidentConditionalDecision,
  incidentConditions,
} from './permissions/conditionExports';
export {
  type IncidentFilter,
  incidentPermissionResourceRef,
  type IncidentResource,
} from './permissions/incidentResource';
export { incidentRules } from './permissions/rules';
export type { IncidentChanged } from './service/IncidentsListener';
export type { EscalationTold } from './service/serviceLevels/EscalationDeliveries';
export type {
  IncidentRecord,
  MajorStandingRecord,
  ReadAccess,
  Unfindable,
} from './store/records';
export {
  type CataloguedPlan,
  noPlans,
  type PlanCatalog,
  type PrincipalState,
} from './plans/PlanCatalog';
