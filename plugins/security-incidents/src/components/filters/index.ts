export * from './EntitySelect';
export * from './FilterBar';
export * from './choices';
export * from './ListKeys';
export * from './ListSearch';
export * from './PeriodField';
export * from './useEntitySearch';
