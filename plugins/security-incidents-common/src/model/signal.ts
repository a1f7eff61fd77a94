/**
 * Channel of Backstage's signals on which changes of incidents are told to open pages.
 *
 * @public
 */
export const INCIDENTS_SIGNAL_CHANNEL = 'security-incidents';

/**
 * Says that an incident changed, and nothing about it: the page asks for what its reader may see. A restricted incident
 * is told to the people who are its members only.
 *
 * @public
 */
export interface IncidentSignal {
  incidentId: string;
  /** The version that it has now. */
  version: number;
}
