import type {
  ExclusionReason,
  ReportDurationId,
} from 'backstage-plugin-security-incidents-common';

/** Where a duration starts and ends. */
export interface DurationDefinition {
  id: ReportDurationId;
  formula: string;
  from: string;
  to: string;
  /** Times that are only there when the response went past the end of this duration. */
  later: readonly string[];
}

/** The durations of reports. Each is end minus start, of the first time that the incident reached it. */
export const DURATIONS: readonly DurationDefinition[] = [
  {
    id: 'detect',
    formula: 'detected minus occurred',
    from: 'occurred_at',
    to: 'detected_at',
    later: [],
  },
  {
    id: 'acknowledge',
    formula: 'acknowledged minus detected',
    from: 'detected_at',
    to: 'acknowledged_at',
    later: [],
  },
  {
    id: 'contain',
    formula: 'contained minus detected',
    from: 'detected_at',
    to: 'contained_at',
    later: ['recovered_at', 'resolved_at'],
  },
  {
    id: 'recover',
    formula: 'recovered minus detected',
    from: 'detected_at',
    to: 'recovered_at',
    later: ['resolved_at'],
  },
  {
    id: 'resolve',
    formula: 'resolved minus detected',
    from: 'detected_at',
    to: 'resolved_at',
    later: [],
  },
];

export function getDuration(id: ReportDurationId): DurationDefinition {
  return DURATIONS.find(duration => duration.id === id)!;
}

const column = (name: string) => `incidents.${name}`;

/** Whether a duration has a value. ISO-8601 texts in UTC compare as times do. */
export function hasValue({ from, to }: DurationDefinition): string {
  return `${column(from)} IS NOT NULL AND ${column(
    to,
  )} IS NOT NULL AND ${column(to)} >= ${column(from)}`;
}

/** Why an incident without a value has none, the first reason that holds. */
export function getExclusions({
  from,
  to,
  later,
}: DurationDefinition): Array<[ExclusionReason, string]> {
  const isLater = later.map(name => `${column(name)} IS NOT NULL`).join(' OR ');
  return [
    ['start-unknown', `${column(from)} IS NULL`],
    ['contradictory', `${column(to)} < ${column(from)}`],
    ['dismissed', `${column('status')} = 'dismissed'`],
    ['in-triage', `${column('status')} IN ('new', 'triage')`],
    ...(isLater
      ? [['skipped', `(${isLater})`] as [ExclusionReason, string]]
      : []),
    ['not-yet', '1 = 1'],
  ];
}
