/** The words of the field, which all pages use alike. */
export const termMessages = {
  term: {
    severity: {
      critical: 'Kritisch',
      high: 'Hoch',
      medium: 'Mittel',
      low: 'Niedrig',
      informational: 'Informativ',
      undecided: 'Unbestimmt',
    },
    severityUndecided: 'Schweregrad unbestimmt',
    undecided: 'Unbestimmt',
    status: {
      new: 'Neu',
      triage: 'Triage',
      containment: 'Eindämmung',
      eradication: 'Beseitigung',
      recovery: 'Wiederherstellung',
      resolved: 'Gelöst',
      closed: 'Geschlossen',
      dismissed: 'Verworfen',
      merged: 'Zusammengeführt',
    },
    /** How far along its lifecycle an incident is. */
    statusStep: '{{status}}, Schritt {{step}} von {{steps}}',
    allIncidents_one: '{{count}} Vorfall',
    allIncidents_other: 'Alle {{count}} Vorfälle',
    reportConcern: 'Verdacht melden',
  },
} as const;
