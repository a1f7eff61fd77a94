import { sha256 } from '@noble/hashes/sha256';
import { bytesToHex } from '@noble/hashes/utils';
import { toCanonicalBytes } from '../chain';
import type { ResponsePlan } from './document';
import type { AppliedPlanContent } from './run';

/**
 * The content of a plan that is applied to an incident: names, description and spec.
 *
 * @public
 */
export function toAppliedPlanContent({
  metadata,
  spec,
}: ResponsePlan): AppliedPlanContent {
  const { name, title = name, description } = metadata;
  return {
    name,
    title,
    ...(description === undefined ? {} : { description }),
    lifecycle: spec.lifecycle,
    spec,
  };
}

/**
 * SHA-256 over the canonical JSON (JCS, RFC 8785) of the applied content.
 *
 * @returns 64 hexadecimal digits
 * @public
 */
export function hashPlanContent(content: AppliedPlanContent): string {
  return bytesToHex(sha256(toCanonicalBytes(content)));
}
