import {
  DETECTION_SOURCE_STATES,
  RSIT_CLASSES,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import type { MappedDetection } from 'backstage-plugin-security-incidents-node/alpha';
import { sha256Hex } from '../../kernel/sha256';
import type { ConfiguredSource } from '../settings';
import type { DetectionRecord } from '../store/records';
import { toStorable } from './toStorable';

/** Greatest lengths of what a source says, in UTF-16 code units and items. */
const MAX = {
  title: 200,
  description: 4_000,
  statedSeverity: 60,
  ruleId: 500,
  ruleName: 300,
  basis: 600,
  url: 2_000,
  labels: 40,
  labelName: 128,
  labelValue: 512,
} as const;
/** Separates the parts of a fingerprint. */
const UNIT_SEPARATOR = '\u001f';
const DEFAULT_SEVERITY: Severity = 'medium';

/** One finding of a delivery, checked and cut to what is stored. */
export type DetectionDraft = Pick<
  DetectionRecord,
  | 'fingerprint'
  | 'fingerprintBasis'
  | 'title'
  | 'description'
  | 'severity'
  | 'severityRank'
  | 'statedSeverity'
  | 'class'
  | 'ruleId'
  | 'ruleName'
  | 'sourceState'
  | 'stateAt'
  | 'occurredAt'
  | 'url'
  | 'labels'
  | 'isTest'
  | 'searchText'
> & {
  /** Services that the source names itself. */
  entityRefs: string[];
  /** How often it is in the delivery. */
  times: number;
  /** How soon after it was resolved it continues instead of beginning a new episode. */
  reopenWithinMs?: number;
};

export function toSeverityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity) + 1;
}

function cut(text: string | undefined, length: number): string | undefined {
  if (typeof text !== 'string') return undefined;
  // Cutting may leave half of a character.
  return toStorable(text.slice(0, length)).trim() || undefined;
}

/** One line without characters that show nothing. */
function toLine(text: string | undefined, length: number): string | undefined {
  return cut(
    text?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/ {2,}/g, ' '),
    length,
  );
}

/** A time that has passed; a clock that is ahead counts as now. */
function toPastTime(
  text: string | undefined,
  receivedAt: string,
): string | undefined {
  const ms = text === undefined ? NaN : Date.parse(text);
  if (Number.isNaN(ms) || ms < 0) return undefined;
  const time = new Date(Math.min(ms, Date.parse(receivedAt)));
  return time.toISOString();
}

function toHttpUrl(text: string | undefined): string | undefined {
  const url = cut(text, MAX.url);
  return url && /^https?:\/\/\S+$/i.test(url) ? url : undefined;
}

function toLabels(
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(labels).flatMap(([name, value]) => {
    const label = toLine(name, MAX.labelName);
    const text = toLine(String(value), MAX.labelValue);
    return label && text ? [[label, text] as const] : [];
  });
  return Object.fromEntries(kept.slice(0, MAX.labels));
}

/** Names a finding of a source for good. */
export function toFingerprint(sourceId: string, externalKey: string): string {
  return sha256Hex(
    new TextEncoder().encode(`${sourceId}${UNIT_SEPARATOR}${externalKey}`),
  );
}

/** Whether a source mapped something that can be told apart. */
export function isFinding(mapped: MappedDetection): boolean {
  return typeof mapped?.externalKey === 'string' && mapped.externalKey !== '';
}

/**
 * Checks what a source mapped.
 *
 * @param fixedLabels - of the configuration; those that the source states win
 */
export function toDraft(
  mapped: MappedDetection,
  source: Pick<ConfiguredSource, 'id' | 'labels' | 'reopenWithinMs'>,
  receivedAt: string,
): DetectionDraft {
  const severity =
    SEVERITIES.find(each => each === mapped.severity) ?? DEFAULT_SEVERITY;
  const labels = toLabels({ ...source.labels, ...mapped.labels });
  const title = toLine(mapped.title, MAX.title) ?? 'Detection without a title';
  const ruleName = toLine(mapped.ruleName, MAX.ruleName);
  const ruleId = toLine(mapped.ruleId, MAX.ruleId);
  return {
    fingerprint: toFingerprint(source.id, mapped.externalKey),
    fingerprintBasis:
      toLine(mapped.fingerprintBasis, MAX.basis) ??
      toLine(mapped.externalKey, MAX.basis) ??
      '',
    title,
    description: cut(mapped.description, MAX.description),
    severity,
    severityRank: toSeverityRank(severity),
    statedSeverity: toLine(mapped.statedSeverity, MAX.statedSeverity),
    class: RSIT_CLASSES.find(each => each === mapped.class),
    ruleId,
    ruleName,
    sourceState:
      DETECTION_SOURCE_STATES.find(state => state === mapped.sourceState) ??
      'unknown',
    stateAt: toPastTime(mapped.lastSeenAt, receivedAt),
    occurredAt: toPastTime(mapped.occurredAt, receivedAt),
    url: toHttpUrl(mapped.url),
    labels,
    isTest: mapped.isTest === true,
    searchText: [title, ruleName, ruleId, ...Object.values(labels)]
      .filter(Boolean)
      .join(' ')
      .toLocaleLowerCase('en-US'),
    entityRefs: (mapped.entityRefs ?? []).slice(0, 10).map(String),
    times: 1,
    reopenWithinMs: source.reopenWithinMs,
  };
}

/** The findings of a delivery, each once, in the order in which they are locked. The last state of one counts. */
export function mergeDrafts(
  drafts: readonly DetectionDraft[],
): DetectionDraft[] {
  const merged = new Map<string, DetectionDraft>();
  for (const draft of drafts) {
    const before = merged.get(draft.fingerprint);
    merged.set(draft.fingerprint, {
      ...draft,
      times: (before?.times ?? 0) + 1,
    });
  }
  return [...merged.values()].sort((a, b) =>
    a.fingerprint < b.fingerprint ? -1 : 1,
  );
}
