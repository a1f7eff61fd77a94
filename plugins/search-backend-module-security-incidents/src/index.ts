/**
 * Makes security incidents searchable.
 *
 * @packageDocumentation
 */
export { searchModuleSecurityIncidents as default } from './module';
