import type { TimelineVerification } from 'backstage-plugin-security-incidents-common';
import type { Hidden } from '../authorization/redactServices';

/** Removes the names of rows that name a hidden service. */
export function redactMismatches(
  verification: TimelineVerification,
  hidden: Hidden,
): TimelineVerification {
  const { mismatches } = verification;
  if (!mismatches || hidden.size === 0) return verification;
  return {
    ...verification,
    mismatches: mismatches.map(({ row, ...mismatch }) =>
      row?.split(' ').some(word => hidden.has(word))
        ? mismatch
        : { ...mismatch, row },
    ),
  };
}
