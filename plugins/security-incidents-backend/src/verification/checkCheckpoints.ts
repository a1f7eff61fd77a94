import type { CoveringCheckpoint } from 'backstage-plugin-security-incidents-common';
import type { StoredIncident } from './DatabaseVerification';

interface Problem {
  status: 'truncated' | 'fork';
  message: string;
  seq: number;
}

/** Compares an incident with the heads of its chain that checkpoints cover. */
export function checkCheckpoints({
  entries,
  checkpointed,
}: StoredIncident): Problem | undefined {
  for (const { n, length, head } of checkpointed) {
    if (length > entries.length) {
      return {
        status: 'truncated',
        seq: entries.length + 1,
        message: `Checkpoint ${n} covers ${length} entries, ${entries.length} are there`,
      };
    }
    if (entries[length - 1]?.hash !== head) {
      return {
        status: 'fork',
        seq: length,
        message: `Entry #${length} is not the one that checkpoint ${n} covers`,
      };
    }
  }
  return undefined;
}

/** The newest checkpoint that covers an incident. */
export function getCoverage({
  checkpointed,
  newestCheckpoint,
}: StoredIncident): {
  checkpoint?: CoveringCheckpoint;
} {
  const last = checkpointed[checkpointed.length - 1];
  return last && newestCheckpoint
    ? { checkpoint: { ...newestCheckpoint, entries: last.length } }
    : {};
}
