import type { IncidentStatus, Severity } from '../../rules';

/** The one version of the standard that is written and read. @public */
export const CACAO_SPEC_VERSION = 'cacao-2.0';

/**
 * Extension under which a playbook carries what CACAO has no field for, so that our own plans come back unchanged.
 *
 * @public
 */
export const CACAO_EXTENSION_ID =
  'extension-definition--313387da-99d2-5dea-82ca-47ee89b96d08';

export const CACAO_EXTENSION = {
  name: 'Security Incidents for Backstage: response plans',
  description:
    'What a response plan says beyond CACAO: due times, evidence, conditions, scope, service levels, escalation.',
  schema:
    'https://github.com/security-incidents/backstage-plugin-security-incidents/blob/main/docs/cacao.md',
  version: '1.0.0',
} as const;

/** Names of the external references that say which entity a playbook was made from, and who owns it. */
export const ENTITY_REFERENCE = 'backstage-entity';
export const OWNER_REFERENCE = 'backstage-owner';

export const PLAYBOOK_TYPES = [
  'attack',
  'detection',
  'engagement',
  'investigation',
  'mitigation',
  'notification',
  'prevention',
  'remediation',
] as const;
export type PlaybookType = (typeof PLAYBOOK_TYPES)[number];

/** More than this in one playbook is refused, so that reading it stays quick. */
export const MAX_STEPS = 500;
export const MAX_REFERENCES = 2000;
export const MAX_DEPTH = 64;

/** The severity of a playbook goes from 1 to 100. */
export const SEVERITY_NUMBERS: Record<Severity, number> = {
  informational: 10,
  low: 20,
  medium: 50,
  high: 80,
  critical: 100,
};

interface Work {
  type: PlaybookType;
  activity: string;
}

const INVESTIGATION: Work = {
  type: 'investigation',
  activity: 'analyze-collected-data',
};

/** What the tasks of a phase are to CACAO, by the status that the phase belongs to. */
export const WORK_BY_STATUS: Record<IncidentStatus, Work> = {
  new: INVESTIGATION,
  triage: INVESTIGATION,
  containment: { type: 'mitigation', activity: 'restrict-access' },
  eradication: { type: 'remediation', activity: 'eliminate-risk' },
  recovery: { type: 'remediation', activity: 'restore-capabilities' },
  resolved: INVESTIGATION,
  closed: INVESTIGATION,
  dismissed: INVESTIGATION,
  merged: INVESTIGATION,
};

/** What a task is that decides on a duty to notify. */
export const NOTIFICATION: Work = {
  type: 'notification',
  activity: 'deliver-content',
};

export interface PhaseKind {
  id: string;
  maps: IncidentStatus;
}

const TRIAGE: PhaseKind = { id: 'triage', maps: 'triage' };
const CONTAIN: PhaseKind = { id: 'contain', maps: 'containment' };
const ERADICATE: PhaseKind = { id: 'eradicate', maps: 'eradication' };
const RECOVER: PhaseKind = { id: 'recover', maps: 'recovery' };
const REPORT: PhaseKind = { id: 'report', maps: 'recovery' };
const LEARN: PhaseKind = { id: 'learn', maps: 'resolved' };

/** Phases of a playbook that says which phase a step is in, by the usual names. */
export const PHASE_BY_NAME: ReadonlyMap<string, PhaseKind> = new Map([
  ...[TRIAGE, CONTAIN, ERADICATE, RECOVER, REPORT, LEARN].map(
    kind => [kind.id, kind] as const,
  ),
  ['containment', { ...CONTAIN, id: 'containment' }],
  ['eradication', { ...ERADICATE, id: 'eradication' }],
  ['recovery', { ...RECOVER, id: 'recovery' }],
]);

/** Phases for steps that only say what kind of activity they are. */
export const PHASE_BY_ACTIVITY: ReadonlyMap<string, PhaseKind> = new Map([
  ['analyze-collected-data', TRIAGE],
  ['identify-indicators', TRIAGE],
  ['match-indicator', TRIAGE],
  ['scan-system', TRIAGE],
  ['scan-vulnerabilities', TRIAGE],
  ['restrict-access', CONTAIN],
  ['disconnect-system', CONTAIN],
  ['configure-systems', CONTAIN],
  ['eliminate-risk', ERADICATE],
  ['revert-system', RECOVER],
  ['restore-data', RECOVER],
  ['restore-capabilities', RECOVER],
  ['compose-content', REPORT],
  ['deliver-content', REPORT],
  ['identify-audience', REPORT],
  ['identify-channel', REPORT],
]);

/** Where steps go that say nothing, by what the playbook as a whole is for. */
export const PHASE_BY_TYPE: Record<PlaybookType, PhaseKind> = {
  attack: TRIAGE,
  detection: TRIAGE,
  engagement: TRIAGE,
  investigation: TRIAGE,
  mitigation: CONTAIN,
  notification: REPORT,
  prevention: LEARN,
  remediation: ERADICATE,
};
