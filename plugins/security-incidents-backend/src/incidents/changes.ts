import { InputError } from '@backstage/errors';
import {
  checkTimestamps,
  type ParsedUpdateIncident,
  REPEAT_WINDOW_DAYS,
} from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import type { IncidentsReader } from './store/IncidentsStore';
import type { AffectedRecord, IncidentRecord } from './store/records';

const DAY_MS = 24 * 60 * 60 * 1000;

type PriorityFields = Pick<
  IncidentRecord,
  | 'severity'
  | 'impact'
  | 'urgency'
  | 'ongoing'
  | 'personalData'
  | 'classification'
  | 'detectedAt'
  | 'priorityOverride'
> & { seq?: number };

/** Priority of an incident as it stands, with everything that it was computed from. */
export async function computePriority(
  incident: PriorityFields,
  affected: readonly AffectedRecord[],
  reader: IncidentsReader,
  policy: PriorityPolicy,
): Promise<Pick<IncidentRecord, 'priority' | 'priorityInputs'>> {
  const since = new Date(
    Date.parse(incident.detectedAt) - REPEAT_WINDOW_DAYS * DAY_MS,
  ).toISOString();
  const repeated =
    incident.classification !== undefined &&
    affected.length > 0 &&
    (await reader.hasRepeat({
      entityRefs: affected.map(entity => entity.entityRef),
      class: incident.classification.class,
      since,
      notSeq: incident.seq,
    }));
  const priorityInputs = policy.explainPriority({
    severity: incident.severity,
    impact: incident.impact,
    urgency: incident.urgency,
    ongoing: incident.ongoing,
    personalDataInvolved: incident.personalData.involved,
    services: affected.map(({ entityRef, snapshot }) => ({
      entityRef,
      ...snapshot,
    })),
    repeated,
  });
  return {
    priority: incident.priorityOverride?.priority ?? priorityInputs.computed,
    priorityInputs,
  };
}

/**
 * Refuses times in the future, and times out of their natural order unless a reason is stated.
 *
 * @throws InputError that names the field and the rule
 */
export function assertTimestamps(
  times: Partial<Record<string, string>>,
  now: number,
  reason: string | undefined,
): void {
  const problem = checkTimestamps(times, now).find(
    found => !found.overridable || reason === undefined,
  );
  if (!problem) return;
  const hint = problem.overridable ? ', unless timestampsReason says why' : '';
  throw new InputError(`${problem.field}: ${problem.rule}${hint}`);
}

/** A change of facts as the record keeps it: what each field was and what it became. */
export interface FactChanges {
  record: Partial<IncidentRecord>;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Works out which facts a request changes; fields that stay as they are do not count. */
export function factChanges(
  incident: IncidentRecord,
  request: ParsedUpdateIncident,
  actor: string,
  at: string,
): FactChanges {
  const {
    timestampsReason: _reason,
    classification,
    priorityOverride,
    ...plain
  } = request;
  const wanted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(plain)) {
    if (value !== undefined) wanted[name] = value ?? undefined;
  }
  if (classification) {
    wanted.classification = { ...classification, scheme: 'rsit' };
  }
  if (priorityOverride !== undefined) {
    wanted.priorityOverride = priorityOverride
      ? { ...priorityOverride, by: actor, at }
      : undefined;
  }

  const changes: FactChanges = { record: {}, before: {}, after: {} };
  const current = incident as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(wanted)) {
    if (same(current[name], value)) continue;
    (changes.record as Record<string, unknown>)[name] = value;
    changes.before[name] = current[name] ?? null;
    changes.after[name] = value ?? null;
  }
  return changes;
}
