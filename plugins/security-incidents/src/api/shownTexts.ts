import {
  showDirectionControls,
  showHiddenCharacters,
} from 'backstage-plugin-security-incidents-common';

/** Fields that people tell things apart by. What is inside of them, such as an earlier value, is a name too. */
const NAME = /^(?:name|title|codename|[a-z]+(?:Title|Codename))$/i;

/** What goes into files stays as it is. */
const FILES: ReadonlySet<PropertyKey> = new Set([
  'downloadEvidence',
  'exportCoverage',
  'exportList',
  'getAnalysisCsv',
  'getPlaybook',
  'importPlaybook',
]);

function show(value: unknown, isName: boolean): unknown {
  if (typeof value === 'string') {
    return isName ? showHiddenCharacters(value) : showDirectionControls(value);
  }
  if (Array.isArray(value)) return value.map(item => show(item, isName));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      show(inner, isName || NAME.test(key)),
    ]),
  );
}

/**
 * Data with codes such as `[U+202E]` in place of hidden characters in names and of direction controls in other texts. Newer
 * records cannot have them in names; older ones and the catalog can.
 */
export function toShownTexts<T>(data: T): T {
  return show(data, false) as T;
}

/** The API whose answers can be rendered as they are; see {@link toShownTexts}. */
export function withShownTexts<T extends object>(api: T): T {
  return new Proxy(api, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return FILES.has(name)
        ? member.bind(target)
        : async (...args: unknown[]) =>
            toShownTexts(await member.apply(target, args));
    },
  });
}
