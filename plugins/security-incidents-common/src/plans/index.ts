export * from './kind';
export * from './document';
export { getResponsePlanJsonSchema } from './jsonSchema';
export * from './run';
export * from './requests';
export * from './standing';
export * from './content';
export * from './diff';
export { addDurationToDay } from './duration';
export {
  getPlanLastTested,
  getPlanReviewDue,
  getPlanTestDue,
  PLAN_LINT_CODES,
  type PlanFinding,
  type PlanLintOptions,
} from './lint';
export * from './parse';
export * from './selection';
export * from './conditionPaths';
export {
  evaluatePlanCondition,
  parsePlanCondition,
  type PlanCondition,
  type PlanConditionLiteral,
  type PlanConditionOperator,
} from './expression';
export { PlanConditionError } from './tokens';
export { formatPlanOffset, type PlanTimes } from './anchors';
export * from './schedule';
export { PLAN_CLOCK_EVENTS, type PlanClockEventName } from './clockEvents';
export * from './cacao';
export * from './exchange';
export * from './notReadYet';
