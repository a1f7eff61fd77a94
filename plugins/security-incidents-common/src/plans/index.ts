export * from './document';
export * from './run';
export * from './lint';
export * from './parse';
