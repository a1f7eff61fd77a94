import type {
  ExclusionReason,
  ReportDurationId,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../incidents/store/records';

type TimeField =
  | 'occurredAt'
  | 'detectedAt'
  | 'acknowledgedAt'
  | 'containedAt'
  | 'recoveredAt'
  | 'resolvedAt';

/** Where a duration starts and ends. */
export interface DurationDefinition {
  id: ReportDurationId;
  formula: string;
  from: TimeField;
  to: TimeField;
  /** Times that are only there when the response went past the end of this duration. */
  later: readonly TimeField[];
}

/** The durations of reports. Each is end minus start, of the first time that the incident reached it. */
export const DURATIONS: readonly DurationDefinition[] = [
  {
    id: 'detect',
    formula: 'detected minus occurred',
    from: 'occurredAt',
    to: 'detectedAt',
    later: [],
  },
  {
    id: 'acknowledge',
    formula: 'acknowledged minus detected',
    from: 'detectedAt',
    to: 'acknowledgedAt',
    later: [],
  },
  {
    id: 'contain',
    formula: 'contained minus detected',
    from: 'detectedAt',
    to: 'containedAt',
    later: ['recoveredAt', 'resolvedAt'],
  },
  {
    id: 'recover',
    formula: 'recovered minus detected',
    from: 'detectedAt',
    to: 'recoveredAt',
    later: ['resolvedAt'],
  },
  {
    id: 'resolve',
    formula: 'resolved minus detected',
    from: 'detectedAt',
    to: 'resolvedAt',
    later: [],
  },
];

export function getDuration(id: ReportDurationId): DurationDefinition {
  return DURATIONS.find(duration => duration.id === id)!;
}

/** What a duration is read from. */
export type DurationTimes = Pick<IncidentRecord, TimeField | 'status'>;

/** The length of a duration, or the first reason that holds why there is none. */
export function readDuration(
  { from, to, later }: DurationDefinition,
  times: DurationTimes,
):
  | { ms: number; excluded?: undefined }
  | { ms?: undefined; excluded: ExclusionReason } {
  const [start, end] = [times[from], times[to]];
  if (start === undefined) return { excluded: 'start-unknown' };
  if (end !== undefined) {
    const ms = Date.parse(end) - Date.parse(start);
    if (Number.isNaN(ms)) throw new RangeError(`${start} or ${end} is no time`);
    return ms < 0 ? { excluded: 'contradictory' } : { ms };
  }
  if (times.status === 'dismissed') return { excluded: 'dismissed' };
  if (times.status === 'new' || times.status === 'triage') {
    return { excluded: 'in-triage' };
  }
  return {
    excluded: later.some(field => times[field] !== undefined)
      ? 'skipped'
      : 'not-yet',
  };
}
