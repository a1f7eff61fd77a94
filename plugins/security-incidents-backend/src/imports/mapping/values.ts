import {
  DETERMINATIONS,
  getRsitTypeLabel,
  getRsitTypes,
  IMPORT_STATUSES,
  type ImportValueField,
  RESOLUTION_CODES,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
  SEVERITIES,
  TLP_MARKINGS,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { toComparable } from './columns';

/** Fields whose values are words of the product; the others are entities. */
export type WordField = Exclude<
  ImportValueField,
  'services' | 'lead' | 'reporter'
>;

export const WORD_FIELDS: readonly WordField[] = [
  'status',
  'determination',
  'severity',
  'class',
  'type',
  'tlp',
  'visibility',
  'resolutionCode',
];

export const RSIT_TYPES: readonly string[] = RSIT_CLASSES.flatMap(name => [
  ...getRsitTypes(name),
]);

/** What each field can become. */
export const WORDS: Record<WordField, readonly string[]> = {
  status: IMPORT_STATUSES,
  determination: DETERMINATIONS,
  severity: SEVERITIES,
  class: RSIT_CLASSES,
  type: RSIT_TYPES,
  tlp: TLP_MARKINGS,
  visibility: VISIBILITIES,
  resolutionCode: RESOLUTION_CODES,
};

/** Other words that registers use, in English and German. */
const SYNONYMS: Record<WordField, Record<string, readonly string[]>> = {
  status: {
    closed: [
      'done',
      'resolved',
      'completed',
      'geschlossen',
      'erledigt',
      'abgeschlossen',
      'gelost',
    ],
    dismissed: [
      'rejected',
      'cancelled',
      'canceled',
      'falsepositive',
      'fehlalarm',
      'verworfen',
      'abgelehnt',
    ],
  },
  determination: {
    confirmed: ['yes', 'truepositive', 'bestatigt'],
    suspected: ['verdacht'],
    'near-miss': ['beinahe', 'beinahevorfall'],
    'false-positive': ['fehlalarm'],
  },
  severity: {
    critical: ['1', 'p1', 'sev1', 'kritisch', 'sehrhoch', 'veryhigh'],
    high: ['2', 'p2', 'sev2', 'hoch', 'major'],
    medium: ['3', 'p3', 'sev3', 'mittel', 'moderate', 'normal'],
    low: ['4', 'p4', 'sev4', 'niedrig', 'gering', 'minor'],
    informational: [
      '5',
      'p5',
      'sev5',
      'info',
      'information',
      'hinweis',
      'none',
    ],
  },
  class: {
    'abusive-content': ['spam', 'harmfulspeech'],
    'malicious-code': [
      'malware',
      'virus',
      'ransomware',
      'trojan',
      'schadsoftware',
    ],
    'information-gathering': ['scan', 'scanning', 'socialengineering'],
    'intrusion-attempts': ['bruteforce', 'exploitversuch', 'angriffsversuch'],
    intrusions: [
      'intrusion',
      'compromise',
      'accountcompromise',
      'einbruch',
      'hack',
    ],
    availability: ['dos', 'ddos', 'outage', 'ausfall', 'verfugbarkeit'],
    'information-content-security': [
      'dataleak',
      'databreach',
      'dataloss',
      'leak',
      'datenleck',
      'datenverlust',
      'datenpanne',
    ],
    fraud: ['phishing', 'betrug', 'masquerade'],
    vulnerable: ['vulnerability', 'schwachstelle'],
    other: ['sonstige', 'sonstiges', 'misc', 'undetermined'],
  },
  type: {},
  tlp: {
    CLEAR: ['white', 'weiss', 'tlpwhite'],
  },
  visibility: {
    open: ['public', 'offen', 'no'],
    restricted: ['confidential', 'vertraulich', 'yes', 'eingeschrankt'],
  },
  resolutionCode: {
    'false-positive': ['fehlalarm'],
    mitigated: ['fixed', 'solved', 'gelost', 'behoben'],
  },
};

function getLabel(field: WordField, word: string): string {
  if (field === 'class') {
    return RSIT_CLASS_LABELS[word as keyof typeof RSIT_CLASS_LABELS];
  }
  return field === 'type' ? getRsitTypeLabel(word) : word;
}

function toLookup(field: WordField): Map<string, string> {
  return new Map(
    WORDS[field].flatMap(word => [
      ...(SYNONYMS[field][word] ?? []).map((name): [string, string] => [
        name,
        word,
      ]),
      [toComparable(getLabel(field, word)), word],
      [toComparable(field === 'tlp' ? `tlp${word}` : word), word],
      [toComparable(word), word],
      // The plus sign is a mark.
      ...(word === 'AMBER+STRICT'
        ? [['amberstrict', word] as [string, string]]
        : []),
    ]),
  );
}

const LOOKUPS = new Map(
  WORD_FIELDS.map(field => [field, toLookup(field)] as const),
);

/** What a value of a file means by its name; undefined while nothing fits. */
export function guessWord(field: WordField, value: string): string | undefined {
  return LOOKUPS.get(field)!.get(toComparable(value));
}
