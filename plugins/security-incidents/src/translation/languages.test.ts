import de from './languages/de';
import deReadiness from './languages/de/readiness';
import deShared from './languages/de/shared';
import es from './languages/es';
import esReadiness from './languages/es/readiness';
import esShared from './languages/es/shared';
import fr from './languages/fr';
import frReadiness from './languages/fr/readiness';
import frShared from './languages/fr/shared';
import ja from './languages/ja';
import jaReadiness from './languages/ja/readiness';
import jaShared from './languages/ja/shared';
import type { NestedTexts } from './languages/types';
import { messages } from './messages';
import { readinessMessages } from './messages/readiness';
import { sharedMessages } from './messages/shared';

type Refs = Record<'pages' | 'readiness' | 'shared', NestedTexts>;

const ENGLISH: Refs = {
  pages: messages,
  readiness: readinessMessages,
  shared: sharedMessages,
};

const LANGUAGES: Array<[string, Refs]> = [
  ['de', { pages: de, readiness: deReadiness, shared: deShared }],
  ['es', { pages: es, readiness: esReadiness, shared: esShared }],
  ['fr', { pages: fr, readiness: frReadiness, shared: frShared }],
  ['ja', { pages: ja, readiness: jaReadiness, shared: jaShared }],
];

function flatten(node: object, prefix = ''): Array<[string, string]> {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

const listPlaceholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** Texts of more than four words, without placeholders, differ between languages. */
const isSentence = (text: string) =>
  text.replace(/\{\{\w+\}\}|\.jsonl?\b/g, '').match(/\p{L}{2,}/gu)!?.length > 3;

const flattenAll = (refs: Refs) =>
  Object.values(refs).flatMap(texts => flatten(texts));

describe.each(LANGUAGES)('the texts in %s', (locale, refs) => {
  it.each(['pages', 'readiness', 'shared'] as const)(
    'of the ref %s have each key of the English ones and no other',
    name => {
      const english = new Map(flatten(ENGLISH[name]));
      const texts = new Map(flatten(refs[name]));
      expect([...english.keys()].filter(key => !texts.has(key))).toEqual([]);
      expect([...texts.keys()].filter(key => !english.has(key))).toEqual([]);
    },
  );

  it('have the placeholders of the English ones', () => {
    const own = new Map(flattenAll(refs));
    const differences = flattenAll(ENGLISH)
      .filter(([key]) => !/_one$/.test(key))
      .filter(
        ([key, text]) =>
          listPlaceholders(text).join() !==
          listPlaceholders(own.get(key) ?? '').join(),
      )
      .map(([key]) => key);
    expect(differences).toEqual([]);
  });

  it('are translated, trimmed and say how dates are written', () => {
    const english = new Map(flattenAll(ENGLISH));
    const own = flattenAll(refs);
    expect(own.filter(([, text]) => !text || text.trim() !== text)).toEqual([]);
    expect(
      own.filter(
        ([key, text]) => isSentence(text) && english.get(key) === text,
      ),
    ).toEqual([]);
    expect(new Map(own).get('time.locale')).toBe(locale);
  });
});
