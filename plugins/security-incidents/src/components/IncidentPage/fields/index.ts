export * from './ChoiceField';
export * from './DateTimeField';
export * from './Sheet';
export * from './problem';
export * from './useIdempotencyKey';
