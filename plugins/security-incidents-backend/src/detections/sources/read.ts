import type {
  DetectionDelivery,
  DetectionMapping,
  MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import { toTime } from './times';

/** Detections of one delivery. What is beyond is in the kept payload only, and the delivery says so. */
export const MAX_DETECTIONS = 2_000;
export const MAX_TITLE = 200;
const MAX_DESCRIPTION = 4_000;
const MAX_KEY = 500;
const MAX_SHORT = 200;
const MAX_STATED_SEVERITY = 60;
const MAX_URL = 2_000;
const MAX_LABELS = 40;
const MAX_LABEL_NAME = 100;
const MAX_LABEL = 512;
/** The field of a test event that says so. It is in the body, which is signed. */
const TEST_FIELD = 'securityIncidentsTest';

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of own fields and positions of lists. */
export function getValue(
  value: unknown,
  ...path: ReadonlyArray<string | number>
): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    if (!Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** A text that is not blank. Numbers and booleans are written out; anything else is no text. */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() || undefined;
}

export function getText(
  value: unknown,
  ...path: ReadonlyArray<string | number>
): string | undefined {
  return toText(getValue(value, ...path));
}

export function getNumber(
  value: unknown,
  ...path: ReadonlyArray<string | number>
): number | undefined {
  const found = getValue(value, ...path);
  return typeof found === 'number' && Number.isFinite(found)
    ? found
    : undefined;
}

export function getRecord(
  value: unknown,
  ...path: ReadonlyArray<string | number>
): JsonRecord {
  const found = getValue(value, ...path);
  return isRecord(found) ? found : {};
}

/** The items of a list; empty for anything else. */
export function getList(
  value: unknown,
  ...path: ReadonlyArray<string | number>
): readonly unknown[] {
  const found = getValue(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The texts of a list. */
export function getTexts(
  value: unknown,
  ...path: ReadonlyArray<string | number>
): string[] {
  return getList(value, ...path)
    .slice(0, MAX_LABELS)
    .map(toText)
    .filter(text => text !== undefined);
}

export function getTime(
  value: unknown,
  ...path: ReadonlyArray<string | number>
): string | undefined {
  return toTime(getValue(value, ...path));
}

/** The JSON of a body; undefined when it is none. Whether that matters is decided by others. */
export function readJson({ body }: DetectionDelivery): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A text that every database stores, with at most `max` UTF-16 code units and a mark where it was cut. */
function bound(text: string, max: number): string {
  const cut =
    text.length <= max
      ? text
      : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  return cut.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** One line in which each character can be seen. */
function toLine(text: string, max: number): string {
  const line = text
    .slice(0, max * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return bound(showHiddenCharacters(line), max);
}

function toLineOrNone(
  text: string | undefined,
  max: number,
): string | undefined {
  return text === undefined ? undefined : toLine(text, max) || undefined;
}

/** A text of several lines. */
function toParagraphs(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const lines = text.slice(0, MAX_DESCRIPTION * 2).split(/\r\n?|\n/);
  const shown = lines.map(line =>
    showHiddenCharacters(line.replace(/\t/g, ' ')),
  );
  return bound(shown.join('\n').trim(), MAX_DESCRIPTION) || undefined;
}

/** A link that a page may offer. */
function toUrl(text: string | undefined): string | undefined {
  if (text === undefined || text.length > MAX_URL) return undefined;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
}

/** A key of bounded length; a longer one ends with the hash of all. */
export function toKey(...parts: ReadonlyArray<string | undefined>): string {
  const key = parts.map(part => part ?? '').join(':');
  const line = toLine(key, MAX_KEY);
  if (line === key) return key;
  const hash = createHash('sha256').update(key).digest('hex');
  return `${toLine(key, MAX_KEY - hash.length - 1)}#${hash}`;
}

export type LabelEntry = readonly [name: string, value: unknown];

/** Labels of what sources say. The first of a name wins; what is no text is left out. */
export function toLabels(
  entries: Iterable<LabelEntry>,
): Record<string, string> {
  const labels = new Map<string, string>();
  for (const [name, value] of entries) {
    if (labels.size >= MAX_LABELS) break;
    const label = toLine(name, MAX_LABEL_NAME);
    const text = toLineOrNone(toText(value), MAX_LABEL);
    if (label && text !== undefined && !labels.has(label)) {
      labels.set(label, text);
    }
  }
  return Object.fromEntries(labels);
}

/** What a mapper found. {@link toDetection} makes it fit. */
export type DetectionDraft = Omit<
  MappedDetection,
  'title' | 'labels' | 'entityRefs'
> & {
  /** The first that shows something is taken. */
  titles: ReadonlyArray<string | undefined>;
  labels: Iterable<LabelEntry>;
};

const ENTITY_REF = /^[a-z][a-z0-9]{0,62}:[\w.-]{1,63}\/[\w.-]{1,63}$/i;

/** Bounds texts and times, and drops links that are none. */
export function toDetection(
  draft: DetectionDraft,
  { receivedAtMs }: DetectionDelivery,
): MappedDetection {
  const { titles, labels: entries, ...given } = draft;
  const labels = toLabels(entries);
  const { entityRef } = labels;
  // The clock of a sender can be ahead. A time after the arrival would keep out later states.
  const receivedAt = new Date(receivedAtMs).toISOString();
  const notAfter = (time: string | undefined) =>
    time !== undefined && time > receivedAt ? receivedAt : time;
  const title = titles
    .map(text => toLineOrNone(text, MAX_TITLE))
    .find(text => text !== undefined);
  return {
    ...given,
    externalKey: toKey(given.externalKey),
    title: title ?? 'Detection without a title',
    description: toParagraphs(given.description),
    statedSeverity: toLineOrNone(given.statedSeverity, MAX_STATED_SEVERITY),
    ruleId: toLineOrNone(given.ruleId, MAX_SHORT),
    ruleName: toLineOrNone(given.ruleName, MAX_SHORT),
    occurredAt: notAfter(given.occurredAt),
    lastSeenAt: notAfter(given.lastSeenAt),
    url: toUrl(given.url),
    labels,
    ...(entityRef && ENTITY_REF.test(entityRef) && { entityRefs: [entityRef] }),
  };
}

/**
 * Reads each item of a delivery alone, so that one that cannot be read does not hide the others.
 *
 * @param read - undefined for an item that cannot be read; `ignored` for one that is no finding
 */
export function mapItems(
  items: readonly unknown[],
  read: (item: unknown) => MappedDetection | 'ignored' | undefined,
  name: string,
): DetectionMapping {
  const detections: MappedDetection[] = [];
  let unreadable = 0;
  let skipped = 0;
  for (const item of items.slice(0, MAX_DETECTIONS)) {
    const detection = read(item);
    if (detection === 'ignored') skipped += 1;
    else if (detection) detections.push(detection);
    else unreadable += 1;
  }
  const notes = [
    ...(unreadable > 0 ? [`${unreadable} ${name} could not be read`] : []),
    ...(items.length > MAX_DETECTIONS
      ? [`${items.length - MAX_DETECTIONS} ${name} were not read`]
      : []),
  ];
  if (detections.length > 0) {
    return {
      kind: 'detections',
      detections,
      ...(notes.length > 0 && { note: notes.join('; ') }),
    };
  }
  if (unreadable > 0 || items.length === 0) {
    return { kind: 'unmapped', reason: notes[0] ?? `There are no ${name}` };
  }
  return { kind: 'ignored', reason: `${skipped} ${name} are no findings` };
}

export function unmapped(reason: string): DetectionMapping {
  return { kind: 'unmapped', reason };
}

export function ignored(reason: string): DetectionMapping {
  return { kind: 'ignored', reason: toLine(reason, MAX_SHORT) };
}

export function single(detection: MappedDetection): DetectionMapping {
  return { kind: 'detections', detections: [detection] };
}

/** Whether this is a test event of ours. */
export function isTestEvent(payload: unknown): boolean {
  return getValue(payload, TEST_FIELD) === true;
}

/** The body of a test event. */
export function toTestBody(payload: JsonRecord): Buffer {
  return Buffer.from(JSON.stringify({ ...payload, [TEST_FIELD]: true }));
}
