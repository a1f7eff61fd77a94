export * from './useAsyncData';
export * from './useIncidentFilters';
