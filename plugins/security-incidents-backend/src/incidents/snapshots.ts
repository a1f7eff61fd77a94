import type { EntityLookup } from '../catalog/EntityLookup';
import type { IncidentsReader } from './store/IncidentsStore';
import { completeSnapshot } from './affected';
import type { IncidentChanger } from '../kernel/IncidentChange';
import type { AuthorizedContext } from '../kernel/contexts';

const BATCH = 100;

/** Completes links that were made while the catalog could not be asked; returns how many. */
export async function completeSnapshots(options: {
  store: IncidentsReader;
  changer: IncidentChanger;
  lookup: EntityLookup;
  at: string;
  actor: string;
  context: AuthorizedContext;
}): Promise<number> {
  const { store, changer, lookup, at, actor, context } = options;
  const pending = await store.findPendingSnapshots(BATCH);
  const refs = [...new Set(pending.map(link => link.entityRef))];
  const answer = await lookup.lookUp(refs, at, context.credentials);
  if (answer.state === 'unavailable') return 0;
  for (const { incidentId, entityRef } of pending) {
    await changer.change(
      incidentId,
      actor,
      context,
      change =>
        completeSnapshot(change, entityRef, answer.entities.get(entityRef)),
      { frozen: true },
    );
  }
  return pending.length;
}
