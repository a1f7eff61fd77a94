/**
 * Scaffolder actions for security incidents and response plans.
 *
 * @packageDocumentation
 */
export { scaffolderModuleSecurityIncidents as default } from './module';
