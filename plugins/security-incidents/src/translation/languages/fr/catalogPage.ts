/** Textes de ce que le plugin ajoute aux pages du catalogue. */
export const catalogPageMessages = {
  catalogPage: {
    incidents: 'Incidents',
    openIncidents_one: '{{count}} incident ouvert',
    openIncidents_other: '{{count}} incidents ouverts',
    hasOpen: 'A des incidents ouverts',
    filterFailed:
      "Les incidents ouverts ne sont pas connus pour le moment. La liste n'est pas restreinte.",
    unknown: 'inconnu',
    unknownHint:
      "Les incidents ouverts ne sont pas connus pour le moment, ce qui ne veut pas dire qu'il n'y en a pas.",
  },
} as const;
