import {
  AFFECTED_ROLE_LABELS,
  COMPROMISE_LABELS,
  DETECTION_METHOD_LABELS,
  DETERMINATION_LABELS,
  RSIT_CLASS_LABELS,
  getRsitTypeLabel,
  SEVERITY_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { dateTime } from '../../../time';
import {
  LEVEL_LABELS,
  TRISTATE_LABELS,
  VISIBILITY_LABELS,
} from '../facts/labels';
import type { Data } from './entryData';

/** The words of the fields that take one of a closed list. */
const LABELS: Record<string, Record<string, string>> = {
  severity: SEVERITY_LABELS,
  urgency: LEVEL_LABELS,
  impact: LEVEL_LABELS,
  determination: DETERMINATION_LABELS,
  ongoing: TRISTATE_LABELS,
  suspectedMalicious: TRISTATE_LABELS,
  crossBorder: TRISTATE_LABELS,
  involved: TRISTATE_LABELS,
  visibility: VISIBILITY_LABELS,
  compromise: COMPROMISE_LABELS,
  role: AFFECTED_ROLE_LABELS,
  class: RSIT_CLASS_LABELS,
  method: DETECTION_METHOD_LABELS,
};

const FIELD_NAMES: Record<string, string> = {
  ongoing: 'going on now',
  suspectedMalicious: 'malicious',
  isMajor: 'major',
  classification: 'class',
  priorityOverride: 'priority decided by hand',
  tlp: 'TLP',
};

/** `personalData` becomes `personal data`, `detectedAt` `detected`. */
export function fieldName(name: string): string {
  return (
    FIELD_NAMES[name] ??
    name
      .replace(/At$/, '')
      .replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  );
}

function shown(name: string, value: unknown): string {
  if (value === undefined || value === null) return 'not decided';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'object') {
    const text = String(value);
    if (name === 'type') return getRsitTypeLabel(text);
    if (/At$/.test(name) && !Number.isNaN(Date.parse(text))) {
      return dateTime(text);
    }
    return LABELS[name]?.[text] ?? text;
  }
  return Object.entries(value)
    .filter(([part, inner]) => part !== 'scheme' && typeof inner !== 'object')
    .map(([part, inner]) => shown(part, inner))
    .join(', ');
}

/** The changes of an entry, one line each. */
export function changeLines(data: Data): string[] {
  const { changes } = data;
  if (
    typeof changes !== 'object' ||
    changes === null ||
    Array.isArray(changes)
  ) {
    return [];
  }
  return Object.entries(changes).map(([name, change]) => {
    const isPair =
      typeof change === 'object' &&
      change !== null &&
      ('to' in change || 'from' in change);
    return isPair
      ? `${fieldName(name)}: ${shown(name, change.from)} → ${shown(
          name,
          change.to,
        )}`
      : `${fieldName(name)}: ${shown(name, change)}`;
  });
}
