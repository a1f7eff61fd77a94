export { toObligationLines } from './obligationEntries';
export { toSentence } from './sentences';
export { TimelineCard } from './TimelineCard';
export { SEAL_ID, useVerification } from './useVerification';
