/*
 * What ISO/IEC 20000-1:2018, clause 8.7.3.3, asks of each incident, and the four elements of incident handling, in our own
 * words. The evaluator, the pages, the printed report and the documents read this table. The standard is cited by clause and
 * letter and never quoted.
 */

/** The clause that reports answer. @public */
export const CLAUSE = 'ISO/IEC 20000-1:2018, clause 8.7.3.3';

/** @public */
export const REQUIREMENT_IDS = [
  'recorded',
  'prioritised',
  'escalated',
  'resolved',
  'closed',
  'analysed',
  'reported',
  'reviewed',
  'element-detection',
  'element-response',
  'element-resolution',
  'element-reporting',
] as const;
/** @public */
export type RequirementId = (typeof REQUIREMENT_IDS)[number];

/**
 * What one requirement says about one incident. Shares are "met" of "met" and "missing"; the other two never count.
 *
 * @public
 */
export const REQUIREMENT_RESULTS = [
  'met',
  'missing',
  'not-due',
  'not-applicable',
] as const;
/** @public */
export type RequirementResult = (typeof REQUIREMENT_RESULTS)[number];

/** What a record can lack. @public */
export const RECORD_FIELDS = [
  'class',
  'disposition',
  'priority',
  'priorityInputs',
  'escalationRecipients',
  'resolution',
  'steps',
  'serviceDecisions',
  'obligationDecisions',
  'secondPerson',
  'serviceMinutes',
  'recordsExposed',
  'peopleAffected',
  'managementUpdate',
  'review',
  'detectionMethod',
  'plan',
  'containment',
  'evidence',
] as const;
/** @public */
export type RecordField = (typeof RECORD_FIELDS)[number];

/** What is missing, in words. @public */
export const RECORD_FIELD_LABELS: Readonly<Record<RecordField, string>> = {
  class: 'Class',
  disposition: 'Reason of the dismissal',
  priority: 'Priority',
  priorityInputs: 'Impact and urgency',
  escalationRecipients: 'People told of an escalation',
  resolution: 'Resolution',
  steps: 'Steps',
  serviceDecisions: 'Decision about each service',
  obligationDecisions: 'Decision about each obligation',
  secondPerson: 'Closing by a second person',
  serviceMinutes: 'Service minutes',
  recordsExposed: 'Records exposed',
  peopleAffected: 'People affected',
  managementUpdate: 'Management update',
  review: 'Review',
  detectionMethod: 'How it was detected',
  plan: 'Plan, or a reason for none',
  containment: 'Containment within its target',
  evidence: 'Evidence that the plan asks for',
};

/** @public */
export const CONTROL_FRAMEWORKS = ['iso27001', 'csf2', 'soc2'] as const;
/** @public */
export type ControlFramework = (typeof CONTROL_FRAMEWORKS)[number];

/** @public */
export const CONTROL_FRAMEWORK_LABELS: Readonly<
  Record<ControlFramework, string>
> = {
  iso27001: 'ISO/IEC 27001:2022, Annex A',
  csf2: 'NIST CSF 2.0',
  soc2: 'SOC 2, CC7',
};

/** A control of another framework that the same records answer. @public */
export interface Control {
  code: string;
  framework: ControlFramework;
  /** In our own words. */
  title: string;
}

const control =
  (framework: ControlFramework) =>
  ([code, title]: readonly [string, string]): Control => ({
    code,
    framework,
    title,
  });

/** The controls that requirements are mapped to. @public */
export const CONTROLS: readonly Control[] = [
  ...(
    [
      ['A.5.24', 'Incident management is planned and prepared'],
      ['A.5.25', 'Events are assessed and decided on'],
      ['A.5.26', 'Incidents are responded to by a documented procedure'],
      ['A.5.27', 'Incidents are learned from'],
      ['A.5.28', 'Evidence is collected and preserved'],
      ['A.6.8', 'Staff report events through a known channel'],
    ] as const
  ).map(control('iso27001')),
  ...(
    [
      ['DE.AE-06', 'Information on events reaches the people who need it'],
      ['RS.MA-01', 'The response plan is carried out'],
      ['RS.MA-02', 'Reports are triaged and validated'],
      ['RS.MA-03', 'Incidents are categorised and prioritised'],
      ['RS.MA-04', 'Incidents are escalated as needed'],
      ['RS.AN-06', 'Actions are recorded, and the record keeps its integrity'],
      ['RS.AN-07', 'Incident data is collected, and keeps its integrity'],
      ['RS.AN-08', 'The magnitude of an incident is estimated'],
      ['RS.CO-03', 'Information is shared with stakeholders'],
      ['RS.MI-01', 'Incidents are contained'],
      ['RS.MI-02', 'Incidents are eradicated'],
      ['RC.RP-06', 'The end of recovery is declared and documented'],
      ['ID.IM-03', 'Improvements come from processes and activities'],
    ] as const
  ).map(control('csf2')),
  ...(
    [
      ['CC7.3', 'Events are evaluated, and each has a disposition'],
      ['CC7.4', 'Incidents are responded to by a defined programme'],
      ['CC7.5', 'Recovery is completed, and lessons are drawn'],
    ] as const
  ).map(control('soc2')),
];

