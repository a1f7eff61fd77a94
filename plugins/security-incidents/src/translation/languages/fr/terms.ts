/** The words of the field, which all pages use alike. */
export const termMessages = {
  term: {
    severity: {
      critical: 'Critique',
      high: 'Élevée',
      medium: 'Moyenne',
      low: 'Faible',
      informational: 'Informative',
      undecided: 'Indéterminée',
    },
    severityUndecided: 'Gravité indéterminée',
    undecided: 'Indéterminé',
    status: {
      new: 'Nouveau',
      triage: 'Qualification',
      containment: 'Confinement',
      eradication: 'Éradication',
      recovery: 'Rétablissement',
      resolved: 'Résolu',
      closed: 'Clos',
      dismissed: 'Écarté',
      merged: 'Fusionné',
    },
    /** How far along its lifecycle an incident is. */
    statusStep: '{{status}}, étape {{step}} sur {{steps}}',
    allIncidents_one: '{{count}} incident',
    allIncidents_other: 'Les {{count}} incidents',
    reportConcern: 'Faire un signalement',
  },
} as const;
