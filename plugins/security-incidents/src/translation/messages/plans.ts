/** Texts of response plans, coverage, playbooks and exercises. */
export const plansMessages = {
  planPage: {
    title: 'Response plan',
  },
} as const;
