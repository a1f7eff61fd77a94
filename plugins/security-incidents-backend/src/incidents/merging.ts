import { InputError } from '@backstage/errors';
import {
  type IncidentMode,
  isFrozenStatus,
  isOpenStatus,
} from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import { indexIncident, scopesOf } from './affected';
import { computePriority } from './changes';
import type { IncidentChange } from './IncidentChange';
import type { IncidentsTransaction } from './store/IncidentsStore';
import type {
  AffectedRecord,
  EntityScope,
  IncidentRecord,
  ReadAccess,
} from './store/records';

const MODE_WORDS: Record<IncidentMode, string> = {
  real: 'a real incident',
  exercise: 'an exercise',
  test: 'a test',
};

/**
 * Reads the target of a merge, which is locked as well: it cannot be merged or closed meanwhile.
 *
 * @throws InputError that names the rule which keeps the two apart
 */
export async function getMergeTarget(
  tx: IncidentsTransaction,
  incident: IncidentRecord,
  idOrKey: string,
  access: ReadAccess,
): Promise<IncidentRecord> {
  const target = await tx.findIncident(idOrKey, access);
  if (!target) {
    throw new InputError(`mergedInto: no incident ${idOrKey} that you can see`);
  }
  if (target.id === incident.id) {
    throw new InputError('mergedInto: must be another incident');
  }
  if (!isOpenStatus(target.status)) {
    throw new InputError(
      `mergedInto: ${target.key} is ${target.status}, it must be open`,
    );
  }
  if (target.mode !== incident.mode) {
    throw new InputError(
      `mergedInto: ${target.key} is ${MODE_WORDS[target.mode]} and ${
        incident.key
      } is ${
        MODE_WORDS[incident.mode]
      }; real incidents, exercises and tests are never merged into each other`,
    );
  }
  return target;
}

/** What the survivor of a merge takes over. */
export interface MergedServices {
  incident: IncidentRecord;
  affected: readonly AffectedRecord[];
  scopes: ReadonlyMap<string, EntityScope[]>;
}

/** Reads what a merged incident hands over. */
export async function getMergedServices(
  { tx }: IncidentChange,
  incident: IncidentRecord,
): Promise<MergedServices> {
  const { affected } = await tx.getDetails(incident);
  return { incident, affected, scopes: await tx.getScopes(incident) };
}

async function saveServices(
  change: IncidentChange,
  affected: readonly AffectedRecord[],
  policy: PriorityPolicy,
) {
  const { tx, incident } = change;
  await change.set({
    unknownService: affected.length === 0,
    ...(await computePriority(incident, affected, tx, policy)),
  });
  await indexIncident(tx, incident, affected);
}

/**
 * Tells the survivor of a merge, which takes over the affected services. An open incident takes over none of a restricted
 * one, since its readers would learn what that is about.
 */
export async function addMerge(
  change: IncidentChange,
  merged: MergedServices,
  reason: string | undefined,
  policy: PriorityPolicy,
) {
  const { tx, incident, actor, at } = change;
  const { affected } = await tx.getDetails(incident);
  const isSecret =
    merged.incident.visibility === 'restricted' &&
    incident.visibility !== 'restricted';
  const known = new Set(affected.map(({ entityRef }) => entityRef));
  const added = isSecret
    ? []
    : merged.affected
        .filter(
          ({ entityRef, role }) => !known.has(entityRef) && role !== 'cleared',
        )
        .map(entity => ({ ...entity, addedAt: at, addedBy: actor }));
  const mergedFrom = merged.incident.key;
  await change.log('merge.added', {
    mergedFrom,
    reason,
    services: added.map(({ entityRef }) => entityRef),
  });
  for (const entity of added) {
    const { entityRef, role, compromise, impactNote, snapshot } = entity;
    await tx.saveAffected(incident.seq, entity);
    await tx.saveScopes(
      incident.seq,
      entityRef,
      merged.scopes.get(entityRef) ?? scopesOf(entityRef, undefined),
    );
    await change.log('affected.linked', {
      entityRef,
      role,
      compromise,
      impactNote,
      snapshot,
      mergedFrom,
    });
  }
  if (added.length > 0) {
    await saveServices(change, [...affected, ...added], policy);
  }
}

/**
 * Tells the survivor that a merge was undone. The services that came with it leave, except those that somebody worked on
 * since; a record that takes no changes keeps them all.
 *
 * @param mergedAt - when it was merged
 */
export async function removeMerge(
  change: IncidentChange,
  merged: MergedServices,
  mergedAt: string | undefined,
  reason: string | undefined,
  policy: PriorityPolicy,
) {
  const { tx, incident, at } = change;
  const { affected } = await tx.getDetails(incident);
  const cameWithIt = ({
    entityRef,
    addedAt,
    role,
    compromise,
    impactNote,
  }: AffectedRecord) =>
    addedAt === mergedAt &&
    merged.affected.some(
      theirs =>
        theirs.entityRef === entityRef &&
        theirs.role === role &&
        theirs.compromise === compromise &&
        theirs.impactNote === impactNote,
    );
  const leaving = isFrozenStatus(incident.status)
    ? []
    : affected.filter(cameWithIt);
  const mergedFrom = merged.incident.key;
  await change.log('merge.removed', {
    mergedFrom,
    reason,
    services: leaving.map(({ entityRef }) => entityRef),
  });
  for (const { entityRef } of leaving) {
    await tx.removeAffected(incident.seq, entityRef, at);
    await change.log('affected.unlinked', { entityRef, mergedFrom });
  }
  if (leaving.length > 0) {
    await saveServices(
      change,
      affected.filter(entity => !leaving.includes(entity)),
      policy,
    );
  }
}
