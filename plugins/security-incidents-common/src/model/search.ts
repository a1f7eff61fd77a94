import type { IncidentStatus, Priority, Severity } from '../rules';

/** Type of incidents in the search of the platform. @public */
export const INCIDENT_SEARCH_TYPE = 'security-incidents';

/** An incident in the search index. @public */
export interface IncidentSearchDocument {
  /** Key and title. */
  title: string;
  /** The kind of incident, in words. */
  text: string;
  /** Path of its page. */
  location: string;
  /** Such as `SEC-2026-0001`. */
  key: string;
  status: IncidentStatus;
  severity?: Severity;
  priority?: Priority;
  /** When it was reported: ISO-8601, UTC. */
  reportedAt: string;
}
