import {
  type DetectionProposal,
  type ProposalReason,
} from 'backstage-plugin-security-incidents-common';
import { toDetectionIncident } from './present';
import type {
  DetectionAccess,
  DetectionsReader,
  NamedIncident,
  ProposalCandidate,
} from './store/DetectionsStore';
import type { DetectionRecord } from './store/records';

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
/** An incident fits that was detected this long before or after the detection. */
const WINDOW_HOURS = 24;
/** Open incidents about the service are looked at this far back. */
const SEARCH_DAYS = 30;
const MAX_PROPOSALS = 5;

/** The services that a service depends on, and those that depend on it. */
export type ReadRelatedServices = (
  entityRefs: readonly string[],
) => Promise<ReadonlyMap<string, readonly string[]>>;

/** How much each reason says. Without the service none is proposed. */
const WEIGHTS: Record<ProposalReason['kind'], number> = {
  'same-service': 4,
  'depends-on': 2,
  'same-rule': 3,
  'close-in-time': 2,
  class: 1,
};

function toReasons(
  detection: DetectionRecord,
  { incident, entityRefs, sourceRules, firstSeenAt }: ProposalCandidate,
  related: readonly string[],
): ProposalReason[] {
  const times = [incident.detectedAt, ...firstSeenAt];
  const distance = Math.min(
    ...times.map(time =>
      Math.abs(Date.parse(time) - Date.parse(detection.firstSeenAt)),
    ),
  );
  const dependsOn = related.find(ref => entityRefs.includes(ref));
  const { sourceId, ruleId } = detection;
  const reasons: ProposalReason[] = [
    {
      kind: 'same-service',
      holds:
        detection.entityRef !== undefined &&
        entityRefs.includes(detection.entityRef),
    },
    {
      kind: 'close-in-time',
      holds: distance <= WINDOW_HOURS * HOUR_MS,
      value: String(Math.round(distance / MINUTE_MS)),
    },
  ];
  if (dependsOn !== undefined) {
    reasons.push({ kind: 'depends-on', holds: true, value: dependsOn });
  }
  if (ruleId !== undefined) {
    reasons.push({
      kind: 'same-rule',
      holds: sourceRules.includes(`${sourceId} ${ruleId}`),
    });
  }
  if (detection.class !== undefined && incident.classification) {
    reasons.push({
      kind: 'class',
      holds: incident.classification.class === detection.class,
    });
  }
  return reasons;
}

function toScore(reasons: readonly ProposalReason[]): number {
  const has = (kind: ProposalReason['kind']) =>
    reasons.some(reason => reason.kind === kind && reason.holds);
  if (!has('same-service') && !has('depends-on')) return 0;
  // The same service alone may be about anything.
  if (!has('close-in-time') && !has('same-rule')) return 0;
  return reasons.reduce(
    (sum, { kind, holds }) => sum + (holds ? WEIGHTS[kind] : 0),
    0,
  );
}

/** What a rule suggests, in front of what is similar. */
function fromRule(
  { suggestedBy }: DetectionRecord,
  incident: NamedIncident | undefined,
): DetectionProposal[] {
  return incident && suggestedBy !== undefined
    ? [
        {
          incident: toDetectionIncident(incident),
          reasons: [{ kind: 'same-service', holds: true }],
          ruleName: suggestedBy,
        },
      ]
    : [];
}

/**
 * Proposes open incidents for new detections, the best first. All detections together take a fixed number of queries.
 */
export async function proposeIncidents(
  detections: readonly DetectionRecord[],
  access: DetectionAccess,
  reader: Pick<
    DetectionsReader,
    'listCandidates' | 'getIncidents' | 'listDeclined'
  >,
  readRelated: ReadRelatedServices,
): Promise<Map<number, DetectionProposal[]>> {
  const open = detections.filter(
    ({ status, entityRef }) => status === 'new' && entityRef !== undefined,
  );
  if (open.length === 0) return new Map();
  const refs = [...new Set(open.map(({ entityRef }) => entityRef!))];
  const related = await readRelated(refs);
  const times = open.map(({ firstSeenAt }) => Date.parse(firstSeenAt));
  const day = 24 * HOUR_MS;
  const candidates = await reader.listCandidates(
    [...new Set([...refs, ...refs.flatMap(ref => related.get(ref) ?? [])])],
    {
      from: new Date(Math.min(...times) - SEARCH_DAYS * day).toISOString(),
      to: new Date(Math.max(...times) + SEARCH_DAYS * day).toISOString(),
    },
    access,
  );
  const suggested = await reader.getIncidents(
    open.flatMap(({ suggestedSeq }) => suggestedSeq ?? []),
    access,
  );
  const declined = await reader.listDeclined(open.map(({ seq }) => seq));
  return new Map(
    open.map(detection => {
      const isDeclined = (incidentSeq: number | undefined) =>
        declined.get(detection.seq)?.has(incidentSeq ?? 0) ?? false;
      const similar = candidates
        .filter(({ incident }) => !isDeclined(incident.seq))
        .map(candidate => {
          const reasons = toReasons(
            detection,
            candidate,
            related.get(detection.entityRef!) ?? [],
          );
          return { candidate, reasons, score: toScore(reasons) };
        })
        .filter(
          ({ score, candidate }) =>
            score > 0 && candidate.incident.seq !== detection.suggestedSeq,
        )
        .sort(
          (a, b) =>
            b.score - a.score ||
            b.candidate.incident.seq - a.candidate.incident.seq,
        )
        .map(({ candidate, reasons }) => ({
          incident: toDetectionIncident(candidate.incident),
          reasons,
        }));
      return [
        detection.seq,
        [
          ...(isDeclined(detection.suggestedSeq)
            ? []
            : fromRule(detection, suggested.get(detection.suggestedSeq ?? 0))),
          ...similar,
        ].slice(0, MAX_PROPOSALS),
      ];
    }),
  );
}
