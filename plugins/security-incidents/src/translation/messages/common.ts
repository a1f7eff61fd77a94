/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several pages and cards say. */
  common: {
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
} as const;
