/**
 * Extension points and services of Security Incidents for other backend plugins and modules.
 *
 * @packageDocumentation
 */
export * from './DetectionSource';
export * from './EscalationChannel';
export * from './EvidenceStorage';
export * from './IncidentEvents';
export * from './IncidentImporter';
export * from './IncidentsService';
export * from './PriorityPolicy';
export * from './TransitionGuard';
