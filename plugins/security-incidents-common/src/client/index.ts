export * from './MyWorkApi';
export * from './MyReportsApi';
export * from './ResponsePlansApi';
export * from './SecurityIncidentsApi';
export * from './SecurityIncidentsClient';
export * from './ServiceLevelsApi';
export * from './DetectionsApi';
export * from './DetectionsClient';
