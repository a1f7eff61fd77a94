import type { IncidentStatus, Priority, Severity } from '../rules';

/** Type of incidents in the search of the platform. @public */
export const INCIDENT_SEARCH_TYPE = 'security-incidents';

/** Type of finished post-incident reviews in the search of the platform. @public */
export const REVIEW_SEARCH_TYPE = 'security-incident-reviews';

/** A finished post-incident review in the search index. @public */
export interface ReviewSearchDocument {
  /** Key and title of its incident. */
  title: string;
  /** What happened, causes, lessons and the other texts of the review. */
  text: string;
  /** Path of the view Review of the incident. */
  location: string;
  /** Key of the incident, such as `SEC-2026-0001`. */
  key: string;
  severity?: Severity;
  /** When the review was completed: ISO-8601, UTC. */
  completedAt: string;
}

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
