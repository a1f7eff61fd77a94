/**
 * The Reference Security Incident Taxonomy (RSIT v1003, ENISA and TF-CSIRT) as data: machine names of classes and
 * their types. The class is mandatory to leave triage, the type is optional.
 * @public
 */
export const RSIT_TAXONOMY = {
  'abusive-content': ['spam', 'harmful-speech', 'violence'],
  'malicious-code': [
    'infected-system',
    'c2-server',
    'malware-distribution',
    'malware-configuration',
  ],
  'information-gathering': ['scanner', 'sniffing', 'social-engineering'],
  'intrusion-attempts': ['ids-alert', 'brute-force', 'exploit'],
  intrusions: [
    'privileged-account-compromise',
    'unprivileged-account-compromise',
    'application-compromise',
    'system-compromise',
    'burglary',
  ],
  availability: ['dos', 'ddos', 'misconfiguration', 'sabotage', 'outage'],
  'information-content-security': [
    'unauthorised-information-access',
    'unauthorised-information-modification',
    'data-loss',
    'data-leak',
  ],
  fraud: [
    'unauthorised-use-of-resources',
    'copyright',
    'masquerade',
    'phishing',
  ],
  vulnerable: [
    'weak-crypto',
    'ddos-amplifier',
    'potentially-unwanted-accessible',
    'information-disclosure',
    'vulnerable-system',
  ],
  other: ['other', 'undetermined'],
  test: ['test'],
} as const;

/** Class of the taxonomy. @public */
export type RsitClass = keyof typeof RSIT_TAXONOMY;

/** The classes in the order of the taxonomy. @public */
export const RSIT_CLASSES = Object.keys(RSIT_TAXONOMY) as [
  RsitClass,
  ...RsitClass[],
];

/** Display names of the classes. @public */
export const RSIT_CLASS_LABELS: Record<RsitClass, string> = {
  'abusive-content': 'Abusive content',
  'malicious-code': 'Malicious code',
  'information-gathering': 'Information gathering',
  'intrusion-attempts': 'Intrusion attempts',
  intrusions: 'Intrusions',
  availability: 'Availability',
  'information-content-security': 'Information content security',
  fraud: 'Fraud',
  vulnerable: 'Vulnerable',
  other: 'Other',
  test: 'Test',
};

/**
 * The types of a class; empty for an unknown class.
 * @public
 */
export function getRsitTypes(rsitClass: string): readonly string[] {
  return Object.prototype.hasOwnProperty.call(RSIT_TAXONOMY, rsitClass)
    ? RSIT_TAXONOMY[rsitClass as RsitClass]
    : [];
}

const SPECIAL_WORDS: Record<string, string> = {
  c2: 'C2',
  ddos: 'DDoS',
  dos: 'DoS',
  ids: 'IDS',
};

/**
 * The display name of a type, made from its machine name: `data-leak` becomes `Data leak`.
 * @public
 */
export function getRsitTypeLabel(type: string): string {
  const words = type.split('-').map(word => SPECIAL_WORDS[word] ?? word);
  const text = words.join(' ');
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}
