import { obligationMessages } from './obligations';
import { reviewMessages } from './reviews';

/** Texts of the pages of what is still owed. */
export const followUpMessages = {
  ...obligationMessages,
  ...reviewMessages,
  followUp: {
    title: 'フォローアップ',
    views: 'フォローアップ',
    obligations: '報告義務',
    reviews: 'レビュー',
    actions: 'アクション',
  },
} as const;
