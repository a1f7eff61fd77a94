export * from './IncidentsCard';
export type { Question } from './useIncidentPage';
