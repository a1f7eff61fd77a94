export * from './ClockMeter';
export * from './DecideDialog';
export { type Answer } from './draft';
export * from './NotLegalAdvice';
export * from './ObligationsForbidden';
export * from './permissions';
export * from './RemindButton';
export * from './StateMark';
export * from './words';
