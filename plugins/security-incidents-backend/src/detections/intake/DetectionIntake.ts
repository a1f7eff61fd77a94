import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  InputError,
  NotFoundError,
} from '@backstage/errors';
import type { EventParams } from '@backstage/plugin-events-node';
import type { DeliveryOutcome } from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionVerification,
} from 'backstage-plugin-security-incidents-node/alpha';
import { sha256Hex } from '../../kernel/sha256';
import type { ServiceMapper } from '../mapping/ServiceMapper';
import { getOrderedRules, mayFollowRule } from '../rules/chooseRule';
import { fits } from '../rules/conditions';
import type { Rules } from '../rules/RuleBook';
import type { ConfiguredSource } from '../settings';
import type {
  IntakeStore,
  NewFinding,
  ServiceKeyReader,
  TouchedDetection,
} from '../store/IntakeStore';
import type { CountedReason, DeliveryRecord } from '../store/records';
import {
  type DetectionDraft,
  isFinding,
  mergeDrafts,
  toDraft,
} from './DetectionDraft';
import { redactPayload } from '../sources';

export const MAX_BODY_BYTES = 1024 * 1024;
const MAX_PAYLOAD_BYTES = 64 * 1024;
/** Findings of one delivery; a body of the greatest size has fewer. */
const MAX_FINDINGS = 5_000;
const MAX_DELIVERY_KEY_LENGTH = 180;
const DAY_MS = 24 * 60 * 60 * 1000;
const REPLAY_MS = 7 * DAY_MS;
/** A sender without delivery ids repeats a request within minutes; later the same content is a repeat of the finding. */
const SAME_CONTENT_MS = 10 * 60 * 1000;

/** Headers in which tools name a delivery. */
const DELIVERY_HEADERS = [
  'x-github-delivery',
  'x-gitlab-event-uuid',
  'x-webhook-id',
  'webhook-id',
  'ce-id',
];

/** A request whose sender is known. */
export interface VerifiedDelivery {
  source: ConfiguredSource;
  delivery: DetectionDelivery;
  method: string;
  deliveryId?: string;
}

/** What became of a delivery. */
export interface IntakeResult {
  outcome: Exclude<DeliveryOutcome, 'rejected'>;
  deliveryId?: string;
  detections: TouchedDetection[];
}

/** The start of a text that takes no more than a number of bytes. */
function cutBytes(text: string, bytes: number): string {
  const encoded = Buffer.from(text, 'utf8');
  if (encoded.length <= bytes) return text;
  let end = bytes;
  // Bytes of this form continue a character, which would be cut in two.
  while (end > 0 && (encoded[end] & 0b1100_0000) === 0b1000_0000) end -= 1;
  return encoded.subarray(0, end).toString('utf8');
}

function toHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

/** The same for every reason: only the counters of the source say which. */
function notVerified() {
  return new AuthenticationError('The delivery could not be verified');
}

/** Takes the deliveries of sources: verifies, reads and stores them. */
export class DetectionIntake {
  constructor(
    private readonly options: {
      sources: ReadonlyMap<string, ConfiguredSource>;
      store: IntakeStore;
      mapper: ServiceMapper;
      getRules(): Promise<Rules>;
      clock(): Date;
      logger?: LoggerService;
      /** Called with what a delivery made and changed, after its commit. It must not throw. */
      afterCommit(touched: readonly TouchedDetection[]): void;
    },
  ) {}

  /** Names the sources that refuse everything, once at start. */
  logRefusingSources(): void {
    const { sources, logger } = this.options;
    for (const source of sources.values()) {
      const { id, secrets, secretsKey, topics, problem } = source;
      if (problem !== undefined) {
        logger?.error(
          `The detection source ${id} refuses every delivery, because its configuration is wrong: securityIncidents.detections.${id}.${problem}`,
        );
        continue;
      }
      if (secrets.length + topics.length > 0) continue;
      logger?.warn(
        `The detection source ${id} has no secret and refuses every delivery; set ${secretsKey}`,
      );
    }
  }

