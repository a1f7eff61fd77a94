import type { RejectionReason } from 'backstage-plugin-security-incidents-common';
import { formatNumber, type Translate } from '../../translation';

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

/** `2.1 KiB` */
export function toSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024
    ? `${formatNumber(kib)} KiB`
    : `${formatNumber(kib / 1024)} MiB`;
}
