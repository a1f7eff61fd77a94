import type { DetectionsWriter, NamedIncident } from '../store/DetectionsStore';
import type { DetectionRecord } from '../store/records';
import type { OrderedRule } from './chooseRule';

const HOUR_MS = 60 * 60 * 1000;
const DEFAULT_WITHIN_HOURS = 24;

/** The open incident of the service that a rule may attach to. */
export async function findTarget(
  detection: DetectionRecord,
  { definition: { action, attachTo, withinHours } }: OrderedRule,
  reader: Pick<DetectionsWriter, 'listCandidates'>,
): Promise<NamedIncident | undefined> {
  const { entityRef, firstSeenAt, sourceId, ruleId } = detection;
  const windowMs = (withinHours ?? DEFAULT_WITHIN_HOURS) * HOUR_MS;
  const seenAt = Date.parse(firstSeenAt);
  const isNear = (time: string) =>
    Math.abs(Date.parse(time) - seenAt) <= windowMs;
  // A rule that creates incidents joins the one that it created, so that a storm makes one incident.
  const needsRule = action === 'create' || attachTo !== 'same-service';
  const candidates = await reader.listCandidates([entityRef!], {
    from: new Date(seenAt - windowMs).toISOString(),
    to: new Date(seenAt + windowMs).toISOString(),
  });
  return candidates.find(
    ({ incident, sourceRules, firstSeenAt: times }) =>
      [incident.detectedAt, ...times].some(isNear) &&
      (!needsRule || sourceRules.includes(`${sourceId} ${ruleId}`)),
  )?.incident;
}
