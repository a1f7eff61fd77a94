export * from './drafts';
export * from './useAsyncData';
export * from './useIncidentFilters';
export * from './useKeys';
export * from './useKeysSetting';
export * from './useLive';
export * from './useNow';
export * from './usePlanLink';
