export * from './document';
export * from './selection';
