export * from './filters';
export * from './time';
