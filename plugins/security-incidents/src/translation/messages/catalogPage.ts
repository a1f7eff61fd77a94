/** Texts of what the plugin adds to pages of the catalog besides its card and tab. */
export const catalogPageMessages = {
  catalogPage: {
    incidents: 'Incidents',
    openIncidents_one: '{{count}} open incident',
    openIncidents_other: '{{count}} open incidents',
    hasOpen: 'Has open incidents',
    filterFailed:
      'Open incidents are unknown right now. The list is not narrowed.',
    unknown: 'unknown',
    unknownHint:
      'Open incidents are unknown right now, which is not the same as none.',
  },
} as const;
