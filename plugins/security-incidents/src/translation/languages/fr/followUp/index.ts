import { obligationMessages } from './obligations';
import { reviewMessages } from './reviews';

/** Texts of the pages of what is still owed. */
export const followUpMessages = {
  ...obligationMessages,
  ...reviewMessages,
  followUp: {
    title: 'Suivi',
    views: 'Suivi',
    obligations: 'Obligations',
    reviews: 'Revues',
    actions: 'Actions',
  },
} as const;
