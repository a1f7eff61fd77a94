import type {
  MissingFact,
  RequirementId,
} from 'backstage-plugin-security-incidents-common';
import { formatDuration } from '../../time';
import type { MessageKey, Translate } from '../../translation';

const toCamelCase = (word: string) =>
  word.replace(/-(\w)/g, (_, letter: string) => letter.toLocaleUpperCase('en'));

type Part = 'title' | 'short' | 'asks' | 'provenBy' | 'gap';
/** None of these texts has a placeholder. */
type PlainKey = Extract<MessageKey, `reports.result.${string}`>;

/** A text about a requirement, in the reader's language. */
export function getRequirementText(
  t: Translate,
  id: RequirementId,
  part: Part,
): string {
  return t(
    `reports.requirement.${toCamelCase(id)}.${part}` as MessageKey as PlainKey,
  );
}

/** What a record lacks, in words: `Escalation told 2 of 5`, `Management update, 3d 19h over`. */
export function getMissingText(t: Translate, missing: MissingFact): string {
  const field = t(`reports.missing.${missing.field}`);
  const { have, need, overMs } = missing;
  const counted =
    have !== undefined && need !== undefined
      ? t('reports.missingOf', {
          field,
          have: String(have),
          need: String(need),
        })
      : field;
  return overMs === undefined
    ? counted
    : t('reports.missingOver', {
        field: counted,
        time: formatDuration(overMs),
      });
}
