/** OCSF severity_id 1 to 5, least first. @public */
export const SEVERITIES = [
  'informational',
  'low',
  'medium',
  'high',
  'critical',
] as const;
/** @public */
export type Severity = (typeof SEVERITIES)[number];
