import { obligationMessages } from './obligations';
import { reviewMessages } from './reviews';

/** Texts of the pages of what is still owed. */
export const followUpMessages = {
  ...obligationMessages,
  ...reviewMessages,
  followUp: {
    title: 'Nachverfolgung',
    views: 'Nachverfolgung',
    obligations: 'Meldepflichten',
    reviews: 'Nachbereitungen',
    actions: 'Maßnahmen',
  },
} as const;
