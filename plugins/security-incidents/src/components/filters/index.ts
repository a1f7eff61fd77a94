export * from './FilterBar';
export * from './choices';
export * from './ListKeys';
