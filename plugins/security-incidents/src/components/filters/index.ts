export * from './FilterBar';
export * from './choices';
