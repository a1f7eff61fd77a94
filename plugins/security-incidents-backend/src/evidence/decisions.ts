import { ConflictError } from '@backstage/errors';
import type { IncidentChange } from '../incidents/IncidentChange';
import { type EvidenceKeeping, getKeptUntil } from './settings';
import type { EvidenceRecord } from './store/EvidenceStore';

/** @throws ConflictError when the bytes are not here */
export function getBytes({
  storageId,
  storageKey,
  location,
  disposedAt,
}: EvidenceRecord) {
  if (storageId === undefined || storageKey === undefined) {
    throw new ConflictError(`The file is kept elsewhere: ${location}`);
  }
  if (disposedAt !== undefined) {
    throw new ConflictError(
      'The file was disposed of; its record and sha256 are what is left',
    );
  }
  return { storageId, storageKey };
}

/** Puts a file on legal hold. */
export async function holdEvidence(
  change: IncidentChange,
  { id, fileName, heldAt, disposedAt }: EvidenceRecord,
  reason: string,
): Promise<void> {
  const { tx, incident, at, actor } = change;
  if (heldAt !== undefined) {
    throw new ConflictError('The file is on legal hold already');
  }
  if (disposedAt !== undefined) {
    throw new ConflictError('The file was disposed of');
  }
  await change.log('evidence.held', { evidenceId: id, fileName, reason });
  await tx.evidence.update(incident.seq, id, {
    heldAt: at,
    heldBy: actor,
    holdReason: reason,
  });
}

/** Ends the legal hold of a file. */
export async function releaseEvidence(
  change: IncidentChange,
  { id, fileName, heldAt }: EvidenceRecord,
  reason: string,
): Promise<void> {
  if (heldAt === undefined) {
    throw new ConflictError('The file is not on legal hold');
  }
  await change.log('evidence.released', { evidenceId: id, fileName, reason });
  await change.tx.evidence.update(change.incident.seq, id, {
    heldAt: undefined,
    heldBy: undefined,
    holdReason: undefined,
  });
}

/** @throws ConflictError while the rule of the organisation keeps the files of an incident */
function assertNotKept(
  { incident: { closedAt }, at }: IncidentChange,
  keeping: EvidenceKeeping,
): void {
  if (keeping.years === undefined) return;
  const until = getKeptUntil(keeping, closedAt);
  if (until !== undefined && until <= at) return;
  const rule = `Evidence is kept for ${keeping.years} years after the incident is closed`;
  throw new ConflictError(
    until ? `${rule}, here until ${until}` : `${rule}; this one is open`,
  );
}

/** Disposes of the bytes of a file. What was recorded of it stays. */
export async function disposeEvidence(
  change: IncidentChange,
  record: EvidenceRecord,
  reason: string,
  { keeping }: { keeping: EvidenceKeeping },
): Promise<void> {
  const { tx, incident, at, actor } = change;
  const { id, fileName, heldAt, holdReason } = record;
  if (heldAt !== undefined) {
    throw new ConflictError(
      `The file is on legal hold since ${heldAt}: ${holdReason}. End the hold first`,
    );
  }
  const bytes = getBytes(record);
  assertNotKept(change, keeping);
  await change.log('evidence.disposed', { evidenceId: id, fileName, reason });
  await tx.evidence.update(incident.seq, id, {
    disposedAt: at,
    disposedBy: actor,
    disposalReason: reason,
  });
  await tx.evidence.requestDeletion(bytes, at);
}
