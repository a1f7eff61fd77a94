import {
  AFFECTED_ROLES,
  COMPROMISE_STATES,
  DETECTION_METHODS,
  DETERMINATIONS,
  getRsitTypeLabel,
  getRsitTypes,
  INCIDENT_ROLES,
  INCIDENT_STATUSES,
  RESOLUTION_CODES,
  RISK_FACTOR_LABELS,
  RSIT_CLASSES,
  SEVERITIES,
  STEP_AUDIENCES,
  STEP_KINDS,
  STEP_OUTCOMES,
} from 'backstage-plugin-security-incidents-common';
import type { MessageKey, Translate } from './types';

/** The closed lists of words that people read as labels. */
export const LABELLED = {
  affectedRole: AFFECTED_ROLES,
  compromise: COMPROMISE_STATES,
  detectionMethod: DETECTION_METHODS,
  determination: DETERMINATIONS,
  incidentRole: INCIDENT_ROLES,
  resolutionCode: RESOLUTION_CODES,
  riskFactor: Object.keys(RISK_FACTOR_LABELS) as Array<
    keyof typeof RISK_FACTOR_LABELS
  >,
  rsitClass: RSIT_CLASSES,
  severity: SEVERITIES,
  status: INCIDENT_STATUSES,
  stepAudience: STEP_AUDIENCES,
  stepKind: STEP_KINDS,
  stepOutcome: STEP_OUTCOMES,
} as const;

type Kind = keyof typeof LABELLED;
type Word<K extends Kind> = (typeof LABELLED)[K][number];

/** `incident-commander` becomes `incidentCommander`, because keys of texts are in camelCase. */
const toCamelCase = (word: string) =>
  word.replace(/-(\w)/g, (_, letter: string) => letter.toLocaleUpperCase('en'));

/** Keys of labels, none of which has a placeholder. */
type LabelKey = Extract<
  MessageKey,
  | `label.${string}.${string}`
  | `term.severity.${string}`
  | `term.status.${string}`
>;

/** The key of a label. Statuses and severities are terms, which all pages use alike. */
export function toLabelKey(kind: Kind | 'rsitType', word: string): LabelKey {
  const area = kind === 'status' || kind === 'severity' ? 'term' : 'label';
  return `${area}.${kind}.${toCamelCase(word)}` as LabelKey;
}

/** What people read for each word of a list, in the reader's language. */
export function getLabels<K extends Kind>(
  t: Translate,
  kind: K,
): Record<Word<K>, string> {
  const words: readonly string[] = LABELLED[kind];
  return Object.fromEntries(
    words.map(word => [word, t(toLabelKey(kind, word))]),
  ) as Record<Word<K>, string>;
}

const RSIT_TYPES: readonly string[] = RSIT_CLASSES.flatMap(name => [
  ...getRsitTypes(name),
]);

/** What people read for a type of the taxonomy; a type of another version reads as its machine name does. */
export function getRsitTypeText(t: Translate, type: string): string {
  return RSIT_TYPES.includes(type)
    ? t(toLabelKey('rsitType', type))
    : getRsitTypeLabel(type);
}
