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
const NEEDED = new RegExp(
  [
    `(?<=[${JOINING_SCRIPTS}${EMOJI}\\uFE0F])[\\u200C\\u200D]`,
    `(?<=[${EMOJI}])[\\uFE0E\\uFE0F]`,
    '[\\uFE0E\\uFE0F](?=\\u20E3)',
    '(?<=\\p{sc=Han})[\\u{E0100}-\\u{E01EF}]',
  ].join('|'),
  'gu',
);

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
