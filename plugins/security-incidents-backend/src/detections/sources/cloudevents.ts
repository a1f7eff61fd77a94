import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionSource,
  MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import { z } from 'zod';
import { falco } from './falco';
import { mapGenerically, mappingSchema } from './generic';
import { github } from './github';
import { gitlab } from './gitlab';
import { guardduty } from './guardduty';
import { ocsf } from './ocsf';
import { parseOptions } from './options';
import {
  getText,
  getTime,
  ignored,
  isRecord,
  isTestEvent,
  type JsonRecord,
  readJson,
  toKey,
  toTestBody,
  unmapped,
} from './read';
import { redactPayload } from './redact';
import { securityhub } from './securityhub';
import {
  OWN_SCHEMES_PROOF,
  signOwnScheme,
  toDeliveryId,
  verifyOwnSchemes,
} from './signatures';
import { toLatest } from './times';

const MAX_BATCH = 100;

/** The shipped types whose payloads can be the data of a CloudEvent. Their mappers are synchronous and have no options. */
const READERS = { falco, github, gitlab, guardduty, ocsf, securityhub };
type ReaderType = keyof typeof READERS;
const READER_TYPES = Object.keys(READERS) as [ReaderType, ...ReaderType[]];

const pattern = z
  .string()
  .regex(
    /^[\w.-]{1,200}\*?$/,
    'must be a type, with * at the end for all that begin so',
  );
const optionsSchema = z.strictObject({
  types: z
    .array(
      z
        .strictObject({
          type: pattern,
          source: z.enum(READER_TYPES).optional(),
          mapping: mappingSchema.optional(),
        })
        .refine(
          ({ source, mapping }) =>
            (source === undefined) !== (mapping === undefined),
          'must have either source or mapping',
        ),
    )
    .max(50)
    .default([]),
});
type CloudEventsOptions = z.infer<typeof optionsSchema>;

/** Types that are read without configuration. */
const KNOWN_TYPES: CloudEventsOptions['types'] = [
  { type: 'org.ocsf.finding.*', source: 'ocsf' },
  { type: 'falco.rule.output.v1', source: 'falco' },
];

function fits(type: string, wanted: string): boolean {
  return wanted.endsWith('*')
    ? type.startsWith(wanted.slice(0, -1))
    : type === wanted;
}

/** The data of an event, also when it is sent as base64 of JSON. */
function readData(event: JsonRecord): unknown {
  if (event.data !== undefined) return event.data;
  const encoded = getText(event, 'data_base64');
  if (encoded === undefined) return undefined;
  try {
    const data = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    return redactPayload(data).payload;
  } catch {
    return undefined;
  }
}

/** Adds what the envelope says. Two producers may use the same keys. */
function addEnvelope(
  detection: MappedDetection,
  event: JsonRecord,
  receivedAtMs: number,
): MappedDetection {
  const receivedAt = new Date(receivedAtMs).toISOString();
  const time = getTime(event, 'time');
  const sentAt = time !== undefined && time > receivedAt ? receivedAt : time;
  return {
    ...detection,
    externalKey: toKey(getText(event, 'source'), detection.externalKey),
    fingerprintBasis: `source of the event, ${
      detection.fingerprintBasis ?? 'key'
    }`,
    lastSeenAt: toLatest(detection.lastSeenAt, sentAt),
    ...(isTestEvent(event) && { isTest: true }),
  };
}

function mapEvent(
  event: unknown,
  delivery: DetectionDelivery,
  { types }: CloudEventsOptions,
): DetectionMapping {
  const type = getText(event, 'type');
  const id = getText(event, 'id');
  const source = getText(event, 'source');
  if (
    !isRecord(event) ||
    getText(event, 'specversion') !== '1.0' ||
    !type ||
    !id ||
    !source
  ) {
    return unmapped('Not a CloudEvent 1.0 in structured mode');
  }
  const reader = [...types, ...KNOWN_TYPES].find(each => fits(type, each.type));
  if (!reader) return ignored(`Type ${type} is not configured`);
  const data = readData(event);
  const mapping = reader.mapping
    ? mapGenerically(data, delivery, reader.mapping)
    : (READERS[reader.source!].map(
        data,
        delivery,
        undefined,
      ) as DetectionMapping);
  if (mapping.kind !== 'detections') return mapping;
  return {
    ...mapping,
    detections: mapping.detections.map(detection =>
      addEnvelope(detection, event, delivery.receivedAtMs),
    ),
  };
}

/** Joins what the events of a batch are. */
function join(mappings: readonly DetectionMapping[]): DetectionMapping {
  const detections = mappings.flatMap(mapping =>
    mapping.kind === 'detections' ? mapping.detections : [],
  );
  const unreadable = mappings.filter(({ kind }) => kind === 'unmapped');
  if (detections.length > 0) {
    return {
      kind: 'detections',
      detections,
      ...(unreadable.length > 0 && {
        note: `${unreadable.length} events could not be read`,
      }),
    };
  }
  return unreadable[0] ?? mappings[0] ?? unmapped('There are no events');
}

/** CloudEvents 1.0 in structured mode, one event or a batch. */
export const cloudevents: DetectionSource<CloudEventsOptions> = {
  type: 'cloudevents',
  title: 'CloudEvents',
  proof: OWN_SCHEMES_PROOF,
  readOptions: options => parseOptions(optionsSchema, options),
  verify(delivery, secrets) {
    const result = verifyOwnSchemes(delivery, secrets);
    if (!result.verified || result.deliveryId) return result;
    const event = readJson(delivery);
    const [source, id] = [getText(event, 'source'), getText(event, 'id')];
    return source && id
      ? { ...result, deliveryId: toDeliveryId(`${source}#${id}`) }
      : result;
  },
  map(payload, delivery, options) {
    if (!Array.isArray(payload)) return mapEvent(payload, delivery, options);
    if (payload.length > MAX_BATCH) {
      return unmapped(`A batch of more than ${MAX_BATCH} events`);
    }
    return join(payload.map(event => mapEvent(event, delivery, options)));
  },
  createTestEvent(secret, nowMs) {
    const body = toTestBody({
      specversion: '1.0',
      id: `test-${nowMs}`,
      source: '/backstage',
      type: 'org.ocsf.finding.test',
      time: new Date(nowMs).toISOString(),
      datacontenttype: 'application/json',
      data: {
        class_uid: 2004,
        severity_id: 1,
        time: nowMs,
        metadata: { product: { name: 'Backstage' } },
        finding_info: { uid: `test-${nowMs}`, title: 'Test event' },
      },
    });
    return {
      headers: {
        ...signOwnScheme(secret, body, nowMs),
        'content-type': 'application/cloudevents+json',
      },
      body,
    };
  },
};
