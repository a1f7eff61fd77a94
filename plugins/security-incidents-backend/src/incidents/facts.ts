import type { ParsedUpdateIncident } from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import { indexIncident } from './affected';
import { assertTimestamps, computePriority, factChanges } from './changes';
import type { IncidentChange } from './IncidentChange';

/** Changes facts of an incident and what follows from them; saying what is so already changes nothing. */
export async function changeFacts(
  change: IncidentChange,
  request: ParsedUpdateIncident,
  policy: PriorityPolicy,
) {
  const { incident, tx, at, actor } = change;
  const changes = factChanges(incident, request, actor, at);
  if (Object.keys(changes.after).length === 0) return;
  const next = { ...incident, ...changes.record };
  assertTimestamps(
    {
      occurredAt: next.occurredAt,
      detectedAt: next.detectedAt,
      reportedAt: next.reportedAt,
      ...('awareAt' in changes.after && { awareAt: next.awareAt }),
    },
    Date.parse(at),
    request.timestampsReason,
  );
  const { affected } = await tx.getDetails(incident);
  const priority = await computePriority(next, affected, tx, policy);
  await change.set({ ...changes.record, ...priority });
  await indexIncident(tx, incident, affected);
  await change.log('incident.updated', {
    changes: Object.fromEntries(
      Object.keys(changes.after).map(field => [
        field,
        { from: changes.before[field], to: changes.after[field] },
      ]),
    ),
    priority: priority.priority,
    reason: request.timestampsReason,
  });
}
