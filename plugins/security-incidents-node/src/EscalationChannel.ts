import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  IncidentMode,
  Severity,
} from 'backstage-plugin-security-incidents-common';

/**
 * An escalation as it may leave Backstage. For restricted and TLP:RED incidents it has neither key nor title.
 *
 * @public
 */
export interface EscalationMessage {
  /** Equal for every attempt to deliver the same escalation. Use it to replace or skip duplicates. */
  id: string;
  /** Full entity refs of users and groups who may read the incident. */
  recipients: readonly string[];
  mode: IncidentMode;
  /** Absent when content must not leave Backstage. */
  incident?: {
    key: string;
    title: string;
    severity?: Severity;
    /** Why it was escalated. */
    reason: string;
  };
  /** Path of the incident's page below the app's base URL. */
  path: string;
}

/**
 * Delivers escalations by another way than Backstage's notifications, such as a pager or a chat.
 *
 * @public
 */
export interface EscalationChannel {
  /** Lower-case with dashes, such as `pagerduty`. */
  readonly id: string;
  /**
   * Delivers a message. A rejected promise is logged and the delivery is tried again with the same `message.id`.
   *
   * @param options - the `signal` aborts when the time limit for the delivery has passed
   */
  deliver(
    message: EscalationMessage,
    options: { signal: AbortSignal },
  ): Promise<void>;
}

/**
 * Adds channels for escalations.
 *
 * @public
 */
export interface EscalationChannelsExtensionPoint {
  /** @throws ConflictError when a channel with this id exists */
  addEscalationChannel(channel: EscalationChannel): void;
}

/** @public */
export const escalationChannelsExtensionPoint =
  createExtensionPoint<EscalationChannelsExtensionPoint>({
    id: 'security-incidents.escalation-channels',
  });
