import type { IncidentStatus, Severity } from '../../rules';

/** The version of the standard that we read and write. @public */
export const CACAO_SPEC_VERSION = 'cacao-2.0';

/**
 * Id of our extension. It carries what CACAO has no field for, so that our own plans come back unchanged.
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

/** Limits of one playbook; a larger one is refused. */
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

/** Playbook type and activity of tasks, by the status of their phase. */
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

/** Playbook type and activity of tasks that decide on an obligation. */
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

/** Phases by their usual names. */
export const PHASE_BY_NAME: ReadonlyMap<string, PhaseKind> = new Map([
  ...[TRIAGE, CONTAIN, ERADICATE, RECOVER, REPORT, LEARN].map(
    kind => [kind.id, kind] as const,
  ),
  ['containment', { ...CONTAIN, id: 'containment' }],
  ['eradication', { ...ERADICATE, id: 'eradication' }],
  ['recovery', { ...RECOVER, id: 'recovery' }],
]);

/** Phases by the activity of a step. */
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

/** Phases of steps without an activity, by the type of the playbook. */
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
