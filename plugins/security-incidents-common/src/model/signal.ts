/**
 * Signals channel that tells open pages about changed incidents.
 *
 * @public
 */
export const INCIDENTS_SIGNAL_CHANNEL = 'security-incidents';

/**
 * Says that an incident changed, and nothing else. The page then requests what its reader may see. Signals about a
 * restricted incident go to its members only.
 *
 * @public
 */
export interface IncidentSignal {
  incidentId: string;
  /** The version that it has now. */
  version: number;
}

/**
 * Signals channel that tells open pages that detections changed: new ones, repeats, decisions, sources and rules.
 *
 * @public
 */
export const DETECTIONS_SIGNAL_CHANNEL = 'security-incidents:detections';

/**
 * Says that detections changed, and nothing else. The page then requests what its reader may see.
 *
 * @public
 */
export interface DetectionsSignal {
  /** When they changed, ISO-8601. */
  at: string;
}
