import type {
  DetectionDetails,
  DetectionSummary,
  Incident,
} from 'backstage-plugin-security-incidents-common';

/** Moments of the response that detections are held against. */
export const MILESTONES = ['detected', 'declared', 'contained'] as const;
export type Milestone = (typeof MILESTONES)[number];

/** When a detection was seen; of a proposed one only the first and the last time are known. */
export function getSeenAt(detection: DetectionSummary): number[] {
  const { seenAt } = detection as Partial<DetectionDetails>;
  const times = seenAt?.length
    ? seenAt
    : [detection.firstSeenAt, detection.lastSeenAt];
  return [...new Set(times.map(time => Date.parse(time)))];
}

/** The part of time that all lanes show, with the milestones in it. */
export interface LaneScale {
  milestones: Array<{ name: Milestone; at: string; percent: number }>;
  nowPercent: number;
  toPercent(timeMs: number): number;
}

/** Room right of the present, in percent. */
const AFTER = 4;

/** Lanes from the first thing that happened until now, or until the incident was resolved and quiet. */
export function getLaneScale(
  incident: Pick<
    Incident,
    'detectedAt' | 'declaredAt' | 'containedAt' | 'resolvedAt'
  >,
  detections: readonly DetectionSummary[],
  nowMs: number,
): LaneScale {
  const times = detections.flatMap(getSeenAt);
  const milestones = MILESTONES.flatMap(name => {
    const at = incident[`${name}At`];
    return at ? [{ name, at }] : [];
  });
  const all = [...times, ...milestones.map(({ at }) => Date.parse(at))];
  const first = Math.min(...all);
  const end = incident.resolvedAt
    ? Math.max(...all, Date.parse(incident.resolvedAt))
    : Math.max(nowMs, ...all);
  const span = Math.max(1, end - first);
  // What was before stands at the begin.
  const toPercent = (timeMs: number) =>
    ((100 - AFTER) * Math.max(0, timeMs - first)) / span;
  return {
    milestones: milestones.map(({ name, at }) => ({
      name,
      at,
      percent: toPercent(Date.parse(at)),
    })),
    nowPercent: toPercent(Math.min(nowMs, end)),
    toPercent,
  };
}
