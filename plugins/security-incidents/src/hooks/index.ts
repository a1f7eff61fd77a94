export * from './useAsyncData';
export * from './useIncidentFilters';
export * from './useKeys';
