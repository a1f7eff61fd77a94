/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several cards say; the rest is in `pageBlocks.ts`. */
  common: {
    trail: 'Wo Sie sind',
    retry: 'Erneut versuchen',
  },
  /** Words in durations and days. `locale` is the language tag by which dates and numbers are written. */
  time: {
    locale: 'de',
    underMinute: 'unter 1m',
    today: 'Heute',
    daySign: 'T',
    day: 'Tag',
    days: 'Tage',
    hourSign: 'h',
    hour: 'Stunde',
    hours: 'Stunden',
    minuteSign: 'm',
    minute: 'Minute',
    minutes: 'Minuten',
    secondSign: 's',
    second: 'Sekunde',
    seconds: 'Sekunden',
  },
} as const;
