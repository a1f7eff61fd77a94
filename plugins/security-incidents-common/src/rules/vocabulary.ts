/*
 * The closed word lists of the product, as data. Backend validation, frontend choices, OpenAPI and docs read these
 * lists; nothing else may repeat them. Statuses and severities are in files of their own: entity pages load them alone.
 */

/** What we believe happened; the union of the VERIS and STIX terms. @public */
export const DETERMINATIONS = [
  'suspected',
  'confirmed',
  'near-miss',
  'false-positive',
] as const;
/** @public */
export type Determination = (typeof DETERMINATIONS)[number];

/** Four-step scale of impact, urgency and risk, least first. @public */
export const LEVELS = ['low', 'medium', 'high', 'critical'] as const;
/** @public */
export type Level = (typeof LEVELS)[number];

/** P1 is handled first. @public */
export const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const;
/** @public */
export type Priority = (typeof PRIORITIES)[number];

/** `restricted`: for members and holders of `incident.restricted.read` only. For everybody else the incident does not exist. @public */
export const VISIBILITIES = ['open', 'restricted'] as const;
/** @public */
export type Visibility = (typeof VISIBILITIES)[number];

/** Traffic Light Protocol 2.0 (FIRST), least restrictive first. @public */
export const TLP_MARKINGS = [
  'CLEAR',
  'GREEN',
  'AMBER',
  'AMBER+STRICT',
  'RED',
] as const;
/** @public */
export type Tlp = (typeof TLP_MARKINGS)[number];

/** Only `real` incidents count in metrics. @public */
export const INCIDENT_MODES = ['real', 'exercise', 'test'] as const;
/** @public */
export type IncidentMode = (typeof INCIDENT_MODES)[number];

/** How the incident was detected. @public */
export const DETECTION_METHODS = [
  'monitoring',
  'staff-report',
  'customer',
  'third-party',
  'audit',
  'threat-intel',
  'other',
] as const;
/** @public */
export type DetectionMethod = (typeof DETECTION_METHODS)[number];

/** How certain reporters are of their report. Being unsure is a valid answer. @public */
export const REPORT_CERTAINTIES = ['certain', 'unsure'] as const;
/** @public */
export type ReportCertainty = (typeof REPORT_CERTAINTIES)[number];

/** Answer to a question; `unknown` while it is undecided. @public */
export const TRISTATES = ['unknown', 'no', 'yes'] as const;
/** @public */
export type Tristate = (typeof TRISTATES)[number];

/** The part that an entity plays in an incident. @public */
export const AFFECTED_ROLES = [
  'affected',
  'origin',
  'suspected',
  'cleared',
] as const;
/** @public */
export type AffectedRole = (typeof AFFECTED_ROLES)[number];

/** Whether the entity was compromised. `unknown` blocks resolving the incident. @public */
export const COMPROMISE_STATES = [
  'unknown',
  'not-compromised',
  'compromised',
] as const;
/** @public */
export type CompromiseState = (typeof COMPROMISE_STATES)[number];

/** NIST and STIX three-step scale of a loss of confidentiality, integrity or availability. @public */
export const CIA_IMPACTS = ['none', 'low', 'high'] as const;
/** @public */
export type CiaImpact = (typeof CIA_IMPACTS)[number];

/** NIST SP 800-61 functional impact. @public */
export const FUNCTIONAL_IMPACTS = [
  'none',
  'minimal',
  'significant',
  'denial',
  'loss-of-control',
] as const;
/** @public */
export type FunctionalImpact = (typeof FUNCTIONAL_IMPACTS)[number];

/** What one resolution step was. @public */
export const STEP_KINDS = [
  'analysis',
  'containment',
  'eradication',
  'recovery',
  'communication',
  'decision',
  'evidence',
  'improvement',
  'other',
] as const;
/** @public */
export type StepKind = (typeof STEP_KINDS)[number];

/** Who a communication was for. One to `management` is a management update. @public */
export const STEP_AUDIENCES = [
  'management',
  'service-owners',
  'staff',
  'customers',
  'reporter',
] as const;
/** @public */
export type StepAudience = (typeof STEP_AUDIENCES)[number];

/** How one resolution step ended. @public */
export const STEP_OUTCOMES = ['succeeded', 'failed', 'partial', 'n-a'] as const;
/** @public */
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

/** How an incident ended; required when it is resolved. @public */
export const RESOLUTION_CODES = [
  'contained',
  'mitigated',
  'benign',
  'false-positive',
  'policy-violation',
  'operational-error',
  'insufficient-information',
  'user-acknowledged',
  'accepted-risk',
  'duplicate',
] as const;
/** @public */
export type ResolutionCode = (typeof RESOLUTION_CODES)[number];

/** Roles of people and groups in the response to one incident. @public */
export const INCIDENT_ROLES = [
  'incident-commander',
  'deputy',
  'assignee',
  'scribe',
  'service-owner',
  'sme',
  'comms-lead',
  'customer-liaison',
  'legal-counsel',
  'privacy-officer',
  'forensics',
  'executive-sponsor',
] as const;
/** @public */
export type IncidentRole = (typeof INCIDENT_ROLES)[number];

/** States of what is due next that need attention. An incident is in one at most. @public */
export const DUE_STATES = ['overdue', 'at-risk'] as const;
/** @public */
export type DueState = (typeof DUE_STATES)[number];

/** Fields that a list of incidents can be ordered by. @public */
export const INCIDENT_ORDER_FIELDS = [
  'recordedAt',
  'detectedAt',
  'updatedAt',
  'severity',
  'priority',
  'status',
  'openFirst',
  'nextDue',
] as const;
/** @public */
export type IncidentOrderField = (typeof INCIDENT_ORDER_FIELDS)[number];

/**
 * What a timeline entry records.
 * @public
 */
export const TIMELINE_ACTIONS = [
  'incident.recorded',
  'incident.imported',
  'incident.updated',
  'status.changed',
  'merge.added',
  'merge.removed',
  'step.recorded',
  'affected.linked',
  'affected.updated',
  'affected.unlinked',
  'affected.snapshot-completed',
  'role.assumed',
  'role.renounced',
  'member.added',
  'member.removed',
  'access.broken-glass',
  'plan.applied',
  'plan.declined',
  'plan.upgraded',
  'task.added',
  'task.started',
  'task.done',
  'task.skipped',
  'task.reopened',
  'task.assigned',
  'task.due-changed',
  'escalation.fired',
  'escalation.requested',
  'escalation.corrected',
  'major.proposed',
  'major.declared',
  'major.declined',
  'major.ended',
  'detection.promoted',
  'detection.attached',
  'detection.detached',
  'detection.resolved',
  'detection.repeated',
  'gap.explained',
  'record.exported',
  'entry.erased',
  'obligation.raised',
  'obligation.decided',
  'obligation.submitted',
  'obligation.recalculated',
  'obligation.reminded',
  'evidence.added',
  'evidence.downloaded',
  'evidence.previewed',
  'evidence.verified',
  'evidence.held',
  'evidence.released',
  'evidence.disposed',
  'review.required',
  'review.saved',
  'review.completed',
  'review.approved',
  'review.reopened',
  'review.waived',
  'review.reminded',
  'action.added',
  'action.updated',
  'action.done',
  'action.verified',
  'action.reopened',
  'action.dropped',
  'action.reminded',
] as const;
/** @public */
export type TimelineAction = (typeof TIMELINE_ACTIONS)[number];
