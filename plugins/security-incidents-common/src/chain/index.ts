export * from './checkpoint';
export * from './hash';
export * from './merkle';
export * from './replay';
export * from './verify';
