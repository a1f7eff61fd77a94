/** The words of the field, which all pages use alike. */
export const termMessages = {
  term: {
    severity: {
      critical: 'Crítico',
      high: 'Alto',
      medium: 'Medio',
      low: 'Bajo',
      informational: 'Informativo',
      undecided: 'Sin decidir',
    },
    severityUndecided: 'Gravedad sin decidir',
    undecided: 'Sin decidir',
    status: {
      new: 'Nuevo',
      triage: 'Triaje',
      containment: 'Contención',
      eradication: 'Erradicación',
      recovery: 'Recuperación',
      resolved: 'Resuelto',
      closed: 'Cerrado',
      dismissed: 'Descartado',
      merged: 'Fusionado',
    },
    /** How far along its lifecycle an incident is. */
    statusStep: '{{status}}, fase {{step}} de {{steps}}',
    allIncidents_one: '{{count}} incidente',
    allIncidents_other: 'Los {{count}} incidentes',
    reportConcern: 'Comunicar una sospecha',
  },
} as const;
