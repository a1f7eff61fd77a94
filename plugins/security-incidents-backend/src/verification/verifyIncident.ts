import {
  compareRecord,
  findErasedEntries,
  type RecordMismatch,
  replayRecord,
  type TimelineVerification,
  verifyChain,
} from 'backstage-plugin-security-incidents-common';
import { sha256Hex } from '../kernel/sha256';
import { checkCheckpoints, getCoverage } from './checkCheckpoints';
import { checkRegistration } from './checkRegistration';
import type { StoredIncident } from './DatabaseVerification';
import { withoutUnrecorded } from './recordTables';

const MAX_MISMATCHES = 100;

/**
 * Verifies an incident: recomputes its chain, replays it, and compares the result with the tables.
 *
 * @param stored - everything of it, read at one moment
 */
export function verifyIncident(
  stored: StoredIncident,
  now: Date,
): TimelineVerification {
  const { entries, key, chainLength, chainHead } = stored;
  const chain = `incident/${key}`;
  const { erased, missing } = findErasedEntries(entries);
  const checked = {
    ...verifyChain(
      entries,
      {
        chain,
        length: chainLength,
        // A length that was lowered is a difference of the record; the chain itself is whole.
        ...(chainLength === entries.length && { headHash: chainHead }),
      },
      sha256Hex,
    ),
    chain,
    checkedAt: now.toISOString(),
    ...getCoverage(stored),
    erased: erased.length,
    erasedEntries: erased,
  };
  if (checked.status !== 'ok') return checked;
  if (missing.length > 0) {
    return {
      ...checked,
      status: 'data-missing',
      seq: missing[0],
      message: `The data of entry #${missing[0]} is gone, and no entry records that it was erased`,
    };
  }
  const unregistered = checkRegistration(stored);
  if (unregistered) return { ...checked, ...unregistered };
  const uncovered = checkCheckpoints(stored);
  if (uncovered) return { ...checked, ...uncovered };
  const replayed = replayRecord(entries);
  const inRecord = [
    ...findChainMismatches(stored),
    ...compareRecord(replayed, withoutUnrecorded(stored.rows, replayed.rows)),
  ];
  // The read model follows from the record, so it says something only where the record is right.
  const mismatches =
    inRecord.length > 0 ? inRecord : findReadModelMismatches(stored);
  return {
    ...checked,
    rows: [...stored.rows.values()].reduce((sum, { size }) => sum + size, 0),
    coverage: replayed.isComplete ? 'complete' : 'partial',
    mismatches: mismatches.slice(0, MAX_MISMATCHES),
    ...(mismatches.length > 0 && {
      status: 'record-mismatch' as const,
      message: `${mismatches.length} ${
        mismatches.length === 1 ? 'value differs' : 'values differ'
      } from the timeline`,
    }),
  };
}

/** Compares the length and the head that the incident has with its chain. */
function findChainMismatches(stored: StoredIncident): RecordMismatch[] {
  const { id, entries, chainLength } = stored;
  const at = { table: 'incidents', row: id, kind: 'changed' as const };
  return chainLength === entries.length
    ? []
    : [{ ...at, field: 'chain_length' }];
}

function findReadModelMismatches(stored: StoredIncident): RecordMismatch[] {
  return stored.readModelDifferences.map(difference => ({
    ...difference,
    row: difference.row ?? stored.id,
  }));
}
