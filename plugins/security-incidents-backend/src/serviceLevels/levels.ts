import { InputError } from '@backstage/errors';
import {
  PLAN_CLOCK_PAUSE_RULE,
  PLAN_CLOCKS,
  type PlanClockDurations,
  type PlanClockReading,
  type PlanClockTimes,
  findLastReopening,
  getPlanClocks,
  isFrozenStatus,
  type IncidentStatus,
  type ServiceLevels,
} from 'backstage-plugin-security-incidents-common';
import type { PlanRunRecord } from '../responsePlans/store/planRecords';
import type { IncidentRecord } from '../incidents/store/records';
import type { ServiceLevelSettings } from './settings';

/** When the response since a re-opening reached its ends. */
export interface ResponseRound {
  reopenedAt: string;
  containedAt?: string;
  resolvedAt?: string;
}

/** Statuses that are reached by leaving containment. */
const CONTAINED: readonly IncidentStatus[] = [
  'eradication',
  'recovery',
  'resolved',
];

/** Finds the response since the last re-opening. */
export function findRound(
  statusChanges: ReadonlyArray<{ at: string; to: IncidentStatus }>,
): ResponseRound | undefined {
  const reopenedAt = findLastReopening(statusChanges);
  if (reopenedAt === undefined) return undefined;
  const since = statusChanges.filter(({ at }) => at > reopenedAt);
  return {
    reopenedAt,
    containedAt: since.find(({ to }) => CONTAINED.includes(to))?.at,
    resolvedAt: since.find(({ to }) => to === 'resolved')?.at,
  };
}

/** The parts of an incident that its clocks depend on. */
export interface LevelsBasis {
  incident: IncidentRecord;
  /** The primary plan run. */
  run?: PlanRunRecord;
  /** Time of the last management update. */
  lastUpdateAt?: string;
  /** The response since the incident was last re-opened; absent if it never was. */
  round?: ResponseRound;
}

/** The service levels that apply, and their source. */
export interface OwedLevels {
  source: ServiceLevels['source'];
  durations: PlanClockDurations;
}

/**
 * Returns the service levels for the present severity: from the plan if it defines that severity, else from the
 * configuration; the two are not merged. Major incidents always owe updates. Nothing is owed on an imported incident that has
 * ended: it was recorded after the fact, so its clocks would count from the import.
 */
export function getOwedLevels(
  { incident, run }: LevelsBasis,
  settings: ServiceLevelSettings,
): OwedLevels | undefined {
  const { severity, isMajor, importId, status } = incident;
  if (importId !== undefined && isFrozenStatus(status)) return undefined;
  const planned = severity && run?.content.spec.sla?.[severity];
  const durations = planned ?? (severity ? settings.levels[severity] : {});
  const owed: PlanClockDurations = {
    ...(isMajor && { updateEvery: settings.majorUpdateEvery }),
    ...durations,
  };
  return Object.keys(owed).length > 0
    ? { source: planned ? 'plan' : 'config', durations: owed }
    : undefined;
}

/** Returns the times that ladders count from: the first time of each. */
export function getFirstTimes({
  incident,
  run,
  lastUpdateAt,
}: LevelsBasis): PlanClockTimes {
  return { ...incident, planAppliedAt: run?.appliedAt, lastUpdateAt };
}

/** Returns the times that clocks count from and stop at: those since the last re-opening. */
function getClockTimes(basis: LevelsBasis): PlanClockTimes {
  return { ...getFirstTimes(basis), ...basis.round };
}

/** Reads the clocks. A clock whose due time is outside the calendar is left out. */
export function readClocks(
  { durations }: OwedLevels,
  basis: LevelsBasis,
  now: string,
): PlanClockReading[] {
  const { status } = basis.incident;
  const times = getClockTimes(basis);
  return PLAN_CLOCKS.flatMap(({ clock }) => {
    try {
      return getPlanClocks(
        { [clock]: durations[clock] },
        { status, times },
        now,
      );
    } catch (error) {
      if (error instanceof InputError) return [];
      throw error;
    }
  });
}

/** Builds the response for the clocks of an incident. */
export function readServiceLevels(
  basis: LevelsBasis,
  settings: ServiceLevelSettings,
  now: string,
): ServiceLevels | undefined {
  const owed = getOwedLevels(basis, settings);
  if (!owed) return undefined;
  const { run } = basis;
  return {
    source: owed.source,
    ...(owed.source === 'plan' &&
      run && { planRef: run.planRef, planTitle: run.title }),
    clocks: readClocks(owed, basis, now),
    pauseRule: PLAN_CLOCK_PAUSE_RULE,
  };
}
