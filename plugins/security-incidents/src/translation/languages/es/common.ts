/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several pages and cards say. */
  common: {
    trail: 'Dónde está',
    retry: 'Reintentar',
    cancel: 'Cancelar',
    close: 'Cerrar',
    save: 'Guardar',
    timesIn: 'Horas en {{zone}}',
    searchByName: 'Buscar por nombre',
    searchIncident: 'Buscar por título o clave',
    catalogUnavailable:
      'El catálogo no responde. Lo que escriba se acepta sin comprobarlo.',
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
