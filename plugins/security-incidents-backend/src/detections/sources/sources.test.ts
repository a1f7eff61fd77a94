import type {
  DetectionSource,
  MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import fc from 'fast-check';
import { shippedSources } from '.';
import { map, NOW, toDelivery } from './__testUtils__/delivery';
import * as payloads from './__testUtils__/payloads';
import { isRecord } from './read';

/** Options that a source needs, as they are configured. */
const OPTIONS: Record<string, Record<string, unknown>> = {
  generic: payloads.SENTRY_OPTIONS,
  pagerduty: { all: true },
};
const PAYLOADS: Record<string, object[]> = {
  alertmanager: [payloads.ALERTMANAGER],
  cloudevents: [payloads.CLOUD_EVENT, [payloads.CLOUD_EVENT]],
  falco: [payloads.FALCO],
  generic: [payloads.SENTRY],
  github: [
    payloads.CODE_SCANNING,
    payloads.SECRET_SCANNING,
    payloads.DEPENDABOT,
  ],
  gitlab: [payloads.GITLAB],
  grafana: [payloads.GRAFANA],
  guardduty: [payloads.GUARDDUTY],
  ocsf: [payloads.OCSF, [payloads.OCSF]],
  pagerduty: [payloads.PAGERDUTY],
  securityhub: [payloads.SECURITY_HUB],
  wazuh: [payloads.WAZUH],
};
/** Senders that cannot sign: a changed body cannot be noticed. */
const UNSIGNED = new Set([
  'alertmanager',
  'falco',
  'gitlab',
  'guardduty',
  'securityhub',
]);

function deepArray(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

/** Values that have no place in a payload. */
const STRANGE: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\u0000',
  '\uD800',
  '\u202Egnp.exe',
  'x'.repeat(5_000),
  '0001-01-01T00:00:00Z',
  'file:///etc/passwd',
  [],
  [[]],
  {},
  { constructor: 1, toString: 1, hasOwnProperty: 1 },
  JSON.parse('{"__proto__":{"a":1}}'),
  deepArray(40),
];
/** Tried where a payload has a list. */
const HUGE: unknown[] = [
  'x'.repeat(200_000),
  Array.from({ length: 3_000 }, (_, at) => at),
  Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`k${at}`, at])),
  deepArray(2_000),
];

interface Mutation {
  original: unknown;
  change(by: unknown): unknown;
}

/** The payload with each of its values, one at a time, replaced or removed. */
function* mutate(value: unknown): Generator<Mutation> {
  yield { original: value, change: by => by };
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      for (const { original, change } of mutate(item)) {
        yield {
          original,
          change: by =>
            value.map((old, each) => (each === at ? change(by) : old)),
        };
      }
    }
  } else if (isRecord(value)) {
    for (const [name, item] of Object.entries(value)) {
      for (const { original, change } of mutate(item)) {
        yield {
          original,
          change: by => ({ ...value, [name]: change(by) }),
        };
      }
    }
  }
}

const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'];

/** What a detection breaks of the bounds that the contract promises. */
function findBrokenBounds(detection: MappedDetection): string[] {
  const { title, externalKey, severity, labels = {}, url } = detection;
  const times = [detection.occurredAt, detection.lastSeenAt].filter(
    time => time !== undefined,
  );
  const bounds: Record<string, boolean> = {
    title:
      title !== '' &&
      title.trim() === title &&
      title.length <= 200 &&
      !/[\n\u202E]/.test(title),
    key: externalKey !== '' && externalKey.length <= 500,
    description: (detection.description ?? '').length <= 4_000,
    severity: severity === undefined || SEVERITIES.includes(severity),
    state: ['firing', 'resolved'].includes(detection.sourceState),
    labels:
      Object.keys(labels).length <= 40 &&
      Object.values(labels).every(value => value.length <= 512),
    times: times.every(
      time => /^\d{4}-.*\.\d{3}Z$/.test(time) && Date.parse(time) <= NOW,
    ),
    url: url === undefined || /^https?:/.test(url),
    storable: !/\\u0000|\\ud[89ab]/.test(JSON.stringify(detection)),
  };
  return Object.keys(bounds).filter(name => !bounds[name]);
}

/** What the result breaks of the contract. */
async function findBroken(
  source: DetectionSource,
  payload: unknown,
): Promise<string[]> {
  const mapping = await map(source, payload, {}, OPTIONS[source.type]);
  if (mapping.kind === 'detections') {
    const { length } = mapping.detections;
    return [
      ...(length === 0 || length > 2_000 ? ['number of detections'] : []),
      ...mapping.detections.flatMap(findBrokenBounds),
    ];
  }
  const { length } = mapping.reason;
  return length > 0 && length <= 200 ? [] : ['reason'];
}

