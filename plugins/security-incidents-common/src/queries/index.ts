export * from './filters';
export * from './reviewFilters';
export * from './time';
