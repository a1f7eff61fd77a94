export * from './ResponsePlansApi';
export * from './SecurityIncidentsClient';
