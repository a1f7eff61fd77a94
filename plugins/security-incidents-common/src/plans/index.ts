export * from './document';
export * from './selection';
export * from './conditionPaths';
export * from './expression';
export { PLAN_CONDITION_MAX_LENGTH, PlanConditionError } from './tokens';
export * from './anchors';
export * from './schedule';
export * from './cacao';
