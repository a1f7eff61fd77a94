/** Texts of the building blocks that only pages share: pages of lists, downloads and keys. */
export const pageBlockMessages = {
  pager: {
    firstPage: 'Erste Seite',
    range: '{{from}} bis {{to}} von {{total}}',
    onThisPage: '{{shown}} von {{total}} auf dieser Seite',
  },
  download: {
    forbidden: 'Für Sie nicht zugänglich: {{subject}}.',
    failed: 'Keine Datei: {{reason}}',
  },
  listExport: {
    open: 'Exportieren',
    as: {
      csv: 'CSV, für Tabellen',
      json: 'JSON, für Programme',
    },
    subject: 'Exporte',
  },
  keys: {
    title: 'Tasten auf dieser Seite',
    on: 'Einzeltasten sind aktiv',
    hint: 'Schalten Sie sie aus, wenn ein Screenreader oder die Spracheingabe die Buchstaben braucht. Dieser Browser merkt es sich.',
    search: 'Suchen',
    next: 'Nächste Zeile',
    previous: 'Vorherige Zeile',
    open: 'Zeile öffnen',
    list: 'Diese Liste',
    reports: 'Zu den Berichten',
    incidents: 'Zu den Vorfällen',
  },
  common: {
    cancel: 'Abbrechen',
    close: 'Schließen',
    save: 'Speichern',
    timesIn: 'Zeiten in {{zone}}',
    searchByName: 'Nach Namen suchen',
    searchIncident: 'Nach Titel oder Schlüssel suchen',
    catalogUnavailable:
      'Der Katalog antwortet nicht. Ihre Eingabe wird ungeprüft übernommen.',
  },
  panel: {
    noPage: 'Diese Seite gibt es nicht',
    newRows: '{{count}} neue anzeigen',
    changedRows: 'Liste geändert, anzeigen',
  },
  term: {
    incidents_one: '{{count}} Vorfall',
    incidents_other: '{{count}} Vorfälle',
    exercises_one: '{{count}} Übung',
    exercises_other: '{{count}} Übungen',
    restricted: 'Eingeschränkt',
  },
} as const;
