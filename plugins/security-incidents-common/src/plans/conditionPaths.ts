import type { AffectedEntity, Incident } from '../model';
import {
  DETECTION_METHODS,
  DETERMINATIONS,
  INCIDENT_MODES,
  INCIDENT_STATUSES,
  LEVELS,
  PRIORITIES,
  RSIT_CLASSES,
  RSIT_TAXONOMY,
  SEVERITIES,
  TLP_MARKINGS,
  TRISTATES,
  VISIBILITIES,
} from '../rules';

/** Type of a fact; `list` is a list of texts. @public */
export type PlanConditionType = 'text' | 'number' | 'boolean' | 'list';

/** Value of a fact. @public */
export type PlanConditionValue = string | number | boolean | readonly string[];

/** A fact of an incident that a condition can use. @public */
export interface PlanConditionPath {
  type: PlanConditionType;
  /** The possible values, if they are a closed list; the parser refuses others. */
  values?: readonly string[];
  /** True when the values are in ascending order, so that `<` and `>=` compare them. */
  ordered?: boolean;
  /** Description for authors of plans. */
  description: string;
}

/**
 * The facts that a `when` can use. The parser refuses other paths.
 *
 * @public
 */
export const PLAN_CONDITION_PATHS = {
  'incident.status': {
    type: 'text',
    values: INCIDENT_STATUSES,
    description: 'the status of the incident',
  },
  'incident.determination': {
    type: 'text',
    values: DETERMINATIONS,
    description: 'what the incident is believed to be',
  },
  'incident.severity': {
    type: 'text',
    values: SEVERITIES,
    ordered: true,
    description: 'the severity of the incident',
  },
  'incident.priority': {
    type: 'text',
    values: PRIORITIES,
    description: 'the priority of the incident',
  },
  'incident.urgency': {
    type: 'text',
    values: LEVELS,
    ordered: true,
    description: 'the urgency of the incident',
  },
  'incident.mode': {
    type: 'text',
    values: INCIDENT_MODES,
    description: 'whether it is real, an exercise or a test',
  },
  'incident.visibility': {
    type: 'text',
    values: VISIBILITIES,
    description: 'who may read the incident',
  },
  'incident.tlp': {
    type: 'text',
    values: TLP_MARKINGS,
    ordered: true,
    description: 'the TLP marking of the incident',
  },
  'incident.isMajor': {
    type: 'boolean',
    description: 'whether it was declared a major incident',
  },
  'incident.unknownService': {
    type: 'boolean',
    description: 'whether the affected service is not known',
  },
  'incident.ongoing': {
    type: 'text',
    values: TRISTATES,
    description: 'whether the attack is going on',
  },
  'incident.suspectedMalicious': {
    type: 'text',
    values: TRISTATES,
    description: 'whether somebody is suspected to have meant it',
  },
  'incident.crossBorder': {
    type: 'text',
    values: TRISTATES,
    description: 'whether more than one country is affected',
  },
  'incident.classification.class': {
    type: 'text',
    values: RSIT_CLASSES,
    description: 'the class of the incident in RSIT',
  },
  'incident.classification.type': {
    type: 'text',
    values: Object.values(RSIT_TAXONOMY).flat(),
    description: 'the type of the incident in RSIT',
  },
  'incident.detection.method': {
    type: 'text',
    values: DETECTION_METHODS,
    description: 'how it came to light',
  },
  'incident.personalData.involved': {
    type: 'text',
    values: TRISTATES,
    description: 'whether personal data is involved',
  },
  'incident.personalData.categories': {
    type: 'list',
    description: 'the categories of personal data',
  },
  'incident.personalData.subjectsEstimate': {
    type: 'number',
    description: 'how many people the data is about',
  },
  'incident.personalData.recordsEstimate': {
    type: 'number',
    description: 'how many records are concerned',
  },
  'affected.count': {
    type: 'number',
    description: 'how many services are affected',
  },
  'affected.tiers': {
    type: 'list',
    description: 'the tiers of the affected services',
  },
  'affected.types': {
    type: 'list',
    description: 'the types of the affected services',
  },
  'affected.systems': {
    type: 'list',
    description: 'the systems of the affected services, as full entity refs',
  },
  'affected.exposures': {
    type: 'list',
    description: 'how the affected services can be reached, such as public',
  },
  'affected.dataClassifications': {
    type: 'list',
    description: 'how the data of the affected services is classified',
  },
} as const satisfies Record<string, PlanConditionPath>;

/** @public */
export type PlanConditionPathName = keyof typeof PLAN_CONDITION_PATHS;

/** Facts of one incident; unknown ones are absent. @public */
export type PlanConditionFacts = Partial<
  Record<PlanConditionPathName, PlanConditionValue>
>;

/** The fields of an incident that conditions use. @public */
export type PlanConditionIncident = Pick<
  Incident,
  | 'status'
  | 'determination'
  | 'severity'
  | 'priority'
  | 'urgency'
  | 'mode'
  | 'visibility'
  | 'tlp'
  | 'isMajor'
  | 'unknownService'
  | 'ongoing'
  | 'suspectedMalicious'
  | 'crossBorder'
  | 'classification'
  | 'detection'
  | 'personalData'
> & { affected: readonly AffectedEntity[] };

/**
 * The facts of an incident. Cleared services do not count as affected.
 *
 * @public
 */
export function toPlanConditionFacts(
  incident: PlanConditionIncident,
): PlanConditionFacts {
  const services = incident.affected.filter(({ role }) => role !== 'cleared');
  const distinct = (
    key: 'tier' | 'type' | 'systemRef' | 'exposure' | 'dataClassification',
  ) => [...new Set(services.flatMap(({ snapshot }) => snapshot[key] ?? []))];
  const facts: Record<PlanConditionPathName, PlanConditionValue | undefined> = {
    'incident.status': incident.status,
    'incident.determination': incident.determination,
    'incident.severity': incident.severity,
    'incident.priority': incident.priority,
    'incident.urgency': incident.urgency,
    'incident.mode': incident.mode,
    'incident.visibility': incident.visibility,
    'incident.tlp': incident.tlp,
    'incident.isMajor': incident.isMajor,
    'incident.unknownService': incident.unknownService,
    'incident.ongoing': incident.ongoing,
    'incident.suspectedMalicious': incident.suspectedMalicious,
    'incident.crossBorder': incident.crossBorder,
    'incident.classification.class': incident.classification?.class,
    'incident.classification.type': incident.classification?.type,
    'incident.detection.method': incident.detection?.method,
    'incident.personalData.involved': incident.personalData.involved,
    'incident.personalData.categories': incident.personalData.categories,
    'incident.personalData.subjectsEstimate':
      incident.personalData.subjectsEstimate,
    'incident.personalData.recordsEstimate':
      incident.personalData.recordsEstimate,
    'affected.count': services.length,
    'affected.tiers': distinct('tier'),
    'affected.types': distinct('type'),
    'affected.systems': distinct('systemRef'),
    'affected.exposures': distinct('exposure'),
    'affected.dataClassifications': distinct('dataClassification'),
  };
  return facts;
}
