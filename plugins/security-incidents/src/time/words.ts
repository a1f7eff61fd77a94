/** The words in durations and days. */
export interface TimeWords {
  /** The language tag by which dates and numbers are written, such as `de`. */
  locale: string;
  underMinute: string;
  today: string;
  /** Each unit as a sign, such as `h`, and in words. */
  unit: Record<
    'd' | 'h' | 'm' | 's',
    { sign: string; one: string; other: string }
  >;
}

/*
 * The words of the reader's language, so that functions which format times need nothing passed to them. English until the
 * root of a part applies them.
 */
let words: TimeWords = {
  locale: 'en',
  underMinute: 'under 1m',
  today: 'Today',
  unit: {
    d: { sign: 'd', one: 'day', other: 'days' },
    h: { sign: 'h', one: 'hour', other: 'hours' },
    m: { sign: 'm', one: 'minute', other: 'minutes' },
    s: { sign: 's', one: 'second', other: 'seconds' },
  },
};

/** Uses these words from now on. Every part of the plugin calls it at its root. */
export function applyTimeWords(translated: TimeWords): void {
  words = translated;
}

export function getTimeWords(): TimeWords {
  return words;
}
