/** The words in durations and days. */
export interface TimeWords {
  /** The language tag by which dates and numbers are written, such as `de`. */
  locale: string;
  underMinute: string;
  today: string;
  unit: Record<'d' | 'h' | 'm' | 's', { one: string; other: string }>;
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
    d: { one: 'day', other: 'days' },
    h: { one: 'hour', other: 'hours' },
    m: { one: 'minute', other: 'minutes' },
    s: { one: 'second', other: 'seconds' },
  },
};

/** Uses these words from now on. Every part of the plugin calls it at its root. */
export function applyTimeWords(translated: TimeWords): void {
  words = translated;
}

export function getTimeWords(): TimeWords {
  return words;
}
