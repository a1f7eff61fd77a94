import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  IncidentMode,
  IncidentStatus,
  Severity,
} from 'backstage-plugin-security-incidents-common';

/**
 * What a guard may look at.
 *
 * @public
 */
export interface TransitionGuardInput {
  from: IncidentStatus;
  to: IncidentStatus;
  incident: {
    id: string;
    key: string;
    mode: IncidentMode;
    severity?: Severity;
    isMajor: boolean;
    /** RSIT class. */
    class?: string;
    /** Full entity refs of the affected services. */
    entityRefs: readonly string[];
  };
}

/**
 * Keeps an incident from a status until a condition of the company is met. The reason is shown before anybody tries.
 *
 * @public
 */
export interface TransitionGuard {
  /** Lower-case with dashes; shown to API clients as `custom:<id>`. */
  readonly id: string;
  /**
   * Must answer at once from its input: it runs when the incident is read and again inside the transaction of the move.
   *
   * @returns what has to be done first, as one sentence for people; `undefined` when nothing blocks
   */
  getBlocker(input: TransitionGuardInput): string | undefined;
}

/**
 * Adds guards to the moves of the status machine.
 *
 * @public
 */
export interface TransitionGuardsExtensionPoint {
  /** @throws ConflictError when a guard with this id exists */
  addTransitionGuard(guard: TransitionGuard): void;
}

/** @public */
export const transitionGuardsExtensionPoint =
  createExtensionPoint<TransitionGuardsExtensionPoint>({
    id: 'security-incidents.transition-guards',
  });
