/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several pages and cards say. */
  common: {
    trail: 'Wo Sie sind',
    retry: 'Erneut versuchen',
    cancel: 'Abbrechen',
    close: 'Schließen',
    save: 'Speichern',
    timesIn: 'Zeiten in {{zone}}',
    searchByName: 'Nach Namen suchen',
    searchIncident: 'Nach Titel oder Schlüssel suchen',
    catalogUnavailable:
      'Der Katalog antwortet nicht. Ihre Eingabe wird ungeprüft übernommen.',
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
