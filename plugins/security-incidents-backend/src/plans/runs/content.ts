import { createHash } from 'node:crypto';
import {
  type AppliedPlanContent,
  canonicalBytes,
  type ResponsePlan,
} from 'backstage-plugin-security-incidents-common';

/** What of a plan is applied: everything that it says, and nothing that the catalog adds to it. */
export function contentOf({
  metadata,
  spec,
}: ResponsePlan): AppliedPlanContent {
  const content: AppliedPlanContent = {
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    description: metadata.description,
    lifecycle: spec.lifecycle,
    spec,
  };
  // What is hashed is what is read back: absent fields do not survive JSON.
  return JSON.parse(JSON.stringify(content));
}

/** SHA-256 over the RFC 8785 form, as 64 hexadecimal digits. */
export function contentHashOf(content: AppliedPlanContent): string {
  return createHash('sha256').update(canonicalBytes(content)).digest('hex');
}
