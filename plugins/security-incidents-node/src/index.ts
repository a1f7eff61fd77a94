/**
 * What other backend plugins and modules use to talk to Security Incidents.
 *
 * @packageDocumentation
 */
export * from './service';
