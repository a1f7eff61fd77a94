/**
 * Extension points and services of Security Incidents for other backend plugins and modules.
 *
 * @packageDocumentation
 */
export * from './EscalationChannel';
export * from './IncidentEvents';
export * from './IncidentsService';
export { readPagePath } from './pagePath';
export * from './PriorityPolicy';
export * from './TransitionGuard';
