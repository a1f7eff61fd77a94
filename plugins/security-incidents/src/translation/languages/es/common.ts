/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several cards say; the rest is in `pageBlocks.ts`. */
  common: {
    trail: 'Dónde está',
    retry: 'Reintentar',
  },
  /** Words in durations and days. `locale` is the language tag by which dates and numbers are written. */
  time: {
    locale: 'es',
    underMinute: 'menos de 1m',
    today: 'Hoy',
    daySign: 'd',
    day: 'día',
    days: 'días',
    hourSign: 'h',
    hour: 'hora',
    hours: 'horas',
    minuteSign: 'm',
    minute: 'minuto',
    minutes: 'minutos',
    secondSign: 's',
    second: 'segundo',
    seconds: 'segundos',
  },
} as const;
