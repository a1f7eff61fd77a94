import type { PlanClockReading } from 'backstage-plugin-security-incidents-common';
import {
  findRound,
  getOwedLevels,
  type LevelsBasis,
  readClocks,
} from '../../serviceLevels/levels';
import type { ServiceLevelSettings } from '../../serviceLevels/settings';
import type { IncidentFacts } from './facts';

/** The times of updates to management, oldest first. */
export function getManagementUpdates({ steps }: IncidentFacts): string[] {
  return steps
    .filter(({ audience }) => audience === 'management')
    .map(({ performedAt }) => performedAt)
    .sort();
}

/** The clocks of an incident, as its page shows them. */
export function getClocks(
  facts: IncidentFacts,
  settings: ServiceLevelSettings,
  now: string,
): PlanClockReading[] {
  const { incident, runs, statusChanges } = facts;
  const basis: LevelsBasis = {
    incident,
    run: runs.find(({ isPrimary }) => isPrimary),
    lastUpdateAt: getManagementUpdates(facts).pop(),
    round: incident.resolvedAt ? findRound(statusChanges) : undefined,
  };
  const owed = getOwedLevels(basis, settings);
  return owed ? readClocks(owed, basis, now) : [];
}
