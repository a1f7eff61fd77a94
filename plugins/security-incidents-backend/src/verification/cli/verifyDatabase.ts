import {
  type Checkpoint,
  GENESIS_HASH,
  hashCheckpoint,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { CheckpointVerification } from '../../checkpoints/CheckpointVerification';
import type { CheckpointKey } from '../../checkpoints/keys';
import { DatabaseCheckpoints } from '../../checkpoints/store/DatabaseCheckpoints';
import type { Row } from '../../database/rowMapper';
import { createDueRules } from '../../serviceLevels/nextDue';
import { readRegistryData } from '../checkRegistration';
import { CHECKPOINTS, type Finding, REGISTRY } from '../DatabaseFindings';
import { DatabaseVerification, toStoredEntry } from '../DatabaseVerification';
import { verifyIncident } from '../verifyIncident';

const PER_READ = 500;

/** What a verification of everything found. */
export interface DatabaseReport {
  incidents: number;
  entries: number;
  checkpoints: number;
  /** Copies of checkpoints from outside the database that were compared. */
  copies: number;
  findings: Finding[];
}

/**
 * Verifies all incidents, the registry and all checkpoints of a database, and changes nothing.
 *
 * @param options.trusted - keys whose checkpoints count; the first that signed unless given
 * @param options.copies - checkpoints that a webhook or a log kept outside the database
 */
export async function verifyDatabase(
  db: Knex,
  options: {
    trusted: readonly CheckpointKey[];
    copies: readonly Checkpoint[];
    now: Date;
  },
): Promise<DatabaseReport> {
  const { trusted, copies, now } = options;
  const store = new DatabaseCheckpoints(db);
  const findings: Finding[] = [];
  const checkpoints = new CheckpointVerification({ store, trusted });
  for (let isEnd = false; !isEnd; ) {
    const part = await checkpoints.check(PER_READ);
    findings.push(...part.findings);
    ({ isEnd } = part);
  }
  for (const copy of copies) {
    const finding = compareCopy(copy, await store.find(copy.n));
    if (finding) findings.push(finding);
  }
  findings.push(...(await verifyRegistry(db)));
  const counts = await verifyIncidents(db, now, findings);
  const newest = await store.findNewest();
  return {
    ...counts,
    checkpoints: newest?.n ?? 0,
    copies: copies.length,
    findings,
  };
}

/** Compares a checkpoint that was kept outside with the one in the database. */
function compareCopy(
  copy: Checkpoint,
  stored: Checkpoint | undefined,
): Finding | undefined {
  if (hashCheckpoint(copy) !== copy.hash) {
    return {
      subject: CHECKPOINTS,
      status: 'checkpoint-copy',
      message: `The copy of checkpoint ${copy.n} does not match its own hash`,
    };
  }
  if (!stored) {
    return {
      subject: CHECKPOINTS,
      status: 'checkpoint-lost',
      message: `Checkpoint ${copy.n} of ${copy.at} is known outside and not in the database; an older database was restored, or checkpoints were removed`,
    };
  }
  return stored.hash === copy.hash
    ? undefined
    : {
        subject: CHECKPOINTS,
        status: 'checkpoint-lost',
        message: `Checkpoint ${copy.n} is not the one that is known outside; history was rewritten after ${copy.at}`,
      };
}

async function verifyRegistry(db: Knex): Promise<Finding[]> {
  let seq = 0;
  let prevHash = GENESIS_HASH;
  for (;;) {
    const rows: Row[] = await db('incident_registry')
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PER_READ);
    for (const row of rows) {
      const entry = toStoredEntry(row);
      const isNext = entry.seq === seq + 1 && entry.prevHash === prevHash;
      const data = readRegistryData(entry);
      if (!isNext || data?.id !== row.incident_id) {
        return [
          {
            subject: REGISTRY,
            status: 'hash-mismatch',
            message: `Entry #${
              seq + 1
            } of the registry is missing or does not match`,
          },
        ];
      }
      ({ seq } = entry);
      prevHash = entry.hash;
    }
    if (rows.length < PER_READ) break;
  }
  const deleted: Row[] = await db({ r: 'incident_registry' })
    .leftJoin({ i: 'incidents' }, 'i.id', 'r.incident_id')
    .whereNull('i.id')
    .distinct({ id: 'r.incident_id' });
  return deleted.map(({ id }) => ({
    subject: String(id),
    status: 'deleted',
    message: `Incident ${id} is in the registry and not in the database`,
  }));
}

async function verifyIncidents(
  db: Knex,
  now: Date,
  findings: Finding[],
): Promise<{ incidents: number; entries: number }> {
  const reader = new DatabaseVerification(db, createDueRules());
  let incidents = 0;
  let entries = 0;
  let last = 0;
  for (;;) {
    const rows: Row[] = await db('incidents')
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(PER_READ)
      .select('seq');
    for (const { seq } of rows) {
      last = Number(seq);
      const stored = await reader.readIncident(last);
      if (!stored) continue;
      incidents += 1;
      entries += stored.entries.length;
      // What is due depends on the configuration of the backend, which is not known here.
      const verdict = verifyIncident(
        {
          ...stored,
          readModelDifferences: stored.readModelDifferences.filter(
            ({ table }) => table !== 'incident_due_items',
          ),
        },
        now,
      );
      if (verdict.status === 'ok') continue;
      findings.push({
        subject: stored.id,
        status: verdict.status,
        message: `${stored.key}: ${verdict.message}`,
      });
    }
    if (rows.length < PER_READ) return { incidents, entries };
  }
}
