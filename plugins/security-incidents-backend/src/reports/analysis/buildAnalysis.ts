import { InputError } from '@backstage/errors';
import {
  type AnalysisDimension,
  type AnalysisGroup,
  type AnalysisMonth,
  type AnalysisReport,
  type DetectionMethod,
  MAX_ANALYSIS_GROUPS,
  MAX_REPORT_KEYS,
  type ReportDuration,
  REPORT_DURATIONS,
  type ReportDurationId,
  type RsitClass,
  SEVERITIES,
  type Severity,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { Duration } from 'luxon';
import { noCounts } from '../../database/readModel/DatabaseCounts';
import type { ServiceLevelSettings } from '../../serviceLevels/settings';
import { getDuration } from '../durationRules';
import { getZoneMonths, type ZoneMonth } from '../reportPeriod';
import type {
  AnalysisReader,
  AnalysisSubject,
  DurationCounts,
  DurationPercentiles,
  VolumeRow,
} from '../store/AnalysisReader';

/** With fewer values a 90th percentile means nothing. */
const MIN_FOR_P90 = 5;

type Figures = Omit<AnalysisReport, 'period' | 'scope' | 'at' | 'precision'>;

/** The target of the configuration; undefined where it depends on the calendar. */
function getTargetMs(
  settings: ServiceLevelSettings,
  severity: Severity | 'undecided',
  id: ReportDurationId,
): number | undefined {
  if (severity === 'undecided' || (id !== 'contain' && id !== 'resolve')) {
    return undefined;
  }
  const target = settings.levels[severity][id];
  return target === undefined ? undefined : Duration.fromISO(target).toMillis();
}

function sumSeverities(
  rows: ReadonlyArray<Pick<VolumeRow, 'severity' | 'total'>>,
): {
  total: number;
  bySeverity: SeverityCounts;
} {
  const bySeverity = noCounts();
  let total = 0;
  for (const row of rows) {
    bySeverity[row.severity] += row.total;
    total += row.total;
  }
  return { total, bySeverity };
}

/** Every month of a period, those without incidents included. */
export function toMonths(
  months: readonly ZoneMonth[],
  volume: readonly VolumeRow[],
): AnalysisMonth[] {
  const ofMonth = months.map((): VolumeRow[] => []);
  volume.forEach(row => ofMonth[row.month].push(row));
  return months.map((month, index) => ({
    ...month,
    ...sumSeverities(ofMonth[index]),
  }));
}

function toClasses(volume: readonly VolumeRow[]): AnalysisReport['byClass'] {
  const classes = [...new Set(volume.map(row => row.class))];
  return classes
    .map(name => ({
      class: name as RsitClass | 'undecided',
      ...sumSeverities(volume.filter(row => row.class === name)),
    }))
    .sort((a, b) => b.total - a.total || a.class.localeCompare(b.class));
}

async function buildDuration(
  id: ReportDurationId,
  { n, excludedBecause }: DurationCounts,
  percentiles: readonly DurationPercentiles[],
  subject: AnalysisSubject,
  reader: AnalysisReader,
  settings: ServiceLevelSettings,
): Promise<ReportDuration> {
  const toFigures = (wanted: Severity | 'undecided' | 'all') => {
    const found = percentiles.find(({ severity }) => severity === wanted);
    return found
      ? {
          medianMs: found.medianMs,
          ...(found.n >= MIN_FOR_P90 && { p90Ms: found.p90Ms }),
        }
      : {};
  };
  const severities = [...SEVERITIES].reverse();
  return {
    id,
    formula: getDuration(id).formula,
    n,
    excluded: Object.values(excludedBecause).reduce(
      (sum, count) => sum + count,
      0,
    ),
    excludedBecause,
    ...toFigures('all'),
    bySeverity: [...severities, 'undecided' as const].map(severity => {
      const targetMs = getTargetMs(settings, severity, id);
      return {
        severity,
        n: percentiles.find(found => found.severity === severity)?.n ?? 0,
        ...toFigures(severity),
        ...(targetMs !== undefined && { targetMs }),
      };
    }),
    ...(n <= MAX_REPORT_KEYS && {
      points:
        n === 0 ? [] : await reader.getPoints(subject, id, MAX_REPORT_KEYS),
    }),
  };
}

function toSources(volume: readonly VolumeRow[]): AnalysisReport['bySource'] {
  const totals = new Map<string, number>();
  for (const { source, total } of volume) {
    totals.set(source, (totals.get(source) ?? 0) + total);
  }
  return [...totals]
    .map(([source, total]) => ({
      source: source as DetectionMethod | 'undecided',
      total,
    }))
    .sort((a, b) => b.total - a.total || a.source.localeCompare(b.source));
}

/** All durations of a period. */
async function buildDurations(
  counts: Record<ReportDurationId, DurationCounts>,
  subject: AnalysisSubject,
  reader: AnalysisReader,
  settings: ServiceLevelSettings,
): Promise<ReportDuration[]> {
  const percentiles = await reader.getPercentiles(
    subject,
    REPORT_DURATIONS.filter(id => counts[id].n > 0),
  );
  const durations: ReportDuration[] = [];
  for (const id of REPORT_DURATIONS) {
    const duration = await buildDuration(
      id,
      counts[id],
      percentiles.get(id) ?? [],
      subject,
      reader,
      settings,
    );
    durations.push(duration);
  }
  return durations;
}

/** Groups by dimensions that each row of the volume has. */
function groupVolume(
  volume: readonly VolumeRow[],
  by: readonly VolumeDimension[],
  months: readonly ZoneMonth[],
): AnalysisGroup[] {
  const groups = new Map<string, AnalysisGroup>();
  for (const row of volume) {
    const name = by.map(dimension => row[dimension]).join(' ');
    let group = groups.get(name);
    if (!group) {
      const values = Object.fromEntries(
        by.map(dimension => [
          dimension,
          dimension === 'month' ? months[row.month].month : row[dimension],
        ]),
      );
      group = { values, total: 0, bySeverity: noCounts() };
      groups.set(name, group);
    }
    group.total += row.total;
    group.bySeverity[row.severity] += row.total;
  }
  return [...groups.values()];
}

const VOLUME_DIMENSIONS = ['class', 'severity', 'source', 'month'] as const;
type VolumeDimension = (typeof VOLUME_DIMENSIONS)[number];

const isVolumeDimension = (by: AnalysisDimension): by is VolumeDimension =>
  (VOLUME_DIMENSIONS as readonly string[]).includes(by);

const toName = (values: AnalysisGroup['values']) =>
  Object.values(values).join(' ');

async function buildGroups(
  subject: AnalysisSubject,
  by: readonly AnalysisDimension[],
  months: readonly ZoneMonth[],
  volume: readonly VolumeRow[],
  reader: AnalysisReader,
  maxGroups: number,
) {
  if (by.length === 0) return [];
  const groups = by.every(isVolumeDimension)
    ? groupVolume(volume, by, months)
    : await reader.countGroups(subject, by, months, maxGroups);
  if (groups.length > maxGroups) {
    throw new InputError(
      `by: gives more than ${maxGroups} groups; choose fewer dimensions or a shorter period`,
    );
  }
  return groups.sort(
    (a, b) =>
      b.total - a.total ||
      toName(a.values).localeCompare(toName(b.values), 'en'),
  );
}

/** Volume, impact and times of a period, from aggregates of one state of the database. */
export async function buildFigures(
  subject: AnalysisSubject,
  by: readonly AnalysisDimension[],
  analysis: AnalysisReader,
  settings: ServiceLevelSettings,
  now: string,
  maxGroups = MAX_ANALYSIS_GROUPS,
): Promise<Figures> {
  return analysis.inSnapshot(reader =>
    readFigures(subject, by, reader, settings, now, maxGroups),
  );
}

async function readFigures(
  subject: AnalysisSubject,
  by: readonly AnalysisDimension[],
  reader: AnalysisReader,
  settings: ServiceLevelSettings,
  now: string,
  maxGroups: number,
): Promise<Figures> {
  const months = getZoneMonths(subject.period);
  const volume = await reader.countVolume(subject, months);
  const entities = await reader.countEntities(subject);
  const response = await reader.countResponse(subject, now);
  const planTasks = await reader.countPlanTasks(subject, now);
  const { exercises, merged, rows, hits } = volume;
  const { durations, impact, reopened, told, attainment } = response;
  const { total, bySeverity } = sumSeverities(rows);
  return {
    incidents: total,
    exercises,
    merged,
    bySeverity,
    months: toMonths(months, rows),
    byClass: toClasses(rows),
    bySource: toSources(rows),
    groups: await buildGroups(subject, by, months, rows, reader, maxGroups),
    hits: { entities, total: hits },
    durations: await buildDurations(durations, subject, reader, settings),
    impact,
    reopened,
    told,
    ...(attainment && { attainment }),
    planTasks,
  };
}