it('ships each type once', () => {
  const types = shippedSources.map(({ type }) => type);
  expect(types).toEqual(Object.keys(PAYLOADS));
  expect(new Set(types).size).toBe(types.length);
});

describe.each(shippedSources.map(source => [source.type, source] as const))(
  'the source %s',
  (type, source) => {
    const options = source.readOptions?.(OPTIONS[type] ?? {});
    const createEvent = (secret = 'current', atMs = NOW) =>
      source.createTestEvent!(secret, atMs, options);

    it('says in a sentence what proves the sender', () => {
      expect(source.title).toMatch(/^[A-Z]/);
      expect(source.proof.length).toBeGreaterThan(20);
    });

    it('sends a test event that is verified and becomes one test detection', async () => {
      const { headers, body } = createEvent();
      const delivery = toDelivery(body, headers);
      expect(await source.verify(delivery, ['current'], options)).toMatchObject(
        {
          verified: true,
        },
      );
      const mapping = await map(
        source,
        JSON.parse(body.toString()),
        headers,
        OPTIONS[type],
      );
      expect(mapping).toMatchObject({
        kind: 'detections',
        detections: [{ isTest: true, sourceState: 'firing' }],
      });
      expect(mapping).toMatchObject({
        detections: [{ title: expect.stringContaining('Test event') }],
      });
    });

    it('makes a new test event each time', async () => {
      const keys = new Set<string>();
      for (const atMs of [NOW, NOW + 1]) {
        const { headers, body } = createEvent('s', atMs);
        const payload = JSON.parse(body.toString());
        const mapping = await map(source, payload, headers, OPTIONS[type]);
        if (mapping.kind === 'detections') {
          keys.add(mapping.detections[0].externalKey);
        }
      }
      expect(keys.size).toBe(2);
    });

    it('accepts the old and the new secret during rotation', async () => {
      for (const secret of ['old', 'new']) {
        const { headers, body } = createEvent(secret);
        const result = await source.verify(
          toDelivery(body, headers),
          ['new', 'old'],
          options,
        );
        expect(result.verified).toBe(true);
      }
    });

    it('refuses another secret, a changed body and a missing proof', async () => {
      const { headers, body } = createEvent();
      const verify = async (
        changed: Buffer,
        sent: Record<string, string>,
        secret = 'current',
      ) => source.verify(toDelivery(changed, sent), [secret], options);
      expect(await verify(body, headers, 'other')).toEqual({
        verified: false,
        reason: 'bad-signature',
      });
      const changed = Buffer.from(`${body.toString()} `);
      const afterChange = await verify(changed, headers);
      expect(afterChange.verified).toBe(UNSIGNED.has(type));
      expect(await verify(body, {})).toEqual({
        verified: false,
        reason: 'no-signature',
      });
    });

    it('verifies bodies that are no JSON without throwing', async () => {
      const { headers } = createEvent();
      for (const body of ['', '{', 'null', '[', '\u0000', '"x"']) {
        const result = await source.verify(
          toDelivery(body, headers),
          ['current'],
          options,
        );
        expect(result.verified).toBe(UNSIGNED.has(type));
      }
    });

    it('does not throw at whatever the headers say', async () => {
      const { headers, body } = createEvent();
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...Object.keys(headers)),
          fc.string({ maxLength: 5_000 }),
          async (name, value) => {
            const delivery = toDelivery(body, { ...headers, [name]: value });
            const result = await source.verify(delivery, ['current'], options);
            expect(typeof result.verified).toBe('boolean');
          },
        ),
        { numRuns: 50 },
      );
    });

    it('keeps what it cannot read, of every kind', async () => {
      for (const payload of [...STRANGE, ...HUGE]) {
        const { kind } = await map(source, payload, {}, OPTIONS[type]);
        expect(kind).not.toBe('detections');
        expect(await findBroken(source, payload)).toEqual([]);
      }
    });

    it.each(PAYLOADS[type].map((payload, at) => [at, payload] as const))(
      'reads payload %i within its bounds, whatever one of its values is',
      async (_, payload) => {
        const broken = await findBroken(source, payload);
        for (const { original, change } of mutate(payload)) {
          const huge = Array.isArray(original) ? HUGE : [];
          for (const strange of [...STRANGE, ...huge]) {
            broken.push(...(await findBroken(source, change(strange))));
          }
        }
        expect(broken).toEqual([]);
      },
    );

    it('takes no options that it does not know', () => {
      const read = () => {
        if (!source.readOptions) throw new Error('options: other');
        source.readOptions({ ...OPTIONS[type], other: 1 });
      };
      expect(read).toThrow(/^options: .*other/);
    });
  },
);