/** A requirement of the clause, or one of the four elements. @public */
export interface Requirement {
  id: RequirementId;
  kind: 'requirement' | 'element';
  /** The letter of the clause; absent for what the clause says without a letter. */
  letter?: 'a' | 'b' | 'c' | 'd' | 'e';
  /** Heads its column: `a` to `e`, `An`, `Rp`, `Rv`, `1` to `4`. */
  column: string;
  title: string;
  /** When it is due and what it asks for, in our own words. */
  asks: string;
  /** What in the record proves it. */
  provenBy: string;
  /** What a record lacks that does not meet it. */
  fields: readonly RecordField[];
  /** Codes of {@link CONTROLS}. */
  controls: readonly string[];
}

/** @public */
export const REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'recorded',
    kind: 'requirement',
    letter: 'a',
    column: 'a',
    title: 'Recorded and classified',
    asks: 'Due at once; the class when triage ends. Dismissed ones carry a disposition.',
    provenBy: 'recording and class entries',
    fields: ['class', 'disposition'],
    controls: ['A.5.25', 'A.6.8', 'RS.MA-02', 'RS.MA-03', 'CC7.3'],
  },
  {
    id: 'prioritised',
    kind: 'requirement',
    letter: 'b',
    column: 'b',
    title: 'Prioritised with its risk',
    asks: 'Impact, urgency and the risk that raised it are stored, with the rule version.',
    provenBy: 'priority entries',
    fields: ['priority', 'priorityInputs'],
    controls: ['A.5.25', 'RS.MA-03', 'CC7.3'],
  },
  {
    id: 'escalated',
    kind: 'requirement',
    letter: 'c',
    column: 'c',
    title: 'Escalated if needed',
    asks: 'Due when a step of the escalation is reached or a rule proposes a major incident.',
    provenBy: 'escalations, told and when',
    fields: ['escalationRecipients'],
    controls: ['A.5.26', 'RS.MA-04', 'CC7.4'],
  },
  {
    id: 'resolved',
    kind: 'requirement',
    letter: 'd',
    column: 'd',
    title: 'Resolved',
    asks: 'Needs steps, a resolution and a decision for each service.',
    provenBy: 'resolutions and steps',
    fields: ['resolution', 'steps', 'serviceDecisions'],
    controls: ['A.5.26', 'RS.MI-01', 'RS.MI-02', 'CC7.4'],
  },
  {
    id: 'closed',
    kind: 'requirement',
    letter: 'e',
    column: 'e',
    title: 'Closed',
    asks: 'After all duties are decided. A major one needs a second person.',
    provenBy: 'closings',
    fields: ['obligationDecisions', 'secondPerson'],
    controls: ['A.5.26', 'RC.RP-06', 'CC7.5'],
  },
  {
    id: 'analysed',
    kind: 'requirement',
    column: 'An',
    title: 'Analysed by type, volume and impact',
    asks: 'Impact on services, on information and on people is filled in when it is resolved.',
    provenBy: 'impact entries',
    fields: ['serviceMinutes', 'recordsExposed', 'peopleAffected'],
    controls: ['A.5.27', 'RS.AN-08', 'CC7.4'],
  },
  {
    id: 'reported',
    kind: 'requirement',
    column: 'Rp',
    title: 'Reported to management',
    asks: 'In time, while it is open and at its end. Due for P1, P2 and major ones.',
    provenBy: 'updates to management',
    fields: ['managementUpdate'],
    controls: ['A.5.24', 'RS.CO-03', 'CC7.4'],
  },
  {
    id: 'reviewed',
    kind: 'requirement',
    column: 'Rv',
    title: 'Reviewed for improvement',
    asks: 'Due for high, critical and major ones, and where a plan asks.',
    provenBy: 'reviews and their actions',
    fields: ['review'],
    controls: ['A.5.27', 'ID.IM-03', 'CC7.5'],
  },
  {
    id: 'element-detection',
    kind: 'element',
    column: '1',
    title: 'Detection',
    asks: 'How it came to us is known: a tool, a person, a customer.',
    provenBy: 'ways of detection',
    fields: ['detectionMethod'],
    controls: ['A.6.8', 'DE.AE-06', 'CC7.3'],
  },
  {
    id: 'element-response',
    kind: 'element',
    column: '2',
    title: 'Response',
    asks: 'A plan with roles was applied, or a reason says why none.',
    provenBy: 'plan runs and reasons',
    fields: ['plan'],
    controls: ['A.5.24', 'A.5.26', 'RS.MA-01', 'CC7.4'],
  },
  {
    id: 'element-resolution',
    kind: 'element',
    column: '3',
    title: 'Resolution',
    asks: 'Contained within the target of its plan or of the configuration.',
    provenBy: 'containment times',
    fields: ['containment'],
    controls: ['A.5.26', 'RS.MI-01', 'CC7.4'],
  },
  {
    id: 'element-reporting',
    kind: 'element',
    column: '4',
    title: 'Reporting',
    asks: 'The evidence that plans ask for is kept, hashed, with custody.',
    provenBy: 'evidence files',
    fields: ['evidence'],
    controls: ['A.5.28', 'RS.AN-06', 'RS.AN-07'],
  },
];

/** @public */
export function getRequirement(id: RequirementId): Requirement {
  return REQUIREMENTS[REQUIREMENT_IDS.indexOf(id)];
}
