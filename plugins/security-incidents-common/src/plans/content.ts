import { sha256 } from '@noble/hashes/sha256';
import { bytesToHex } from '@noble/hashes/utils';
import { toCanonicalBytes } from '../chain';
import type { ResponsePlan } from './document';
import type { AppliedPlanContent } from './run';

/**
 * What of a plan is applied to an incident: its words and its spec, without what the catalog adds to an entity.
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
 * SHA-256 over the canonical form (JCS, RFC 8785) of what is applied.
 *
 * @returns 64 hexadecimal digits
 * @public
 */
export function hashPlanContent(content: AppliedPlanContent): string {
  return bytesToHex(sha256(toCanonicalBytes(content)));
}
