export * from './ChoiceField';
export * from './DateTimeField';
export * from './EntityField';
export * from './Sheet';
export * from './problem';
export * from './useIdempotencyKey';
