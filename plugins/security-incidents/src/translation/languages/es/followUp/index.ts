import { obligationMessages } from './obligations';
import { reviewMessages } from './reviews';

/** Texts of the pages of what is still owed. */
export const followUpMessages = {
  ...obligationMessages,
  ...reviewMessages,
  followUp: {
    title: 'Seguimiento',
    views: 'Seguimiento',
    obligations: 'Obligaciones',
    reviews: 'Revisiones',
    actions: 'Acciones',
  },
} as const;
