/**
 * Makes security incidents and their finished reviews searchable.
 *
 * @packageDocumentation
 */
export { searchModuleSecurityIncidents as default } from './module';
