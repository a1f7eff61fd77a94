import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  PriorityExplanation,
  PriorityInput,
} from 'backstage-plugin-security-incidents-common';

/**
 * Computes the priority of an incident from impact, urgency and risk (ISO/IEC 20000-1, 8.7.3.3 b).
 *
 * @public
 */
export interface PriorityPolicy {
  /**
   * Must be deterministic and must not do input or output: it runs inside the transaction of each change, and its result is
   * stored with the incident as the explanation of the priority.
   */
  explainPriority(input: PriorityInput): PriorityExplanation;
}

/**
 * Replaces the priority matrix.
 *
 * @public
 */
export interface PriorityPolicyExtensionPoint {
  /** @throws ConflictError when another module has set one */
  setPriorityPolicy(policy: PriorityPolicy): void;
}

/** @public */
export const priorityPolicyExtensionPoint =
  createExtensionPoint<PriorityPolicyExtensionPoint>({
    id: 'security-incidents.priority-policy',
  });
