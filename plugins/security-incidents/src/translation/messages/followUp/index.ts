import { obligationMessages } from './obligations';
import { reviewMessages } from './reviews';

/** Texts of the pages of what is still owed. */
export const followUpMessages = {
  ...obligationMessages,
  ...reviewMessages,
  followUp: {
    title: 'Follow-up',
    views: 'Follow-up',
    obligations: 'Obligations',
    reviews: 'Reviews',
    actions: 'Actions',
  },
} as const;
