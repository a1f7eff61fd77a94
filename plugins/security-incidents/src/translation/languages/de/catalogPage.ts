/** Texte dessen, was das Plugin den Seiten des Katalogs hinzufügt. */
export const catalogPageMessages = {
  catalogPage: {
    incidents: 'Vorfälle',
    openIncidents_one: '{{count}} offener Vorfall',
    openIncidents_other: '{{count}} offene Vorfälle',
    hasOpen: 'Hat offene Vorfälle',
    filterFailed:
      'Offene Vorfälle sind gerade nicht bekannt. Die Liste ist nicht eingeschränkt.',
    unknown: 'unbekannt',
    unknownHint:
      'Offene Vorfälle sind gerade nicht bekannt. Das heißt nicht, dass es keine gibt.',
  },
} as const;
