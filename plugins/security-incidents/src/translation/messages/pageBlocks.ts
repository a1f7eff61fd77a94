/** Texts of the building blocks that only pages share: pages of lists, downloads and keys. */
export const pageBlockMessages = {
  pager: {
    firstPage: 'First page',
    range: '{{from}} to {{to}} of {{total}}',
    onThisPage: '{{shown}} of {{total}} on this page',
  },
  download: {
    forbidden: "You can't view {{subject}}.",
    failed: 'No file: {{reason}}',
  },
  listExport: {
    open: 'Export',
    as: {
      csv: 'CSV, for spreadsheets',
      json: 'JSON, for programs',
    },
    subject: 'exports',
  },
  keys: {
    title: 'Keys on this page',
    on: 'Single keys are on',
    hint: 'Turn them off when a screen reader or speech input needs the letters. This browser remembers it.',
    search: 'Search',
    next: 'Next row',
    previous: 'Previous row',
    open: 'Open the row',
    list: 'This list',
    reports: 'Go to the reports',
    incidents: 'Go to the incidents',
  },
  common: {
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    timesIn: 'Times in {{zone}}',
    searchByName: 'Search by name',
    searchIncident: 'Search by title or key',
    catalogUnavailable:
      'The catalog does not answer. What you type is taken without a check.',
  },
  panel: {
    noPage: 'There is no such page',
    newRows: '{{count}} new, show',
    changedRows: 'The list changed, show',
  },
  term: {
    incidents_one: '{{count}} incident',
    incidents_other: '{{count}} incidents',
    exercises_one: '{{count}} exercise',
    exercises_other: '{{count}} exercises',
    restricted: 'Restricted',
  },
} as const;
