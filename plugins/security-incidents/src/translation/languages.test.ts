import de from './languages/de';
import deShared from './languages/de/shared';
import es from './languages/es';
import esShared from './languages/es/shared';
import fr from './languages/fr';
import frShared from './languages/fr/shared';
import ja from './languages/ja';
import jaShared from './languages/ja/shared';
import type { NestedTexts } from './languages/types';
import { messages } from './messages';
import { sharedMessages } from './messages/shared';

const LANGUAGES: Array<[string, NestedTexts, NestedTexts]> = [
  ['de', de, deShared],
  ['es', es, esShared],
  ['fr', fr, frShared],
  ['ja', ja, jaShared],
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

describe.each(LANGUAGES)('the texts in %s', (locale, pages, shared) => {
  it.each([
    ['pages', messages, pages],
    ['cards', sharedMessages, shared],
  ])('of %s have each key of the English ones and no other', (_, en, own) => {
    const english = new Map(flatten(en));
    const texts = new Map(flatten(own));
    expect([...english.keys()].filter(key => !texts.has(key))).toEqual([]);
    expect([...texts.keys()].filter(key => !english.has(key))).toEqual([]);
  });

  it('have the placeholders of the English ones', () => {
    const own = new Map([...flatten(pages), ...flatten(shared)]);
    const differences = [...flatten(messages), ...flatten(sharedMessages)]
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
    const english = new Map([...flatten(messages), ...flatten(sharedMessages)]);
    const own = [...flatten(pages), ...flatten(shared)];
    expect(own.filter(([, text]) => !text || text.trim() !== text)).toEqual([]);
    expect(
      own.filter(
        ([key, text]) => isSentence(text) && english.get(key) === text,
      ),
    ).toEqual([]);
    expect(new Map(own).get('time.locale')).toBe(locale);
  });
});
