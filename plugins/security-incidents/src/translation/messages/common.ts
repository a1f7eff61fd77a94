/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several pages and cards say. */
  common: {
    retry: 'Try again',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
  },
} as const;
