import { dateTime } from '../../../time';
import {
  getLabels,
  getRsitTypeText,
  type Translate,
} from '../../../translation';
import {
  getLevelLabels,
  getTristateLabels,
  getVisibilityLabels,
} from '../facts/labels';
import type { Data } from './entryData';

/** What people read for the values of fields that take one of a closed list. */
function getValueLabels(t: Translate): Record<string, Record<string, string>> {
  const levels = getLevelLabels(t);
  const tristates = getTristateLabels(t);
  return {
    severity: getLabels(t, 'severity'),
    urgency: levels,
    impact: levels,
    determination: getLabels(t, 'determination'),
    ongoing: tristates,
    suspectedMalicious: tristates,
    crossBorder: tristates,
    involved: tristates,
    visibility: getVisibilityLabels(t),
    compromise: getLabels(t, 'compromise'),
    role: getLabels(t, 'affectedRole'),
    class: getLabels(t, 'rsitClass'),
    method: getLabels(t, 'detectionMethod'),
  };
}

/** Facts whose names are not made of their field. */
const NAMED_FIELDS = [
  'ongoing',
  'suspectedMalicious',
  'isMajor',
  'classification',
  'priorityOverride',
  'tlp',
] as const;

/** `personalData` becomes `personal data`, `detectedAt` `detected`. */
export function toFieldName(t: Translate, name: string): string {
  const known = NAMED_FIELDS.find(field => field === name);
  return known
    ? t(`incidentPage.timeline.field.${known}`)
    : name
        .replace(/At$/, '')
        .replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}

function toValueText(t: Translate, name: string, value: unknown): string {
  if (value === undefined || value === null) {
    return t('incidentPage.timeline.change.undecided');
  }
  if (typeof value === 'boolean') {
    return value
      ? t('incidentPage.timeline.change.yes')
      : t('incidentPage.timeline.change.no');
  }
  if (typeof value !== 'object') {
    const text = String(value);
    if (name === 'type') return getRsitTypeText(t, text);
    if (/At$/.test(name) && !Number.isNaN(Date.parse(text))) {
      return dateTime(text);
    }
    return getValueLabels(t)[name]?.[text] ?? text;
  }
  return Object.entries(value)
    .filter(([part, inner]) => part !== 'scheme' && typeof inner !== 'object')
    .map(([part, inner]) => toValueText(t, part, inner))
    .join(', ');
}

/** The changes of an entry, one line each. */
export function toChangeLines(t: Translate, data: Data): string[] {
  const { changes } = data;
  if (
    typeof changes !== 'object' ||
    changes === null ||
    Array.isArray(changes)
  ) {
    return [];
  }
  return Object.entries(changes).map(([field, change]) => {
    const name = toFieldName(t, field);
    const isPair =
      typeof change === 'object' &&
      change !== null &&
      ('to' in change || 'from' in change);
    return isPair
      ? t('incidentPage.timeline.change.fromTo', {
          name,
          from: toValueText(t, field, change.from),
          to: toValueText(t, field, change.to),
        })
      : t('incidentPage.timeline.change.line', {
          name,
          value: toValueText(t, field, change),
        });
  });
}
