export * from './IncidentsCard';
