/** Texts of the pages of what is still owed. */
export const followUpMessages = {
  followUp: {
    title: 'Follow-up',
    views: 'Follow-up',
    obligations: 'Obligations',
    reviews: 'Reviews',
    actions: 'Actions',
  },
} as const;
