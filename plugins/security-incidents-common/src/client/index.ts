export * from './SecurityIncidentsClient';
