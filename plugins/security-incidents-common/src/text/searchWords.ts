import { cutText } from './cutText';

/** Longer words are found by their beginning, in UTF-16 code units. */
const MAX_WORD = 64;

/** Each term costs a look-up; more of them tell nothing more. */
const MAX_TERMS = 32;

/** Letters that have no decomposition in Unicode and are still typed without their mark. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};

/** Characters of scripts that put no spaces between words. */
const SPACELESS =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]+/gu;

const isMark = (char: string) => char === '.' || char === '-' || char === '_';

function trimMarks(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && isMark(word[start])) start += 1;
  while (end > start && isMark(word[end - 1])) end -= 1;
  return word.slice(start, end);
}

/**
 * The form in which texts are compared: NFKC, case-folded, without accents and invisible characters. Only the accents of
 * alphabets go (U+0300 to U+036F); the marks of other scripts are part of their letters.
 */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLocaleUpperCase('en-US')
    .toLocaleLowerCase('en-US')
    .normalize('NFKC')
    .replace(/[øłđðħŧæœþς]/g, letter => BASE_LETTERS[letter]);
}

/** Words with spaces around them, and runs of scripts without spaces; each in the order of the text. */
function split(text: string): { words: string[]; runs: string[] } {
  const words: string[] = [];
  const runs: string[] = [];
  for (const word of fold(text).split(/[^\p{L}\p{N}\p{M}._-]+/u)) {
    runs.push(...(word.match(SPACELESS) ?? []));
    for (const part of word.split(SPACELESS)) {
      const trimmed = cutText(trimMarks(part), MAX_WORD);
      if (/[\p{L}\p{N}]/u.test(trimmed)) words.push(trimmed);
    }
  }
  return { words, runs: runs.filter(run => /[\p{L}\p{N}]/u.test(run)) };
}

/** Each two neighbours; a single character stays alone. */
function toBigrams(run: string): string[] {
  const chars = [...run];
  return chars.length === 1
    ? chars
    : chars.slice(1).map((char, index) => chars[index] + char);
}

/**
 * The words that texts are found by, for an index: whole words and their parts between dots, dashes and underscores; of
 * scripts without spaces each two neighbouring characters. Compared as {@link toSearchTerms} compares: NFKC, case-folded,
 * without accents. Work and result grow in proportion to the texts.
 *
 * @returns each word once, at most 64 UTF-16 code units long
 * @public
 */
export function toSearchWords(...texts: Array<string | undefined>): string[] {
  const found = new Set<string>();
  for (const { words, runs } of texts.map(text => split(text ?? ''))) {
    for (const word of words) {
      found.add(word);
      for (const part of word.split(/[._-]+/)) if (part) found.add(part);
    }
    for (const run of runs) {
      for (const bigram of toBigrams(run)) found.add(bigram);
      // A query of one character is the beginning of a bigram, except for the last one.
      found.add([...run].at(-1)!);
    }
  }
  return [...found];
}

/**
 * What a query asks for. A text matches when each term is the beginning of one of its {@link toSearchWords}. A query without
 * letters and digits has no terms and finds nothing.
 *
 * @returns the first 32 terms, each once and at most 64 UTF-16 code units long; empty when nothing can match
 * @public
 */
export function toSearchTerms(query: string): string[] {
  const { words, runs } = split(query);
  const terms = new Set([...words, ...runs.flatMap(toBigrams)]);
  return [...terms].slice(0, MAX_TERMS);
}

/**
 * Texts in the form in which {@link toSearchTerms} compares, to look for terms anywhere in them.
 *
 * @public
 */
export function toSearchText(...texts: Array<string | undefined>): string {
  return texts.map(text => fold(text ?? '')).join(' ');
}

/**
 * Whether every term of a query is somewhere in the texts. A blank query matches everything, one without letters and digits
 * nothing. For lists that are searched in memory; {@link toSearchWords} is for an index.
 *
 * @public
 */
export function matchesSearch(
  query: string,
  ...texts: Array<string | undefined>
): boolean {
  if (!query.trim()) return true;
  const terms = toSearchTerms(query);
  const text = toSearchText(...texts);
  return terms.length > 0 && terms.every(term => text.includes(term));
}
