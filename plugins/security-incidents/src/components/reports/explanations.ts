import type { ReportGap } from 'backstage-plugin-security-incidents-common';

/** Gaps with the same explanation, as one line. */
export function groupByExplanation(gaps: readonly ReportGap[]) {
  const groups = new Map<string, ReportGap[]>();
  for (const gap of gaps) {
    if (!gap.explanation) continue;
    const { text, by, at } = gap.explanation;
    const name = JSON.stringify([text, by, at]);
    groups.set(name, [...(groups.get(name) ?? []), gap]);
  }
  return [...groups.values()];
}