  /**
   * Verifies who sent a request. Nothing of a request that cannot be verified is stored, but it is counted.
   *
   * @throws NotFoundError for a source that is not configured, AuthenticationError for a request that cannot be verified
   */
  async verify(
    sourceId: string,
    headers: IncomingHttpHeaders,
    body: Buffer,
  ): Promise<VerifiedDelivery> {
    const source = this.#getSource(sourceId);
    if (source.secrets.length === 0) {
      await this.#count(source, 'no-secret');
      throw notVerified();
    }
    const delivery = {
      headers: toHeaders(headers),
      body,
      receivedAtMs: this.options.clock().getTime(),
    };
    const verification = await this.#verifyBy(source, delivery);
    if (!verification.verified) {
      await this.#count(source, verification.reason);
      throw notVerified();
    }
    const { method, deliveryId } = verification;
    return { source, delivery, method, deliveryId };
  }

  /** Counts a request whose body was too large to read. */
  async countTooLarge(sourceId: string): Promise<void> {
    const source = this.options.sources.get(sourceId);
    if (source) await this.#count(source, 'too-large');
  }

  /** Stores an event of the events service, whose ingress has verified who sent it. */
  async acceptEvent(
    sourceId: string,
    { eventPayload, metadata = {} }: Omit<EventParams, 'topic'>,
  ): Promise<void> {
    const source = this.#getSource(sourceId);
    const body = Buffer.from(JSON.stringify(eventPayload) ?? 'null');
    if (body.length > MAX_BODY_BYTES) {
      await this.#count(source, 'too-large');
      return;
    }
    const headers = Object.fromEntries(
      Object.entries(toHeaders(metadata)).map(([name, value]) => [
        name.toLocaleLowerCase('en-US'),
        value,
      ]),
    );
    await this.accept({
      source,
      delivery: {
        headers,
        body,
        receivedAtMs: this.options.clock().getTime(),
      },
      method: 'events-service',
      deliveryId: DELIVERY_HEADERS.map(name => headers[name]).find(Boolean),
    });
  }

