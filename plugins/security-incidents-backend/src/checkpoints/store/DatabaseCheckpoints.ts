import {
  type Checkpoint,
  MerkleTree,
  type PageRequest,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import { createRowMapper, type Row } from '../../database/rowMapper';
import type {
  CheckpointHeadRow,
  CheckpointRow,
} from '../../database/checkpointTables';
import { sha256Hex } from '../../kernel/sha256';
import type {
  ChainsState,
  CheckpointHead,
  CheckpointsStore,
  UnsentCheckpoint,
} from './CheckpointsStore';

const DEFAULT_LIMIT = 20;
const LEAVES_PER_READ = 10_000;
const MAX_PROBLEM_LENGTH = 500;
/** The scheduled verification records heads too; those are no closures. */
const VERIFICATION = 'plugin:security-incidents';
const REGISTRY_SEQ = 0;
const REGISTRY_ID = 'registry';

const cursors = createCursorCodec('checkpoints', cursorValues.integer);

const checkpoints = createRowMapper<Checkpoint, CheckpointRow>({
  n: 'n',
  v: 'v',
  at: 'at',
  chains: 'chains',
  entries: 'entries',
  merkleRoot: 'merkle_root',
  prevCheckpointHash: 'prev_hash',
  keyId: 'key_id',
  publicKey: 'public_key',
  previousKeyId: 'previous_key_id',
  hash: 'hash',
  signature: 'signature',
  previousSignature: 'previous_signature',
});
const heads = createRowMapper<CheckpointHead, CheckpointHeadRow>({
  position: 'position',
  n: 'n',
  incidentSeq: 'incident_seq',
  incidentId: 'incident_id',
  length: 'length',
  head: 'head',
});
export const toCheckpointRecord = checkpoints.toRecord;
export const toCheckpointRow = checkpoints.toRow;
export const toCheckpointHeadRecord = heads.toRecord;
export const toCheckpointHeadRow = heads.toRow;

/** Checkpoints in the plugin's database. */
export class DatabaseCheckpoints implements CheckpointsStore {
  constructor(private readonly db: Knex) {}

  append(
    make: (state: ChainsState) => Checkpoint,
    { isSent }: { isSent: boolean },
  ): Promise<Checkpoint> {
    return snapshot(this.db, async trx => {
      const before = await readNewestCheckpoint(trx);
      const n = (before?.n ?? 0) + 1;
      const changed = await readChangedHeads(trx, n);
      for (const part of chunks(changed.map(toCheckpointHeadRow))) {
        await trx('checkpoint_heads').insert(part);
      }
      const { tree, entries } = await readTree(trx);
      const signed = await trx('checkpoints')
        .whereNotNull('key_id')
        .orderBy('n', 'desc')
        .first('key_id');
      const checkpoint = make({
        chains: tree.size,
        entries,
        merkleRoot: tree.root,
        before,
        lastKeyId: signed?.key_id,
      });
      await trx('checkpoints').insert(toCheckpointRow(checkpoint));
      if (isSent) {
        await trx('checkpoint_deliveries').insert({
          n,
          attempts: 0,
          next_attempt_at: checkpoint.at,
        });
      }
      return checkpoint;
    });
  }

  findNewest() {
    return readNewestCheckpoint(this.db);
  }

  async find(n: number) {
    const row: Row | undefined = await this.db('checkpoints')
      .where({ n })
      .first();
    return row && toCheckpointRecord(row);
  }

  async hasNewClosures() {
    const registry: Row | undefined = await this.db('checkpoint_heads')
      .where({ position: 0 })
      .orderBy('n', 'desc')
      .first('length');
    const closure: Row | undefined = await this.db('incident_registry')
      .where('seq', '>', Number(registry?.length ?? 0))
      .where({ action: 'head.recorded' })
      .whereNot({ actor: VERIFICATION })
      .first('seq');
    return closure !== undefined;
  }

  async list({ limit = DEFAULT_LIMIT, cursor }: PageRequest) {
    const query = this.db('checkpoints')
      .orderBy('n', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query.where('n', '<', cursors.decode(cursor));
    const rows: Row[] = await query;
    const items = rows.slice(0, limit).map(toCheckpointRecord);
    const [{ total }] = await this.db('checkpoints').count({ total: '*' });
    return {
      items,
      total: Number(total),
      ...(rows.length > limit && {
        nextCursor: cursors.encode(items[items.length - 1].n),
      }),
    };
  }

  async readAfter(n: number, limit: number) {
    const rows: Row[] = await this.db('checkpoints')
      .where('n', '>', n)
      .orderBy('n')
      .limit(limit);
    const found = rows.map(toCheckpointRecord);
    const last = found[found.length - 1];
    const headRows: Row[] = last
      ? await this.db('checkpoint_heads')
          .where('n', '>', n)
          .where('n', '<=', last.n)
          .orderBy(['n', 'position'])
      : [];
    return { checkpoints: found, heads: headRows.map(toCheckpointHeadRecord) };
  }

  async findLost(after: number, upTo: number) {
    const within = (query: Knex.QueryBuilder) =>
      query.where('h.n', '>', after).where('h.n', '<=', upTo);
    const deleted: Row[] = await within(
      this.db({ h: 'checkpoint_heads' })
        .leftJoin({ i: 'incidents' }, 'i.id', 'h.incident_id')
        .whereNot('h.incident_seq', REGISTRY_SEQ)
        .whereNull('i.id'),
    ).distinct({ id: 'h.incident_id' });
    const registry: Row[] = await within(
      this.db({ h: 'checkpoint_heads' })
        .leftJoin({ r: 'incident_registry' }, 'r.seq', 'h.length')
        .where('h.incident_seq', REGISTRY_SEQ)
        .where('h.length', '>', 0)
        .where(lacks => {
          lacks
            .whereNull('r.hash')
            .orWhereRaw('?? <> ??', ['r.hash', 'h.head']);
        }),
    )
      .select({ n: 'h.n' })
      .orderBy('h.n')
      .limit(1);
    return {
      deleted: deleted.map(({ id }) => String(id)),
      registry: registry.map(row => Number(row.n)),
    };
  }

  async findUnsent(now: string, limit: number): Promise<UnsentCheckpoint[]> {
    const rows: Row[] = await this.db({ d: 'checkpoint_deliveries' })
      .join({ c: 'checkpoints' }, 'c.n', 'd.n')
      .where('d.next_attempt_at', '<=', now)
      .orderBy('d.n')
      .limit(limit)
      .select('c.*', { tries: 'd.attempts' });
    return rows.map(({ tries, ...row }) => ({
      checkpoint: toCheckpointRecord(row),
      attempts: Number(tries),
    }));
  }

  async claim(
    { checkpoint: { n }, attempts }: UnsentCheckpoint,
    again: string,
  ) {
    const claimed = await this.db('checkpoint_deliveries')
      .where({ n, attempts })
      .update({ attempts: attempts + 1, next_attempt_at: again });
    return claimed > 0;
  }

  async saveSent(n: number) {
    await this.db('checkpoint_deliveries').where({ n }).delete();
  }

  async saveFailure(
    n: number,
    failure: { problem: string; nextAttemptAt: string | undefined },
  ) {
    await this.db('checkpoint_deliveries')
      .where({ n })
      .update({
        problem: failure.problem.slice(0, MAX_PROBLEM_LENGTH),
        next_attempt_at: failure.nextAttemptAt ?? null,
      });
  }
}

/** A transaction that sees one state of the database. */
export function snapshot<T>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return db.client.config.client === 'pg'
    ? db.transaction(work, { isolationLevel: 'repeatable read' })
    : db.transaction(work);
}

export async function readNewestCheckpoint(
  db: Knex,
): Promise<Checkpoint | undefined> {
  const row: Row | undefined = await db('checkpoints')
    .orderBy('n', 'desc')
    .first();
  return row && toCheckpointRecord(row);
}

/** The newest recorded head of each chain. */
function latestHeads(db: Knex): Knex.QueryBuilder {
  return db({ h: 'checkpoint_heads' }).where(
    'h.n',
    db({ x: 'checkpoint_heads' })
      .where('x.position', db.ref('h.position'))
      .max('x.n'),
  );
}

/** The chains that are new or longer than the checkpoint before knows them. */
async function readChangedHeads(
  db: Knex,
  n: number,
): Promise<CheckpointHead[]> {
  const [{ last }] = await db('checkpoint_heads').max({ last: 'position' });
  let next = last === null ? 0 : Number(last) + 1;
  const found: CheckpointHead[] = [];
  const add = (
    known: unknown,
    chain: Omit<CheckpointHead, 'position' | 'n'>,
  ) => {
    const isNew = known === null || known === undefined;
    found.push({ ...chain, n, position: isNew ? next : Number(known) });
    if (isNew) next += 1;
  };
  const registry = await db('incident_registry_state').where({ id: 1 }).first();
  const known: Row | undefined = await latestHeads(db)
    .where('h.position', 0)
    .first('h.*');
  if (known?.head !== registry.head) {
    add(known?.position, {
      incidentSeq: REGISTRY_SEQ,
      incidentId: REGISTRY_ID,
      length: Number(registry.length),
      head: registry.head,
    });
  }
  const rows: Row[] = await db({ i: 'incidents' })
    .leftJoin(latestHeads(db).select('h.*').as('k'), 'k.incident_seq', 'i.seq')
    .where(differs => {
      differs
        .whereNull('k.head')
        .orWhereRaw('?? <> ??', ['k.head', 'i.chain_head']);
    })
    .orderBy('i.seq')
    .select({
      seq: 'i.seq',
      id: 'i.id',
      length: 'i.chain_length',
      head: 'i.chain_head',
      position: 'k.position',
    });
  for (const row of rows) {
    add(row.position, {
      incidentSeq: Number(row.seq),
      incidentId: String(row.id),
      length: Number(row.length),
      head: String(row.head),
    });
  }
  return found;
}

/** The tree over the newest recorded heads. */
export async function readTree(
  db: Knex,
): Promise<{ tree: MerkleTree; entries: number }> {
  const tree = new MerkleTree(sha256Hex);
  let entries = 0;
  for (;;) {
    const rows: Row[] = await latestHeads(db)
      .where('h.position', '>=', tree.size)
      .orderBy('h.position')
      .limit(LEAVES_PER_READ)
      .select('h.position', 'h.length', 'h.head');
    for (const row of rows) {
      tree.set(Number(row.position), String(row.head));
      entries += Number(row.length);
    }
    if (rows.length < LEAVES_PER_READ) return { tree, entries };
  }
}
