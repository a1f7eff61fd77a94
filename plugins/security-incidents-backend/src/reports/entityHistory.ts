import {
  type DurationFigure,
  type EntityHistory,
  type Period,
  isOpenStatus,
  STATUS_RULES,
} from 'backstage-plugin-security-incidents-common';
import type { HiddenAmong } from '../authorization/EntityVisibility';
import type { HistoryReader, IncidentTimes } from './store/HistoryReader';
import type { ReadAccess } from '../incidents/store/records';
import { durationFigure } from './durations';
import { resolvePeriod } from './period';

/** The number of calendar months of the default period. */
const MONTHS = 18;
const MAX_MARKS = 500;

function toFigure(
  formula: string,
  incidents: readonly IncidentTimes[],
  until: 'acknowledgedAt' | 'containedAt' | 'resolvedAt',
): DurationFigure {
  return durationFigure(
    formula,
    incidents.map(incident => {
      const end = incident[until];
      return end === undefined || !STATUS_RULES[incident.status].clocks
        ? undefined
        : Date.parse(end) - Date.parse(incident.detectedAt);
    }),
  );
}

/** The marks and figures of an entity in a period. */
export async function buildEntityHistory(
  entityRef: string,
  stated: Period,
  now: Date,
  access: ReadAccess,
  reader: HistoryReader,
  hiddenAmong: HiddenAmong,
): Promise<EntityHistory> {
  const period = resolvePeriod(stated, { now, months: MONTHS });
  const [times, allMarks, hidden] = await Promise.all([
    reader.getTimes(entityRef, period, access),
    reader.getMarks(entityRef, period, MAX_MARKS + 1, access),
    hiddenAmong([entityRef]),
  ]);
  // An entity hidden from the caller has no history, like an unknown one.
  const isHidden = hidden.has(entityRef);
  const incidents = isHidden ? [] : times;
  const marks = isHidden ? [] : allMarks;
  const total = incidents.length;
  const open = incidents.filter(({ status }) => isOpenStatus(status)).length;
  const dismissed = incidents.filter(
    ({ status }) => !STATUS_RULES[status].clocks,
  ).length;
  return {
    entityRef,
    ...period,
    incidents: { total, open, ended: total - open - dismissed, dismissed },
    timeToAcknowledge: toFigure(
      'acknowledged minus detected',
      incidents,
      'acknowledgedAt',
    ),
    timeToContain: toFigure(
      'contained minus detected',
      incidents,
      'containedAt',
    ),
    timeToResolve: toFigure('resolved minus detected', incidents, 'resolvedAt'),
    marks: marks.slice(0, MAX_MARKS),
    truncated: marks.length > MAX_MARKS,
  };
}
