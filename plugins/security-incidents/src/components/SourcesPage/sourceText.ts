import type { RejectionReason } from 'backstage-plugin-security-incidents-common';
import type { Translate } from '../../translation';

const REASON_KEYS = {
  'no-secret': 'noSecret',
  'no-signature': 'noSignature',
  'bad-signature': 'badSignature',
  'too-old': 'tooOld',
  'too-large': 'tooLarge',
  'not-json': 'notJson',
} as const satisfies Record<RejectionReason, string>;

/** Why deliveries are rejected, and what to look at; other reasons are the source's own words. */
export function toRejectionText(
  t: Translate,
  reason: RejectionReason | string | undefined,
): string {
  const key = REASON_KEYS[reason as RejectionReason];
  return key ? t(`sources.rejection.${key}`) : reason ?? '';
}
