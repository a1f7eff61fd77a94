import type {
  AffectedRole,
  CompromiseState,
  DetectionMethod,
  Determination,
  IncidentRole,
  IncidentStatus,
  ResolutionCode,
  Severity,
  StepAudience,
  StepKind,
  StepOutcome,
} from './vocabulary';

/** What people read for each status. @public */
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

/** What people read for each severity. @public */
export const SEVERITY_LABELS: Record<Severity, string> = {
  informational: 'Informational',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

/** What people read for each determination. @public */
export const DETERMINATION_LABELS: Record<Determination, string> = {
  suspected: 'Suspected',
  confirmed: 'Confirmed',
  'near-miss': 'Near miss',
  'false-positive': 'False positive',
};

/** What people read for each kind of resolution step. @public */
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

/** What people read for each audience of a communication. @public */
export const STEP_AUDIENCE_LABELS: Record<StepAudience, string> = {
  management: 'Management',
  'service-owners': 'Service owners',
  staff: 'Staff',
  customers: 'Customers',
};

/** What people read for each outcome of a step. @public */
export const STEP_OUTCOME_LABELS: Record<StepOutcome, string> = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  partial: 'Partly',
  'n-a': 'Not applicable',
};

/** What people read for each resolution code. @public */
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

/** What people read for each role. @public */
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

/** What people read for the part an entity plays. @public */
export const AFFECTED_ROLE_LABELS: Record<AffectedRole, string> = {
  affected: 'Affected',
  origin: 'Origin',
  suspected: 'Suspected',
  cleared: 'Cleared',
};

/** What people read for the compromise state. @public */
export const COMPROMISE_LABELS: Record<CompromiseState, string> = {
  unknown: 'Undecided',
  'not-compromised': 'Not compromised',
  compromised: 'Compromised',
};

/** What people read for each way of detection. @public */
export const DETECTION_METHOD_LABELS: Record<DetectionMethod, string> = {
  monitoring: 'Monitoring',
  'staff-report': 'Report by staff',
  customer: 'Report by a customer',
  'third-party': 'Report by a third party',
  audit: 'Audit',
  'threat-intel': 'Threat intelligence',
  other: 'Other',
};
