import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Severity } from 'backstage-plugin-security-incidents-common';

/**
 * One request of a webhook, before anything is parsed.
 *
 * @alpha
 */
export interface DetectionDelivery {
  /** Lower-case header names. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as received. Signatures are computed over these, never over parsed JSON. */
  body: Buffer;
  /** Milliseconds since the epoch at which the request arrived. */
  receivedAtMs: number;
}

/**
 * The result of checking a delivery.
 *
 * @alpha
 */
export type DetectionVerification =
  | {
      verified: true;
      /** How it was checked, such as `hmac-sha256`; stored with the detection. */
      method: string;
      /** An id that is equal for redeliveries of the same request, if the sender sets one. */
      deliveryId?: string;
    }
  | {
      verified: false;
      /** Why, for the log and the counters of the source. Must not contain secrets or content. */
      reason: string;
    };

/**
 * A finding in the terms of Security Incidents.
 *
 * @alpha
 */
export interface MappedDetection {
  /** Equal for every delivery about the same finding, such as `repository:alert number`. */
  externalKey: string;
  /** At most 200 characters. */
  title: string;
  description?: string;
  /** Absent when the source does not state one. */
  severity?: Severity;
  ruleId?: string;
  ruleName?: string;
  /** Whether the source still sees the problem. `resolved` never closes an incident. */
  sourceState: 'firing' | 'resolved' | 'unknown';
  /** ISO-8601, UTC: when the activity was seen first. */
  occurredAt?: string;
  /** ISO-8601, UTC: when the source saw it last. */
  lastSeenAt?: string;
  /** Where a person reads more, `http` or `https`. */
  url?: string;
  /** What the source says about the place, by name, such as `repository` or `kubernetes.namespace`. Used to find the service. */
  labels?: Readonly<Record<string, string>>;
  /** Full entity refs, if the source states them itself. */
  entityRefs?: readonly string[];
}

/**
 * What a delivery contains.
 *
 * @alpha
 */
export type DetectionMapping =
  | { kind: 'detections'; detections: readonly MappedDetection[] }
  /** A known event that is no finding, such as a ping; it is counted and not stored. */
  | { kind: 'ignored'; reason: string }
  /** An unknown shape; the payload is kept for a person to look at. */
  | { kind: 'unmapped'; reason: string };

/**
 * A kind of tool that reports findings by webhook: how its requests are verified, and how its payloads are read.
 *
 * @alpha
 */
export interface DetectionSource {
  /** The `type` in the configuration of a source, lower-case with dashes. */
  readonly type: string;
  /** Shown to people. */
  readonly title: string;
  /**
   * Checks that the sender is who it claims to be. Compare in constant time, and accept several secrets during rotation.
   *
   * @param secrets - configured for this source, newest first; at least one
   */
  verify(
    delivery: DetectionDelivery,
    secrets: readonly string[],
  ): DetectionVerification | Promise<DetectionVerification>;
  /**
   * Reads a verified payload. Remove credentials that the payload quotes: what this returns and what remains in `payload` is
   * stored.
   *
   * @param payload - the parsed JSON body
   */
  map(
    payload: unknown,
    delivery: DetectionDelivery,
  ): DetectionMapping | Promise<DetectionMapping>;
}

/**
 * Adds kinds of detection sources.
 *
 * @alpha
 */
export interface DetectionSourcesExtensionPoint {
  /** @throws ConflictError when a source of this type exists */
  addDetectionSource(source: DetectionSource): void;
}

/** @alpha */
export const detectionSourcesExtensionPoint =
  createExtensionPoint<DetectionSourcesExtensionPoint>({
    id: 'security-incidents.detection-sources',
  });
