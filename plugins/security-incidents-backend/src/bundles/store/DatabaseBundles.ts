import type { Tlp } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import {
  readNewestCheckpoint,
  readTree,
  snapshot,
  toCheckpointHeadRecord,
  toCheckpointRecord,
} from '../../checkpoints/store/DatabaseCheckpoints';
import type { HeadProof } from '../../checkpoints/store/CheckpointsStore';
import { chunks } from '../../database/chunks';
import type { Row } from '../../database/rowMapper';
import type { BundledIncident, BundlesStore } from './BundlesStore';

const CHECKPOINTS_PER_READ = 500;

function toCounts({ mode, status }: Row): BundledIncident['counts'] {
  if (mode !== 'real') return 'exercise';
  return status === 'merged' ? 'merged' : 'incident';
}

/** Reads what bundles need besides the services of other features. */
export class DatabaseBundles implements BundlesStore {
  constructor(private readonly db: Knex) {}

  async getIncidents(ids: readonly string[]): Promise<BundledIncident[]> {
    const found: BundledIncident[] = [];
    for (const part of chunks(ids)) {
      const rows: Row[] = await this.db('incidents')
        .whereIn('id', [...part])
        .select(
          'seq',
          'id',
          'key',
          'tlp',
          'mode',
          'status',
          'chain_length',
          'chain_head',
        );
      found.push(
        ...rows.map(row => ({
          seq: Number(row.seq),
          id: String(row.id),
          key: String(row.key),
          tlp: row.tlp as Tlp,
          counts: toCounts(row),
          chainLength: Number(row.chain_length),
          chainHead: String(row.chain_head),
        })),
      );
    }
    return found.sort((a, b) => a.seq - b.seq);
  }

  async readProofs(seqs: readonly number[]) {
    return snapshot(this.db, async trx => {
      const newest = await readNewestCheckpoint(trx);
      const proofs = new Map<number, HeadProof>();
      if (!newest) return { proofs, keys: [] };
      const { tree } = await readTree(trx);
      let firstN: number | undefined;
      for (const part of chunks(seqs)) {
        const rows: Row[] = await trx('checkpoint_heads')
          .whereIn('incident_seq', [...part])
          .orderBy('n');
        for (const row of rows) {
          const { n, incidentSeq, position, length, head } =
            toCheckpointHeadRecord(row);
          firstN = Math.min(firstN ?? n, n);
          // The last row of an incident is its newest head.
          proofs.set(incidentSeq, {
            n: newest.n,
            entries: length,
            head,
            index: position,
            size: tree.size,
            path: tree.getPath(position),
          });
        }
      }
      const keyRows: Row[] = await trx('checkpoints')
        .whereNotNull('public_key')
        .orderBy('n')
        .select('key_id', 'public_key');
      const keys = new Map(
        keyRows.map(row => [String(row.key_id), String(row.public_key)]),
      );
      return {
        proofs,
        newest,
        firstN: firstN ?? newest.n,
        keys: [...keys].map(([id, publicKey]) => ({ id, publicKey })),
      };
    });
  }

  async *readCheckpoints(from: number, to: number) {
    for (let next = from; next <= to; ) {
      const rows: Row[] = await this.db('checkpoints')
        .where('n', '>=', next)
        .where('n', '<=', to)
        .orderBy('n')
        .limit(CHECKPOINTS_PER_READ);
      if (rows.length === 0) return;
      yield* rows.map(toCheckpointRecord);
      next = Number(rows[rows.length - 1].n) + 1;
    }
  }
}