  /**
   * Stores a verified delivery.
   *
   * @throws InputError when it is no JSON
   */
  async accept(verified: VerifiedDelivery): Promise<IntakeResult> {
    const { source, delivery } = verified;
    const { payload, redactions } = redactPayload(
      await this.#parse(source, delivery.body),
    );
    const mapping = await this.#map(source, delivery, payload);
    if (mapping.kind === 'ignored') {
      await this.#count(source, 'ignored');
      return { outcome: 'ignored', detections: [] };
    }
    return this.#store(verified, mapping, {
      text: cutBytes(JSON.stringify(payload), MAX_PAYLOAD_BYTES),
      redactions,
    });
  }

  #getSource(sourceId: string): ConfiguredSource {
    const source = this.options.sources.get(sourceId);
    if (!source) throw new NotFoundError('There is no such detection source');
    return source;
  }

  async #count({ id }: ConfiguredSource, reason: CountedReason) {
    const { store, clock } = this.options;
    await store.count(id, reason, clock().toISOString());
  }

  async #verifyBy(
    { id, source, secrets, options }: ConfiguredSource,
    delivery: DetectionDelivery,
  ): Promise<DetectionVerification> {
    try {
      return await source.verify(delivery, secrets, options);
    } catch (error) {
      this.options.logger?.warn(
        `A delivery of the detection source ${id} could not be verified: its verification failed`,
        error as Error,
      );
      return { verified: false, reason: 'bad-signature' };
    }
  }

  async #parse(source: ConfiguredSource, body: Buffer): Promise<unknown> {
    try {
      // PostgreSQL and JSON know no other encoding; broken bytes are refused, not replaced.
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    } catch {
      await this.#count(source, 'not-json');
      throw new InputError('body: must be JSON in UTF-8');
    }
  }

  async #map(
    { id, source, options }: ConfiguredSource,
    delivery: DetectionDelivery,
    payload: unknown,
  ): Promise<DetectionMapping> {
    try {
      return await source.map(payload, delivery, options);
    } catch (error) {
      this.options.logger?.error(
        `A delivery of the detection source ${id} could not be read; it is kept as unmapped`,
        error as Error,
      );
      return { kind: 'unmapped', reason: 'The source could not read it' };
    }
  }

  async #store(
    { source, delivery, method, deliveryId }: VerifiedDelivery,
    mapping: Exclude<DetectionMapping, { kind: 'ignored' }>,
    payload: { text: string; redactions: number },
  ): Promise<IntakeResult> {
    const { store, clock } = this.options;
    const receivedAt = clock().toISOString();
    const drafts = this.#toDrafts(source, mapping, receivedAt);
    const outcome = drafts.length > 0 ? 'accepted' : 'unmapped';
    const sha256 = sha256Hex(delivery.body);
    const record: DeliveryRecord = {
      id: randomUUID(),
      sourceId: source.id,
      receivedAt,
      outcome,
      deliveryKey: deliveryId?.slice(0, MAX_DELIVERY_KEY_LENGTH),
      size: delivery.body.length,
      sha256,
      payload: payload.text,
      redactions: payload.redactions,
      verifiedBy: method.slice(0, 60),
      note: mapping.kind === 'unmapped' ? mapping.reason : mapping.note,
      isTest: drafts.length > 0 && drafts.every(({ isTest }) => isTest),
      detections: drafts.length,
    };
    const rules = await this.options.getRules();
    const accepted = await store.accept(
      record,
      toReplay(record, deliveryId),
      drafts,
      (fresh, readKeys) =>
        this.#place(source.id, fresh, readKeys, rules, receivedAt),
    );
    if (accepted.isDuplicate) {
      await this.#count(source, 'duplicate');
      return { outcome: 'duplicate', detections: [] };
    }
    this.options.afterCommit(accepted.detections);
    return { outcome, deliveryId: record.id, detections: accepted.detections };
  }

  #toDrafts(
    source: ConfiguredSource,
    mapping: DetectionMapping,
    receivedAt: string,
  ): DetectionDraft[] {
    if (mapping.kind !== 'detections') return [];
    return mergeDrafts(
      mapping.detections
        .filter(isFinding)
        .slice(0, MAX_FINDINGS)
        .map(mapped => toDraft(mapped, source, receivedAt)),
    );
  }

  async #place(
    sourceId: string,
    drafts: readonly DetectionDraft[],
    readKeys: ServiceKeyReader,
    rules: Rules,
    at: string,
  ): Promise<NewFinding[]> {
    const placed = await this.options.mapper.place(
      drafts,
      readKeys,
      rules.compiledPatterns,
    );
    const ordered = getOrderedRules(rules);
    return placed.map(({ likely: _likely, ...found }, index) => {
      const subject = { ...drafts[index], sourceId, ...found };
      const suppression = subject.isTest
        ? undefined
        : rules.suppressions.find(
            ({ condition, endsAt }) => endsAt > at && fits(condition, subject),
          );
      return {
        ...found,
        suppressionId: suppression?.id,
        mayFollowRule: !subject.isTest && mayFollowRule(ordered, subject),
      };
    });
  }
}

/** A long id is told apart by its hash. */
function toReplayKey(deliveryId: string): string {
  return deliveryId.length > MAX_DELIVERY_KEY_LENGTH
    ? `id:${sha256Hex(new TextEncoder().encode(deliveryId))}`
    : `id:${deliveryId}`;
}

/** Until when the same delivery is a duplicate. */
function toReplay(
  { sha256, receivedAt }: DeliveryRecord,
  deliveryId: string | undefined,
) {
  const until = (ms: number) =>
    new Date(Date.parse(receivedAt) + ms).toISOString();
  return deliveryId === undefined
    ? { key: `content:${sha256}`, expiresAt: until(SAME_CONTENT_MS) }
    : { key: toReplayKey(deliveryId), expiresAt: until(REPLAY_MS) };
}
