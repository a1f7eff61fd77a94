import type { Severity } from 'backstage-plugin-security-incidents-common';

/** Types of sources, which are also the ids in the demo's configuration. */
export const DEMO_SOURCES = [
  'alertmanager',
  'cloudevents',
  'falco',
  'generic',
  'github',
  'gitlab',
  'grafana',
  'guardduty',
  'ocsf',
  'pagerduty',
  'securityhub',
  'wazuh',
] as const;
export type DemoSource = (typeof DEMO_SOURCES)[number];

/** A finding of a tool, in the demo's own terms. */
export interface DemoFinding {
  source: DemoSource;
  /** Tells it apart from the other findings of the source. */
  id: string;
  title: string;
  rule: string;
  severity: Severity;
  /** Name of the component. Absent: nothing that the catalog knows. */
  service?: string;
  isResolved?: boolean;
}
