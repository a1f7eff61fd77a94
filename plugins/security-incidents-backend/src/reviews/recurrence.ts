import type { Recurrence } from 'backstage-plugin-security-incidents-common';
import type { Hidden } from '../authorization/redactServices';
import type { RegisteredIncident, ReviewOrigin } from './store/ReviewsStore';

/** An incident as one that may have come back, on its services that the caller may see. */
export function toOrigin(
  {
    incident,
    affected,
  }: {
    incident: Pick<
      RegisteredIncident['incident'],
      'seq' | 'mode' | 'detectedAt' | 'classification'
    >;
    affected: ReadonlyArray<{ entityRef: string }>;
  },
  hidden: Hidden,
): ReviewOrigin {
  const { seq, mode, detectedAt, classification } = incident;
  const refs = affected.map(({ entityRef }) => entityRef);
  return {
    seq,
    detectedAt,
    classification,
    // Exercises come back by plan.
    entityRefs: mode === 'real' ? refs.filter(ref => !hidden.has(ref)) : [],
  };
}

/** What links to an incident need. */
export function toLink(
  found: Recurrence | undefined,
): Pick<Recurrence, 'id' | 'key'> | undefined {
  return found && { id: found.id, key: found.key };
}
