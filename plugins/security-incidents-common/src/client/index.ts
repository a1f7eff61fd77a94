export * from './MyWorkApi';
export * from './ResponsePlansApi';
export * from './SecurityIncidentsApi';
export * from './SecurityIncidentsClient';
export * from './ServiceLevelsApi';
