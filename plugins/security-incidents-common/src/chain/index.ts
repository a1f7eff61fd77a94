export * from './hash';
export * from './replay';
export * from './verify';
