/** Texts of the list of incidents, its filters and its charts. */
export const listMessages = {
  incidentList: {
    title: 'Incidents',
  },
} as const;
