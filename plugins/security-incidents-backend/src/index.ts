/**
 * Backend of Security Incidents: add the default export to a Backstage backend.
 *
 * @packageDocumentation
 */
export { securityIncidentsPlugin as default } from './plugin';

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
