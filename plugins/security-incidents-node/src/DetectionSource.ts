import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  RejectionReason,
  RsitClass,
  Severity,
} from 'backstage-plugin-security-incidents-common';

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
      /** Why, for the log and the counters of the source. */
      reason: Extract<
        RejectionReason,
        'no-signature' | 'bad-signature' | 'too-old'
      >;
    };

/**
 * A finding in the terms of Security Incidents.
 *
 * @alpha
 */
export interface MappedDetection {
  /** Equal for every delivery about the same finding, such as `repository:alert number`. */
  externalKey: string;
  /** What `externalKey` was made of, for people, such as `rule, namespace, workload`. Defaults to `externalKey` itself. */
  fingerprintBasis?: string;
  /** At most 200 characters. */
  title: string;
  description?: string;
  /** Absent when the source does not state one. */
  severity?: Severity;
  /** The severity in the words of the source, such as `warning` or `8.0 of 10`. */
  statedSeverity?: string;
  /** What kind of incident it would be, in the reference taxonomy (RSIT). */
  class?: RsitClass;
  ruleId?: string;
  ruleName?: string;
  /** Whether the source still sees the problem. `resolved` never closes an incident. */
  sourceState: 'firing' | 'resolved' | 'unknown';
  /** ISO-8601, UTC: when the activity was seen first. */
  occurredAt?: string;
  /**
   * ISO-8601, UTC: when the source saw it last, or when `sourceState` changed. Deliveries can arrive in another order: a state
   * must not replace one that is newer by this time.
   */
  lastSeenAt?: string;
  /** Where a person reads more, `http` or `https`. */
  url?: string;
  /**
   * What the source says about the place and what was seen, by name; at most 40, each value at most 512 characters. These names
   * find the service: `entityRef`, `service`, `app`, `team`, `repository`, `path`, `kubernetesId`, `namespace`, `workload`,
   * `host`, `account`, `region`, `arn`, `tag.<name>`, `pagerdutyServiceId`.
   */
  labels?: Readonly<Record<string, string>>;
  /** Full entity refs, if the source states them itself. */
  entityRefs?: readonly string[];
  /** A test event or a sample of the vendor: shown as such, counted nowhere and removed soon. */
  isTest?: boolean;
}

/**
 * What a delivery contains.
 *
 * @alpha
 */
export type DetectionMapping =
  | {
      kind: 'detections';
      /** At least one. */
      detections: readonly MappedDetection[];
      /** What a person should know about the delivery, such as `3 alerts were not sent`. */
      note?: string;
    }
  /** A known event that is no finding, such as a ping; it is counted and not stored. */
  | { kind: 'ignored'; reason: string }
  /** An unknown shape; the payload is kept for a person to look at. */
  | { kind: 'unmapped'; reason: string };

/**
 * A request as the tool itself would send it.
 *
 * @alpha
 */
export interface DetectionTestEvent {
  /** Lower-case header names. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/**
 * A kind of tool that reports findings by webhook: how its requests are verified, and how its payloads are read.
 *
 * @alpha
 */
export interface DetectionSource<TOptions = unknown> {
  /** The `type` in the configuration of a source, lower-case with dashes. */
  readonly type: string;
  /** Shown to people. */
  readonly title: string;
  /** How a request proves who sent it, in a sentence. */
  readonly proof: string;
  /**
   * Checks the `options` of a source in the configuration, once at start. `verify`, `map` and `createTestEvent` get the result.
   * A source without this method has no options and gets undefined.
   *
   * @param options - as configured; empty when there are none
   * @throws InputError that names the field and the rule
   */
  readOptions?(options: Readonly<Record<string, unknown>>): TOptions;
  /**
   * Checks that the sender is who it claims to be. Compare in constant time, and accept several secrets during rotation.
   * `bad-signature` when it cannot be read.
   *
   * @param secrets - configured for this source, newest first; at least one
   */
  verify(
    delivery: DetectionDelivery,
    secrets: readonly string[],
    options: TOptions,
  ): DetectionVerification | Promise<DetectionVerification>;
  /**
   * Reads a verified payload. It does not throw: a shape that it does not know is `unmapped`.
   *
   * @param payload - the parsed JSON body, from which credentials were removed; this is what is stored
   */
  map(
    payload: unknown,
    delivery: DetectionDelivery,
    options: TOptions,
  ): DetectionMapping | Promise<DetectionMapping>;
  /**
   * Makes a signed event that `verify` accepts and `map` turns into one detection with `isTest`, a new one each time.
   */
  createTestEvent?(
    secret: string,
    nowMs: number,
    options: TOptions,
  ): DetectionTestEvent;
}

/**
 * Adds kinds of detection sources.
 *
 * @alpha
 */
export interface DetectionSourcesExtensionPoint {
  /** @throws ConflictError when a source of this type exists */
  addDetectionSource<TOptions>(source: DetectionSource<TOptions>): void;
}

/** @alpha */
export const detectionSourcesExtensionPoint =
  createExtensionPoint<DetectionSourcesExtensionPoint>({
    id: 'security-incidents.detection-sources',
  });
