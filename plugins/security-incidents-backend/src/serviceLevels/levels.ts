import { InputError } from '@backstage/errors';
import {
  PLAN_CLOCK_PAUSE_RULE,
  PLAN_CLOCKS,
  type PlanClockDurations,
  type PlanClockReading,
  type PlanClockTimes,
  getPlanClocks,
  type ServiceLevels,
} from 'backstage-plugin-security-incidents-common';
import type { PlanRunRecord } from '../responsePlans/store/planRecords';
import type { IncidentRecord } from '../incidents/store/records';
import type { ServiceLevelSettings } from './settings';

/** What of an incident its clocks depend on. */
export interface LevelsBasis {
  incident: IncidentRecord;
  /** The primary one. */
  run?: PlanRunRecord;
  /** When management was told last. */
  lastUpdateAt?: string;
}

/** What is owed, and who says so. */
export interface OwedLevels {
  source: ServiceLevels['source'];
  durations: PlanClockDurations;
}

/**
 * What is owed for the severity that an incident has now: what its plan says, else the configuration. A plan that says
 * something about a severity says all of it. Major incidents owe updates in any case.
 */
export function owedLevels(
  { incident, run }: LevelsBasis,
  settings: ServiceLevelSettings,
): OwedLevels | undefined {
  const { severity, isMajor } = incident;
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

/** When the things happened that clocks and ladders count from. */
export function timesOf({
  incident,
  run,
  lastUpdateAt,
}: LevelsBasis): PlanClockTimes {
  return { ...incident, planAppliedAt: run?.appliedAt, lastUpdateAt };
}

/** Where the clocks stand; one that leads beyond the calendar is never due, so that there is none. */
export function readClocks(
  { durations }: OwedLevels,
  basis: LevelsBasis,
  now: string,
): PlanClockReading[] {
  const { status } = basis.incident;
  const times = timesOf(basis);
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

/** The clocks of an incident as they are answered. */
export function readServiceLevels(
  basis: LevelsBasis,
  settings: ServiceLevelSettings,
  now: string,
): ServiceLevels | undefined {
  const owed = owedLevels(basis, settings);
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
