import { NotFoundError } from '@backstage/errors';
import {
  type EntitySnapshot,
  type ParsedAffected,
  type ParsedUnlink,
  isOpenStatus,
} from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import type { LookedUpEntity } from '../catalog/EntityLookup';
import {
  getIncidentWords,
  getNameWords,
} from '../database/readModel/searchIndex';
import type { IncidentsTransaction } from './store/IncidentsStore';
import type {
  AffectedRecord,
  EntityScope,
  IncidentRecord,
} from './store/records';
import { computePriority } from './changes';
import type { IncidentChange } from './IncidentChange';
import type { Hidden } from '../authorization/redactServices';

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as Partial<T>;
}

/** A link as it is stored; the snapshot follows later when the catalog could not be asked. */
export function affectedRecord(
  request: ParsedAffected,
  found: LookedUpEntity | undefined,
  actor: string,
  at: string,
): AffectedRecord {
  const snapshot: EntitySnapshot = found?.snapshot ?? {};
  return {
    entityRef: request.entityRef,
    role: request.role ?? 'affected',
    compromise: request.compromise ?? 'unknown',
    impactNote: request.impactNote,
    snapshot,
    snapshotState: found ? 'complete' : 'pending',
    addedAt: at,
    addedBy: actor,
  };
}

/** What a linked service counts for; itself only, while the catalog has not said more. */
export function scopesOf(
  entityRef: string,
  found: LookedUpEntity | undefined,
): readonly EntityScope[] {
  return found?.scopes ?? [{ scopeRef: entityRef, relation: 'entity' }];
}

/** Makes an incident findable by its words. */
export async function indexIncident(
  tx: IncidentsTransaction,
  incident: IncidentRecord,
  affected: readonly AffectedRecord[],
) {
  await tx.saveSearchWords(
    incident.seq,
    getIncidentWords(incident, await tx.reviews.getReview(incident.seq)),
    new Map(
      affected.map(({ entityRef }) => [entityRef, getNameWords(entityRef)]),
    ),
  );
}

/** Links a service, or changes the link when there is one. */
export async function linkService(
  change: IncidentChange,
  request: ParsedAffected,
  found: LookedUpEntity | undefined,
  policy: PriorityPolicy,
) {
  const { tx, incident, actor } = change;
  const { affected } = await tx.getDetails(incident);
  const before = affected.find(
    entity => entity.entityRef === request.entityRef,
  );
  if (before) {
    const after = { ...before, ...defined(request) };
    const fields = (['role', 'compromise', 'impactNote'] as const).filter(
      field => before[field] !== after[field],
    );
    if (fields.length === 0) return;
    await tx.saveAffected(incident.seq, after);
    await change.log('affected.updated', {
      entityRef: request.entityRef,
      changes: Object.fromEntries(
        fields.map(field => [
          field,
          { from: before[field] ?? null, to: after[field] ?? null },
        ]),
      ),
    });
    return;
  }
  const record = affectedRecord(request, found, actor, change.at);
  await tx.saveAffected(incident.seq, record);
  await tx.saveScopes(
    incident.seq,
    record.entityRef,
    scopesOf(record.entityRef, found),
  );
  const all = [...affected, record];
  await change.set({
    unknownService: false,
    ...(await computePriority(incident, all, tx, policy)),
  });
  await indexIncident(tx, incident, all);
  await change.log('affected.linked', {
    entityRef: record.entityRef,
    role: record.role,
    compromise: record.compromise,
    impactNote: record.impactNote,
    snapshot: record.snapshot,
  });
}

/** Unlinks a service; the timeline keeps that it was linked. One that is hidden from the caller is not there for them. */
export async function unlinkService(
  change: IncidentChange,
  request: ParsedUnlink,
  hidden: Hidden,
  policy: PriorityPolicy,
) {
  const { tx, incident, at } = change;
  const { affected } = await tx.getDetails(incident);
  if (
    hidden.has(request.entityRef) ||
    !affected.some(entity => entity.entityRef === request.entityRef)
  ) {
    throw new NotFoundError(
      `entityRef: ${request.entityRef} is not an affected service of ${incident.key}`,
    );
  }
  const rest = affected.filter(
    entity => entity.entityRef !== request.entityRef,
  );
  await tx.removeAffected(incident.seq, request.entityRef, at);
  await change.set({
    unknownService: rest.length === 0,
    ...(await computePriority(incident, rest, tx, policy)),
  });
  await indexIncident(tx, incident, rest);
  await change.log('affected.unlinked', { ...request });
}

/** Completes a link that was made while the catalog could not be asked. */
export async function completeSnapshot(
  change: IncidentChange,
  entityRef: string,
  found: LookedUpEntity | undefined,
  policy: PriorityPolicy,
) {
  const { tx, incident } = change;
  const { affected } = await tx.getDetails(incident);
  const record = affected.find(
    entity =>
      entity.entityRef === entityRef && entity.snapshotState === 'pending',
  );
  if (!record) return;
  const completed: AffectedRecord = {
    ...record,
    snapshot: found?.snapshot ?? {},
    snapshotState: found ? 'complete' : 'missing',
  };
  await tx.saveAffected(incident.seq, completed);
  await tx.saveScopes(incident.seq, entityRef, scopesOf(entityRef, found));
  const all = affected.map(entity => (entity === record ? completed : entity));
  if (isOpenStatus(incident.status)) {
    await change.set(await computePriority(incident, all, tx, policy));
  }
  await change.log('affected.snapshot-completed', {
    entityRef,
    state: completed.snapshotState,
    snapshot: completed.snapshot,
  });
}
