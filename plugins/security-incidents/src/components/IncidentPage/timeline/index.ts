export { TimelineCard } from './TimelineCard';
export { SEAL_ID, useVerification } from './useVerification';
