/**
 * Teaches the catalog the kind `ResponsePlan`: add the default export to a Backstage backend.
 *
 * @packageDocumentation
 */
export { catalogModuleResponsePlans as default } from './module';
export { ResponsePlanProcessor } from './ResponsePlanProcessor';
