/**
 * Adds the kind `ResponsePlan` to the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleResponsePlans as default } from './module';
export { ResponsePlanProcessor } from './ResponsePlanProcessor';
