/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several cards say; the rest is in `pageBlocks.ts`. */
  common: {
    trail: 'Where you are',
    retry: 'Try again',
  },
  /** Words in durations and days. `locale` is the language tag by which dates and numbers are written. */
  time: {
    locale: 'en',
    underMinute: 'under 1m',
    today: 'Today',
    daySign: 'd',
    day: 'day',
    days: 'days',
    hourSign: 'h',
    hour: 'hour',
    hours: 'hours',
    minuteSign: 'm',
    minute: 'minute',
    minutes: 'minutes',
    secondSign: 's',
    second: 'second',
    seconds: 'seconds',
  },
} as const;
