/** The words of the field, which all pages use alike. */
export const termMessages = {
  term: {
    severity: {
      critical: 'Critical',
      high: 'High',
      medium: 'Medium',
      low: 'Low',
      informational: 'Informational',
      undecided: 'Undecided',
    },
    severityUndecided: 'Severity undecided',
    undecided: 'Undecided',
    status: {
      new: 'New',
      triage: 'Triage',
      containment: 'Containment',
      eradication: 'Eradication',
      recovery: 'Recovery',
      resolved: 'Resolved',
      closed: 'Closed',
      dismissed: 'Dismissed',
      merged: 'Merged',
    },
    /** How far along its lifecycle an incident is. */
    statusStep: '{{status}}, step {{step}} of {{steps}}',
    allIncidents_one: '{{count}} incident',
    allIncidents_other: 'All {{count}} incidents',
    reportConcern: 'Report a concern',
  },
} as const;
