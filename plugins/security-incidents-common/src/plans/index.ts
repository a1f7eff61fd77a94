export * from './document';
export * from './run';
