/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several cards say; the rest is in `pageBlocks.ts`. */
  common: {
    trail: 'Où vous êtes',
    retry: 'Réessayer',
  },
  /** Words in durations and days. `locale` is the language tag by which dates and numbers are written. */
  time: {
    locale: 'fr',
    underMinute: 'moins de 1m',
    today: 'Aujourd’hui',
    daySign: 'j',
    day: 'jour',
    days: 'jours',
    hourSign: 'h',
    hour: 'heure',
    hours: 'heures',
    minuteSign: 'm',
    minute: 'minute',
    minutes: 'minutes',
    secondSign: 's',
    second: 'seconde',
    seconds: 'secondes',
  },
} as const;
