import {
  SEVERITIES,
  SEVERITY_LABELS,
  type Severity,
} from 'backstage-plugin-security-incidents-common';

/** A severity as charts count it. */
export type ChartSeverity = Severity | 'undecided';

/** Most severe first: the base line of bars and the top lane of a strip. */
export const CHART_SEVERITIES: readonly ChartSeverity[] = [
  ...[...SEVERITIES].reverse(),
  'undecided',
];

/** What people read for each. */
export const CHART_LABELS: Record<ChartSeverity, string> = {
  ...SEVERITY_LABELS,
  undecided: 'Undecided',
};

/** The severity to give to a mark. */
export function severityOf(name: ChartSeverity): Severity | undefined {
  return name === 'undecided' ? undefined : name;
}

/** `1 critical, 2 low`; the empty string when there is none. */
export function countsInWords(counts: Record<ChartSeverity, number>): string {
  return CHART_SEVERITIES.filter(name => counts[name] > 0)
    .map(
      name => `${counts[name]} ${CHART_LABELS[name].toLocaleLowerCase('en')}`,
    )
    .join(', ');
}
