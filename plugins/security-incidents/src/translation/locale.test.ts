import { applyTimeWords, getTimeWords } from '../time';
import { capitalize, formatNumber, toMidSentence } from './locale';

const english = getTimeWords();
const read = (locale: string) => applyTimeWords({ ...english, locale });
afterEach(() => applyTimeWords(english));

it('writes numbers as the language does', () => {
  expect(formatNumber(1298.04)).toBe('1,298');
  expect(formatNumber(0.25, 2)).toBe('0.25');
  read('de');
  expect(formatNumber(1298.5)).toBe('1.298,5');
  read('es');
  expect(formatNumber(0.5)).toBe('0,5');
});

it('writes labels within a sentence in lower case, but keeps the capitals of German nouns', () => {
  expect(toMidSentence('Critical')).toBe('critical');
  read('de');
  expect(toMidSentence('Einsatzleitung')).toBe('Einsatzleitung');
});

it('begins a sentence with a capital', () => {
  expect(capitalize('école fermée')).toBe('École fermée');
  expect(capitalize('')).toBe('');
});
