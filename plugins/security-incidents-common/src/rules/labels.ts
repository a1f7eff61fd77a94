import type { Severity } from './severities';
import type { IncidentStatus } from './statuses';
import type {
  AffectedRole,
  CompromiseState,
  DetectionMethod,
  Determination,
  IncidentRole,
  ResolutionCode,
  StepAudience,
  StepKind,
  StepOutcome,
} from './vocabulary';

/** Display names of the statuses. @public */
export const STATUS_LABELS: Record<IncidentStatus, string> = {
  new: 'New',
  triage: 'Triage',
  containment: 'Containment',
  eradication: 'Eradication',
  recovery: 'Recovery',
  resolved: 'Resolved',
  closed: 'Closed',
  dismissed: 'Dismissed',
  merged: 'Merged',
};

/** Display names of the severities. @public */
export const SEVERITY_LABELS: Record<Severity, string> = {
  informational: 'Informational',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

/** Display names of the determinations. @public */
export const DETERMINATION_LABELS: Record<Determination, string> = {
  suspected: 'Suspected',
  confirmed: 'Confirmed',
  'near-miss': 'Near miss',
  'false-positive': 'False positive',
};

/** Display names of the kinds of resolution step. @public */
export const STEP_KIND_LABELS: Record<StepKind, string> = {
  analysis: 'Analysis',
  containment: 'Containment',
  eradication: 'Eradication',
  recovery: 'Recovery',
  communication: 'Communication',
  decision: 'Decision',
  evidence: 'Evidence',
  improvement: 'Improvement',
  other: 'Other',
};

/** Display names of the audiences of a communication. @public */
export const STEP_AUDIENCE_LABELS: Record<StepAudience, string> = {
  management: 'Management',
  'service-owners': 'Service owners',
  staff: 'Staff',
  customers: 'Customers',
  reporter: 'The reporter',
};

/** Display names of the outcomes of a step. @public */
export const STEP_OUTCOME_LABELS: Record<StepOutcome, string> = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  partial: 'Partly',
  'n-a': 'Not applicable',
};

/** Display names of the resolution codes. @public */
export const RESOLUTION_CODE_LABELS: Record<ResolutionCode, string> = {
  contained: 'Contained and removed',
  mitigated: 'Mitigated',
  benign: 'Benign',
  'false-positive': 'False positive',
  'policy-violation': 'Policy violation',
  'operational-error': 'Operational error',
  'insufficient-information': 'Insufficient information',
  'user-acknowledged': 'Acknowledged by the user',
  'accepted-risk': 'Risk accepted',
  duplicate: 'Duplicate',
};

/** Display names of the incident roles. @public */
export const INCIDENT_ROLE_LABELS: Record<IncidentRole, string> = {
  'incident-commander': 'Incident commander',
  deputy: 'Deputy commander',
  assignee: 'Assignee',
  scribe: 'Scribe',
  'service-owner': 'Service owner',
  sme: 'Subject matter expert',
  'comms-lead': 'Communications lead',
  'customer-liaison': 'Customer liaison',
  'legal-counsel': 'Legal counsel',
  'privacy-officer': 'Privacy officer',
  forensics: 'Forensics',
  'executive-sponsor': 'Executive sponsor',
};

/** Display names of the parts that an entity plays. @public */
export const AFFECTED_ROLE_LABELS: Record<AffectedRole, string> = {
  affected: 'Affected',
  origin: 'Origin',
  suspected: 'Suspected',
  cleared: 'Cleared',
};

/** Display names of the compromise states. @public */
export const COMPROMISE_LABELS: Record<CompromiseState, string> = {
  unknown: 'Undecided',
  'not-compromised': 'Not compromised',
  compromised: 'Compromised',
};

/** Display names of the detection methods. @public */
export const DETECTION_METHOD_LABELS: Record<DetectionMethod, string> = {
  monitoring: 'Monitoring',
  'staff-report': 'Report by staff',
  customer: 'Report by a customer',
  'third-party': 'Report by a third party',
  audit: 'Audit',
  'threat-intel': 'Threat intelligence',
  other: 'Other',
};
