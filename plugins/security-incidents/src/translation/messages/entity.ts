/** Texts of the entity card, the entity tab and the report dialog. */
export const entityMessages = {
  entityCard: {
    title: 'Security incidents',
  },
} as const;
