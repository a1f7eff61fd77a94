import { createHash, hash } from 'node:crypto';
import {
  GENESIS_HASH,
  hashData,
  hashEntry,
  type Sha256Hex,
  type StoredChainEntry,
  verifyChain,
} from 'backstage-plugin-security-incidents-common';
import { compare, type Effort } from './measure';
import { judge, type Result } from './report';

const ENTRIES = 2_000;
const CHAIN = 'incident/SEC-2026-0001';
const AT = '2026-11-23T09:40:00.000Z';
const PER_SECOND = 50_000;

const sha256Hex: Sha256Hex = bytes => hash('sha256', bytes, 'hex');

/** A chain of steps with the rows that they wrote, about 1 kB each. */
function makeChain(): StoredChainEntry[] {
  let prevHash = GENESIS_HASH;
  return Array.from({ length: ENTRIES }, (_, index) => {
    const seq = index + 1;
    const text = `Revoked key number ${seq} at the issuer and rotated the deploy token everywhere.`;
    const data = {
      stepId: `0a1b2c3d-0000-4000-8000-${String(seq).padStart(12, '0')}`,
      kind: 'containment',
      text,
      outcome: 'succeeded',
      performedAt: AT,
      entityRefs: ['component:default/payments-api'],
      lateEntry: false,
      rows: [
        {
          table: 'resolution_steps',
          row: `0a1b2c3d-${seq}`,
          set: {
            kind: 'containment',
            text,
            outcome: 'succeeded',
            performed_at: AT,
            performed_by: 'user:default/bob',
            recorded_at: AT,
            recorded_by: 'user:default/bob',
            late_entry: false,
            entity_refs: ['component:default/payments-api'],
            task_id: null,
            supersedes: null,
            seq,
          },
        },
        {
          table: 'incidents',
          row: 'id',
          set: { version: seq, updated_at: AT },
        },
      ],
    };
    const salt = createHash('md5').update(String(seq)).digest('hex');
    const covered = {
      v: 1,
      chain: CHAIN,
      seq,
      at: AT,
      actor: 'user:default/bob',
      action: 'step.recorded',
      dataHash: hashData(salt, data, sha256Hex),
      prevHash,
    };
    prevHash = hashEntry(covered, sha256Hex);
    return { ...covered, hash: prevHash, data, salt };
  });
}

/** Verification of a chain against the bare loop that makes both hashes of each entry. */
export async function measureVerification(effort: Effort): Promise<{
  result: Result;
  entriesPerSecond: number;
  isFastEnough: boolean;
}> {
  const entries = makeChain();
  const measured = await compare(
    {
      product: async () => {
        const { status } = verifyChain(entries, { chain: CHAIN }, sha256Hex);
        if (status !== 'ok') throw new Error(`The chain is ${status}`);
      },
      yardstick: async () => {
        for (const entry of entries) {
          hashData(entry.salt!, entry.data, sha256Hex);
          hashEntry(entry, sha256Hex);
        }
      },
    },
    effort,
  );
  const entriesPerSecond = Math.round((1_000 * ENTRIES) / measured.productMs);
  return {
    result: judge(
      'verification',
      { name: `${ENTRIES} entries`, call: 'verifyChain' },
      effort.clients,
      measured,
    ),
    entriesPerSecond,
    isFastEnough: entriesPerSecond >= PER_SECOND,
  };
}
