export * from './document';
export * from './lint';
export * from './parse';
