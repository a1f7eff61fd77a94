/** Phase of an incident; the moves between them are in {@link STATUS_TRANSITIONS}. @public */
export const INCIDENT_STATUSES = [
  'new',
  'triage',
  'containment',
  'eradication',
  'recovery',
  'resolved',
  'closed',
  'dismissed',
  'merged',
] as const;
/** @public */
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** The statuses a stepper shows, in order. @public */
export const LIFECYCLE_STATUSES = [
  'new',
  'triage',
  'containment',
  'eradication',
  'recovery',
  'resolved',
  'closed',
] as const satisfies readonly IncidentStatus[];
