/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several pages and cards say. */
  common: {
    trail: 'Where you are',
    retry: 'Try again',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    timesIn: 'Times in {{zone}}',
    searchByName: 'Search by name',
    searchIncident: 'Search by title or key',
    catalogUnavailable:
      'The catalog does not answer. What you type is taken without a check.',
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
