export { ActionDialog } from './ActionDialog';
export { ActionMenu } from './ActionMenu';
export { ActionState } from './ActionRows';
export { CheckDialog } from './CheckDialog';
export { EntityReviewsCard, RelatedReviewsCard } from './RelatedReviews';
export { ReviewStateChip } from './ReviewSide';
export { ReviewCount, ReviewView } from './ReviewView';
