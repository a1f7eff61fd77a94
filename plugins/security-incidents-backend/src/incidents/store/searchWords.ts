/** Longer words are found by their beginning. */
const MAX_WORD = 64;
/** Marks around a word. The lookbehind keeps it linear: a match starts only where a run of marks does. */
const OUTER_MARKS = /^[._-]+|(?<![._-])[._-]+$/g;

/** Words as they are typed, lower case; dots, dashes and underscores may be within one. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLocaleLowerCase('en-US')
    .split(/[^\p{L}\p{N}._-]+/u)
    .map(word => word.replace(OUTER_MARKS, '').slice(0, MAX_WORD))
    .filter(Boolean);
}

/** The words that a text can be found by: whole ones and their parts. */
export function searchWordsOf(...texts: Array<string | undefined>): string[] {
  const words = texts.flatMap(text => wordsOf(text ?? ''));
  const parts = words.flatMap(word => word.split(/[._-]+/).filter(Boolean));
  return [...new Set([...words, ...parts])];
}
