/** What stands for a removed value. */
export const REMOVED = '[removed]';
const TOO_DEEP = '[too deep]';
const MAX_DEPTH = 64;

/** Names of fields that hold credentials, without case, dashes and underscores. */
const SECRET_NAMES = new Set([
  'accesstoken',
  'apikey',
  'apitoken',
  'authorization',
  'authtoken',
  'bearertoken',
  'clientsecret',
  'connectionstring',
  'cookie',
  'credential',
  'credentials',
  'passphrase',
  'passwd',
  'password',
  'privatekey',
  'pwd',
  'refreshtoken',
  'secret',
  'secretaccesskey',
  'secretkey',
  'secretvalue',
  'sessiontoken',
  'setcookie',
  'signingkey',
  'token',
  'webhooksecret',
]);

/** Credentials of well-known forms within a text. Each expression is linear. */
const SECRET_TEXTS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]{0,10000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,255}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,255}/g,
  /\bglpat-[A-Za-z0-9_-]{15,255}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
  /\bsk_live_[A-Za-z0-9]{10,255}/g,
  /\beyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,4000}/g,
];
/** The user and the password of a URL. */
const URL_PASSWORD = /:\/\/[^\s/:@]{1,200}:[^\s/:@]{1,200}@/g;

function isSecretName(name: string): boolean {
  return SECRET_NAMES.has(
    name.replace(/[-_\s]/g, '').toLocaleLowerCase('en-US'),
  );
}

/** A copy of a parsed payload without credentials. */
export interface Redacted {
  payload: unknown;
  /** Number of values that were removed. */
  redactions: number;
}

/**
 * Removes credentials from a payload: fields whose names say that they hold one, and texts of well-known forms. Texts also lose
 * what no database stores. Very deep parts are cut.
 */
export function redactPayload(value: unknown): Redacted {
  let redactions = 0;

  const redactText = (text: string): string => {
    const removeOne = () => {
      redactions += 1;
      return REMOVED;
    };
    const removePassword = () => {
      redactions += 1;
      return `://${REMOVED}@`;
    };
    return SECRET_TEXTS.reduce(
      (rest, secret) => rest.replace(secret, removeOne),
      toStorable(text),
    ).replace(URL_PASSWORD, removePassword);
  };

  const redact = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return redactText(part);
    if (typeof part !== 'object' || part === null) return part;
    if (depth >= MAX_DEPTH) return TOO_DEEP;
    if (Array.isArray(part)) return part.map(item => redact(item, depth + 1));
    const copy: Record<string, unknown> = Object.create(null);
    for (const [name, field] of Object.entries(part)) {
      const isSecret =
        isSecretName(name) && field !== null && typeof field !== 'boolean';
      if (isSecret) redactions += 1;
      copy[toStorable(name)] = isSecret ? REMOVED : redact(field, depth + 1);
    }
    return copy;
  };

  return { payload: redact(value, 0), redactions };
}

/** A text that every database stores unchanged. */
export function toStorable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
