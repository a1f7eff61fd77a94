export * from './ResponsePlansApi';
export * from './SecurityIncidentsClient';
export * from './ServiceLevelsApi';
