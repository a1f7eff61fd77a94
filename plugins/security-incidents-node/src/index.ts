/**
 * Extension points and services of Security Incidents for other backend plugins and modules.
 *
 * @packageDocumentation
 */
export * from './EscalationChannel';
export * from './IncidentEvents';
export * from './IncidentsService';
export * from './PriorityPolicy';
export * from './TransitionGuard';
