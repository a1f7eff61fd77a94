import { getTimeWords } from '../time';

/** The language tag of the texts that are shown, such as `de`. */
export function getLocale(): string {
  return getTimeWords().locale;
}

/** A number as the reader's language writes it: `1,298` or `1.298`, by default with at most one decimal. */
export function formatNumber(value: number, maximumFractionDigits = 1): string {
  return value.toLocaleString(getLocale(), { maximumFractionDigits });
}

/**
 * A label within a sentence: `Critical` becomes `critical`. German keeps its capitals, because a noun has one everywhere.
 */
export function toMidSentence(label: string): string {
  const locale = getLocale();
  return locale.startsWith('de') ? label : label.toLocaleLowerCase(locale);
}

/** A label at the start of a sentence. */
export function capitalize(label: string): string {
  return label.charAt(0).toLocaleUpperCase(getLocale()) + label.slice(1);
}
