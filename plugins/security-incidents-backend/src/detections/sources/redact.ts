/*
 * Removes credentials from payloads before they are read or stored. It rather removes too much: a removed word can be looked
 * up at the source, a stored credential is an incident of our own.
 */

const MAX_DEPTH = 32;
const MAX_VALUES = 200_000;
const REMOVED = '[redacted]';
const TOO_DEEP = '[too deep]';

/** A payload as it may be stored. */
export interface RedactedPayload {
  /** A copy without credentials, at most 32 levels deep. */
  payload: unknown;
  /** Number of credentials that were removed. */
  redactions: number;
}

/** Endings of names, written without punctuation, whose values are credentials. */
const CREDENTIAL_NAME =
  /(?:password|passwd|passphrase|pwd|secret|token|authorization|apikey|privatekey|secretkey|signingkey|encryptionkey|accountkey|secretaccesskey|credential|credentials|cookie|connectionstring)$/;

function isCredentialName(name: string): boolean {
  if (name.length > 200) return false;
  return CREDENTIAL_NAME.test(
    name.toLocaleLowerCase('en').replace(/[^a-z0-9]/g, ''),
  );
}

const NAMES_IN_TEXT =
  '(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|private[_-]?key|secret[_-]?key|secret[_-]?access[_-]?key|account[_-]?key|cookie)';

/** Each is linear: a match begins with fixed characters and its parts exclude each other. What is in group 1 stays. */
const PATTERNS: readonly RegExp[] = [
  // Tokens that their makers gave a prefix.
  /(?<![A-Za-z0-9])()(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,}|gl(?:pat|dt|rt|cbt|ptt|ft)-[\w-]{20,}|xox[abeoprs]-[\w-]{10,}|sk_(?:live|test)_[A-Za-z0-9]{16,}|rk_live_[A-Za-z0-9]{16,}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|whsec_[A-Za-z0-9+/=]{16,}|SG\.[\w-]{16,}\.[\w-]{16,})/g,
  // JSON Web Tokens.
  /(?<![\w-])()eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  // https://user:password@host
  /(:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,300}(?=@)/g,
  // Authorization: Basic …
  /(authorization\\?["']?\s?[=:]\s?\\?["']?(?:(?:apikey|basic|bearer|digest|token)\s)?)(?!\[redacted\]|(?:apikey|basic|bearer|digest|token)\s)[^\s"',;]+/gi,
  /(\bbearer\s)[\w.~+/=-]{16,}/gi,
  // --password value
  new RegExp(`(--[a-z-]{0,20}?${NAMES_IN_TEXT}[ =])[^\\s"']+`, 'gi'),
  // "password": "value", password=value
  new RegExp(
    `(${NAMES_IN_TEXT}\\\\?["']?\\s?[=:]\\s?)(?!\\[redacted\\])(?:\\\\?"[^"]*"?|'[^']*'?|[^\\s"',;&]+)`,
    'gi',
  ),
  // Shared access signatures.
  /([?&]sig=)[^\s&"']+/gi,
];

const KEY_BEGIN = '-----BEGIN ';
const KEY_END = '-----END ';
const KEY_TITLE = /^[A-Z ]{0,40}PRIVATE KEY/;

interface RedactedText {
  text: string;
  redactions: number;
}

/** Removes PEM blocks of private keys, also when their end is cut off. */
function redactPrivateKeys(text: string): RedactedText {
  let redactions = 0;
  let result = '';
  let rest = 0;
  for (
    let begin = text.indexOf(KEY_BEGIN);
    begin >= 0;
    begin = text.indexOf(KEY_BEGIN, begin + 1)
  ) {
    if (begin < rest) continue;
    const title = text.slice(
      begin + KEY_BEGIN.length,
      begin + KEY_BEGIN.length + 60,
    );
    if (!KEY_TITLE.test(title)) continue;
    const end = text.indexOf(KEY_END, begin);
    const lineEnd = end < 0 ? -1 : text.indexOf('KEY-----', end);
    result += text.slice(rest, begin) + REMOVED;
    rest = lineEnd < 0 ? text.length : lineEnd + 'KEY-----'.length;
    redactions += 1;
  }
  return { text: result + text.slice(rest), redactions };
}

function redactPattern(
  { text, redactions }: RedactedText,
  pattern: RegExp,
): RedactedText {
  let found = 0;
  const result = text.replace(pattern, (_, kept: string) => {
    found += 1;
    return `${kept}${REMOVED}`;
  });
  return { text: result, redactions: redactions + found };
}

/** Removes what looks like a credential from a text. */
export function redactText(given: string): RedactedText {
  if (given.length < 8) return { text: given, redactions: 0 };
  const withoutKeys = given.includes(KEY_BEGIN)
    ? redactPrivateKeys(given)
    : { text: given, redactions: 0 };
  return PATTERNS.reduce(redactPattern, withoutKeys);
}

/** Whether a value of a credential's name can be the credential. */
function canBeCredential(value: unknown): boolean {
  return (
    value !== null &&
    value !== '' &&
    value !== REMOVED &&
    typeof value !== 'boolean'
  );
}

/**
 * Copies a parsed JSON payload without the credentials that it quotes: values of names such as `password` or `secret`, private
 * keys, and tokens inside texts. Time and size are linear in the payload.
 */
export function redactPayload(payload: unknown): RedactedPayload {
  let redactions = 0;
  let values = 0;
  const redactName = (name: string): string => {
    const redacted = redactText(name);
    redactions += redacted.redactions;
    return redacted.text;
  };
  const copy = (value: unknown, depth: number): unknown => {
    values += 1;
    if (typeof value === 'string') {
      const redacted = redactText(value);
      redactions += redacted.redactions;
      return redacted.text;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= MAX_DEPTH) return TOO_DEEP;
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const item of value) {
        if (values >= MAX_VALUES) break;
        items.push(copy(item, depth + 1));
      }
      return items;
    }
    const entries: Array<[string, unknown]> = [];
    for (const [name, item] of Object.entries(value)) {
      if (values >= MAX_VALUES) break;
      if (isCredentialName(name) && canBeCredential(item)) {
        redactions += 1;
        entries.push([name, REMOVED]);
      } else {
        entries.push([redactName(name), copy(item, depth + 1)]);
      }
    }
    // Unlike assignments, this keeps a field `__proto__` what it is: a field.
    return Object.fromEntries(entries);
  };
  return { payload: copy(payload, 0), redactions };
}
