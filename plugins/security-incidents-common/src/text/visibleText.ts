/*
 * Names that people tell apart by looking at them. An invisible character would let one name pass for another; a
 * bidirectional control (Unicode UAX #9) would show the characters in another order than they are stored.
 */

/** A text shows something when it has a letter, a digit, a punctuation mark or a symbol. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Scripts that need joiners inside words, as Persian and the Indic languages do. */
const JOINING_SCRIPTS =
  '\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}' +
  '\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Mymr}\\p{sc=Khmr}\\p{sc=Tibt}';
const EMOJI = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}';

/** Invisible characters that are part of how a word or an emoji is written. */
const NEEDED_PATTERN = [
  `(?<=[${JOINING_SCRIPTS}${EMOJI}\\uFE0F])[\\u200C\\u200D]`,
  `(?<=[${EMOJI}])[\\uFE0E\\uFE0F]`,
  '[\\uFE0E\\uFE0F](?=\\u20E3)',
  '(?<=\\p{sc=Han})[\\u{E0100}-\\u{E01EF}]',
].join('|');
const NEEDED = new RegExp(NEEDED_PATTERN, 'gu');

/** Control characters, line separators, and all that Unicode says has no glyph, bidirectional controls among them. */
const HIDDEN =
  /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029\u2800\uFFF9-\uFFFB]/gu;

/** The rule of {@link isVisibleText} in words. */
export const VISIBLE_TEXT_RULE = 'must have at least one visible character';

/** Whether a text shows anything at all. */
export function isVisibleText(text: string): boolean {
  return VISIBLE.test(text.replace(HIDDEN, ''));
}

/** The rule of {@link hasHiddenCharacters} in words. */
export const HIDDEN_CHARACTERS_RULE =
  'must not contain invisible characters, line breaks or controls of the text direction: remove them';

/** Whether a text has characters that nobody sees, apart from those that a script or an emoji is written with. */
export function hasHiddenCharacters(text: string): boolean {
  return text.replace(NEEDED, '').search(HIDDEN) >= 0;
}

const NEEDED_OR_HIDDEN = new RegExp(
  `(${NEEDED_PATTERN})|${HIDDEN.source}`,
  'gu',
);

/** The explicit controls of Unicode UAX #9: they reorder what is around them until they are ended. */
const DIRECTION_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/** `[U+202E]` for a right-to-left override. */
function toCode(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toLocaleUpperCase('en');
  return `[U+${code.padStart(4, '0')}]`;
}

/**
 * A title or name with a code such as `[U+202E]` for each character that nobody sees, so that it cannot pass for another
 * one. For names from before the rule, and names that other software keeps.
 *
 * @public
 */
export function showHiddenCharacters(name: string): string {
  return name.replace(NEEDED_OR_HIDDEN, (character, needed?: string) =>
    needed === undefined ? toCode(character) : character,
  );
}

/**
 * A longer text with a code such as `[U+202E]` for each control that would show its characters in another order than they
 * are stored.
 *
 * @public
 */
export function showDirectionControls(text: string): string {
  return text.replace(DIRECTION_CONTROLS, toCode);
}
