import {
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { type Translate, toMidSentence } from '../../translation';

/** A severity as charts count it. */
export type ChartSeverity = Severity | 'undecided';

/** Most severe first, which is the base of a bar and the top lane of a strip. */
export const CHART_SEVERITIES: readonly ChartSeverity[] = [
  ...[...SEVERITIES].reverse(),
  'undecided',
];

/** The severity of a mark; undefined while undecided. */
export function toSeverity(name: ChartSeverity): Severity | undefined {
  return name === 'undecided' ? undefined : name;
}

/** `1 critical, 2 low`; the empty string when there is none. */
export function toCountsText(
  t: Translate,
  counts: Record<ChartSeverity, number>,
): string {
  return CHART_SEVERITIES.filter(name => counts[name] > 0)
    .map(name =>
      t('entityCard.severity', {
        count: counts[name],
        severity: toMidSentence(t(`term.severity.${name}`)),
      }),
    )
    .join(', ');
}
