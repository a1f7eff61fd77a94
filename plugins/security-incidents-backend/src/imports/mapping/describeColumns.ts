import {
  IMPORT_LIMITS,
  IMPORT_VALUE_FIELDS,
  type ImportColumn,
  type ImportMapping,
  type ImportTarget,
  type ImportValueField,
} from 'backstage-plugin-security-incidents-common';
import type { RawFile } from '../file/types';
import { shorten } from '../findings';
import type { ResolvedNames } from '../prepared';
import type { ColumnTargets } from './columns';
import { guessWord, WORD_FIELDS, type WordField } from './values';

function isValueField(target: ImportTarget): target is ImportValueField {
  return (IMPORT_VALUE_FIELDS as readonly ImportTarget[]).includes(target);
}

function isWordField(field: ImportValueField): field is WordField {
  return (WORD_FIELDS as readonly ImportValueField[]).includes(field);
}

/** What a value becomes; undefined while nothing fits. */
function findMeaning(
  field: ImportValueField,
  value: string,
  mapping: ImportMapping,
  names: ResolvedNames,
): string | undefined {
  const stated = mapping.values?.[field];
  if (stated && Object.hasOwn(stated, value)) return stated[value];
  if (isWordField(field)) return guessWord(field, value);
  const found = names.services[value];
  if (field === 'services') return found?.isKnown ? found.entityRef : undefined;
  return names.people[value];
}

/** Describes the columns of a file, with the values of those that become words or entities. */
export function describeColumns(
  file: RawFile,
  targets: ColumnTargets,
  mapping: ImportMapping,
  names: ResolvedNames,
): ImportColumn[] {
  return [...targets].map(([name, { becomes, isGuessed }]) => {
    const counts = new Map<string, number>();
    let empty = 0;
    let sample: string | undefined;
    for (const { values } of file.rows) {
      const value = values.get(name)?.trim();
      if (!value) {
        empty += 1;
        continue;
      }
      sample ??= value;
      if (isValueField(becomes))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return {
      name,
      becomes,
      isGuessed,
      ...(sample !== undefined && { sample: shorten(sample) }),
      empty,
      ...(isValueField(becomes) && {
        distinctValues: counts.size,
        values: [...counts]
          .sort(([, a], [, b]) => b - a)
          .slice(0, IMPORT_LIMITS.values)
          .map(([value, count]) => {
            const meaning = findMeaning(becomes, value, mapping, names);
            return {
              value: shorten(value),
              count,
              ...(meaning !== undefined && { becomes: meaning }),
            };
          }),
      }),
    };
  });
}
