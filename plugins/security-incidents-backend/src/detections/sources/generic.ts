import {
  RSIT_CLASSES,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionSource,
  MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import { z } from 'zod';
import { parseOptions } from './options';
import { parsePath, pathSchema } from './paths';
import { readPlaces, toRsitClass } from './places';
import {
  getList,
  getText,
  getTime,
  getValue,
  ignored,
  isTestEvent,
  type JsonRecord,
  mapItems,
  toDetection,
  toKey,
  toTestBody,
} from './read';
import {
  getHeader,
  hmac,
  OWN_SCHEMES_PROOF,
  signOwnScheme,
  verifyHmac,
  verifyOwnSchemes,
} from './signatures';
import { toLatest } from './times';

const word = z.string().min(1).max(100);
const header = z
  .string()
  .regex(/^[\w-]{1,100}$/, 'must be the name of a header');
const severities = z.enum(SEVERITIES);

/** Where the parts of a detection are in a payload. */
export const mappingShape = {
  items: pathSchema.optional(),
  onlyWhen: z
    .array(
      z.strictObject({ path: pathSchema, is: z.array(word).min(1).max(50) }),
    )
    .max(20)
    .optional(),
  key: z.array(pathSchema).min(1).max(10),
  title: pathSchema,
  description: pathSchema.optional(),
  severity: pathSchema.optional(),
  severities: z.record(word, severities).optional(),
  class: z.enum(RSIT_CLASSES).optional(),
  classPath: pathSchema.optional(),
  ruleId: pathSchema.optional(),
  ruleName: pathSchema.optional(),
  state: pathSchema.optional(),
  resolvedStates: z.array(word).max(50).optional(),
  occurredAt: pathSchema.optional(),
  lastSeenAt: pathSchema.optional(),
  url: pathSchema.optional(),
  labels: z.record(word, pathSchema).optional(),
};
export const mappingSchema = z.strictObject(mappingShape);
export type GenericMapping = z.infer<typeof mappingSchema>;

const optionsSchema = z.strictObject({
  ...mappingShape,
  needsSignature: z.boolean().optional(),
  signatureHeader: header.optional(),
  deliveryIdHeader: header.optional(),
});
type GenericOptions = z.infer<typeof optionsSchema>;

const SEVERITY_BY_WORD: Readonly<Record<string, Severity>> = {
  fatal: 'critical',
  error: 'high',
  warning: 'medium',
  moderate: 'medium',
  info: 'informational',
  ...Object.fromEntries(SEVERITIES.map(severity => [severity, severity])),
};
const RESOLVED_WORDS = ['resolved', 'closed', 'fixed', 'dismissed', 'ignored'];

/** Reads at a path of the configuration. */
function find(value: unknown, path: string | undefined): unknown {
  return path === undefined ? undefined : getValue(value, ...parsePath(path));
}

function findText(value: unknown, path: string | undefined) {
  return path === undefined ? undefined : getText(value, ...parsePath(path));
}

function findTime(value: unknown, path: string | undefined) {
  return path === undefined ? undefined : getTime(value, ...parsePath(path));
}

function toSeverity(
  stated: string | undefined,
  given: Readonly<Record<string, Severity>> = {},
): Severity | undefined {
  if (stated === undefined) return undefined;
  if (Object.hasOwn(given, stated)) return given[stated];
  const lower = stated.toLocaleLowerCase('en');
  return Object.hasOwn(SEVERITY_BY_WORD, lower)
    ? SEVERITY_BY_WORD[lower]
    : undefined;
}

function toState(
  state: string | undefined,
  { resolvedStates = RESOLVED_WORDS }: GenericMapping,
): MappedDetection['sourceState'] {
  if (state === undefined) return 'firing';
  return resolvedStates.some(
    each => each.toLocaleLowerCase('en') === state.toLocaleLowerCase('en'),
  )
    ? 'resolved'
    : 'firing';
}

function readItem(
  item: unknown,
  mapping: GenericMapping,
  isTest: boolean,
  delivery: DetectionDelivery,
): MappedDetection | 'ignored' | undefined {
  const isWanted = (mapping.onlyWhen ?? []).every(({ path, is }) =>
    is.includes(findText(item, path) ?? ''),
  );
  if (!isWanted && !isTest) return 'ignored';
  const key = mapping.key.map(path => findText(item, path));
  const title = findText(item, mapping.title);
  if (key.includes(undefined) || title === undefined) return undefined;
  const stated = findText(item, mapping.severity);
  const given = Object.fromEntries(
    Object.entries(mapping.labels ?? {}).map(([name, path]) => [
      name,
      findText(item, path),
    ]),
  );
  const ruleId = findText(item, mapping.ruleId);
  return toDetection(
    {
      externalKey: toKey(...key),
      fingerprintBasis: mapping.key.join(', '),
      titles: [title],
      description: findText(item, mapping.description),
      severity: toSeverity(stated, mapping.severities),
      statedSeverity: stated,
      class: toRsitClass(find(item, mapping.classPath)) ?? mapping.class,
      ruleId,
      ruleName: findText(item, mapping.ruleName) ?? ruleId,
      sourceState: toState(findText(item, mapping.state), mapping),
      occurredAt: findTime(item, mapping.occurredAt),
      lastSeenAt: toLatest(
        findTime(item, mapping.lastSeenAt),
        findTime(item, mapping.occurredAt),
      ),
      url: findText(item, mapping.url),
      labels: [...readPlaces(given), ...Object.entries(given)],
      isTest: isTest || undefined,
    },
    delivery,
  );
}

/** Reads a payload by a declared mapping. */
export function mapGenerically(
  payload: unknown,
  delivery: DetectionDelivery,
  mapping: GenericMapping,
): DetectionMapping {
  const isTest = isTestEvent(payload);
  const items =
    mapping.items === undefined
      ? [payload]
      : getList(payload, ...parsePath(mapping.items));
  if (mapping.items !== undefined && items.length === 0) {
    return Array.isArray(find(payload, mapping.items))
      ? ignored('The list has no items')
      : { kind: 'unmapped', reason: `There is no list ${mapping.items}` };
  }
  return mapItems(
    items,
    item => readItem(item, mapping, isTest, delivery),
    'items',
  );
}

/** Puts a value at a path of an object that is being built. */
function put(target: object, path: string, value: unknown): void {
  const steps = parsePath(path);
  let current = target as Record<string | number, unknown>;
  steps.forEach((step, at) => {
    const isLast = at === steps.length - 1;
    const next = typeof steps[at + 1] === 'number' ? [] : {};
    if (isLast || !Object.hasOwn(current, step)) {
      Object.defineProperty(current, step, {
        value: isLast ? value : next,
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
    const below = current[step];
    if (typeof below === 'object' && below !== null) {
      current = below as Record<string | number, unknown>;
    }
  });
}

/** A payload that the mapping reads as a test event. */
export function createGenericPayload(
  mapping: GenericMapping,
  nowMs: number,
): JsonRecord {
  const item = {};
  put(item, mapping.title, 'Test event');
  for (const path of mapping.key) put(item, path, `test-${nowMs}`);
  if (mapping.items === undefined) return item;
  const payload = {};
  put(payload, mapping.items, [item]);
  return payload;
}

/** JSON of any tool, read by paths that the configuration declares. */
export const generic: DetectionSource<GenericOptions> = {
  type: 'generic',
  title: 'JSON by a declared mapping',
  proof: OWN_SCHEMES_PROOF,
  readOptions: options => parseOptions(optionsSchema, options),
  verify(delivery, secrets, options) {
    const deliveryId =
      options.deliveryIdHeader && getHeader(delivery, options.deliveryIdHeader);
    return options.signatureHeader
      ? verifyHmac(delivery, secrets, {
          header: options.signatureHeader,
          deliveryId,
        })
      : verifyOwnSchemes(delivery, secrets, {
          needsSignature: options.needsSignature,
          deliveryId,
        });
  },
  map: mapGenerically,
  createTestEvent(secret, nowMs, options) {
    const body = toTestBody(createGenericPayload(options, nowMs));
    const { signatureHeader, deliveryIdHeader } = options;
    const headers = signatureHeader
      ? {
          'content-type': 'application/json',
          [signatureHeader.toLocaleLowerCase('en')]: hmac(
            secret,
            body,
          ).toString('hex'),
        }
      : signOwnScheme(secret, body, nowMs);
    return {
      headers: {
        ...headers,
        ...(deliveryIdHeader && {
          [deliveryIdHeader.toLocaleLowerCase('en')]: `test-${nowMs}`,
        }),
      },
      body,
    };
  },
};
