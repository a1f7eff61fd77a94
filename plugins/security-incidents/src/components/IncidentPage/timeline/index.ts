export { toObligationLines } from './obligationEntries';
export { isHeadline, toSentence } from './sentences';
export { TimelineCard } from './TimelineCard';
export { SEAL_ID, useVerification } from './useVerification';
