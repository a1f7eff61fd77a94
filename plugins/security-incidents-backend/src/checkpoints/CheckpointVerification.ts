import {
  CHECKPOINTS,
  type Finding,
  REGISTRY,
} from '../verification/DatabaseFindings';
import { CheckpointWalk } from './CheckpointWalk';
import type { CheckpointWriter } from './CheckpointWriter';
import type { CheckpointKey } from './keys';
import type {
  CheckpointHead,
  CheckpointsStore,
} from './store/CheckpointsStore';

/** What a part of the verification of checkpoints found. */
export interface CheckpointFindings {
  findings: Finding[];
  /** Whether the newest checkpoint was reached. */
  isEnd: boolean;
}

/** Verifies all checkpoints in turn. Each call continues where the last one stopped. */
export class CheckpointVerification {
  #walk: CheckpointWalk;

  constructor(
    private readonly options: {
      store: CheckpointsStore;
      /** Knows what this process wrote; absent where none is written. */
      writer?: Pick<CheckpointWriter, 'findLost'>;
      trusted: readonly CheckpointKey[];
    },
  ) {
    this.#walk = new CheckpointWalk(options.trusted);
  }

  /** Verifies the next checkpoints, up to a limit. */
  async check(limit: number): Promise<CheckpointFindings> {
    const { store, writer, trusted } = this.options;
    const walk = this.#walk;
    const from = walk.n;
    const { checkpoints, heads } = await store.readAfter(from, limit);
    const isEnd = checkpoints.length < limit;
    const byCheckpoint = groupByCheckpoint(heads);
    let problem;
    for (const checkpoint of checkpoints) {
      problem = walk.next(checkpoint, byCheckpoint.get(checkpoint.n) ?? []);
      if (problem) break;
    }
    if (!problem && isEnd) problem = walk.finish();
    const findings: Finding[] = await this.#findLost(from, checkpoints.length);
    const lost = await writer?.findLost();
    if (lost) {
      findings.push({
        subject: CHECKPOINTS,
        status: 'checkpoint-lost',
        message: `Checkpoint ${lost.n} was written and is not in the database any more; an older database was restored, or checkpoints were removed`,
      });
    } else if (problem) {
      const { status, message } = problem;
      findings.push({ subject: CHECKPOINTS, status, message });
    }
    const isOver = isEnd || problem !== undefined;
    if (isOver) this.#walk = new CheckpointWalk(trusted);
    return { findings, isEnd: isOver };
  }

  async #findLost(from: number, count: number): Promise<Finding[]> {
    if (count === 0) return [];
    const { deleted, registry } = await this.options.store.findLost(
      from,
      from + count,
    );
    return [
      ...deleted.map(id => ({
        subject: id,
        status: 'deleted',
        message: `Incident ${id} is covered by a checkpoint and not in the database`,
      })),
      ...registry.map(n => ({
        subject: REGISTRY,
        status: 'fork',
        message: `The registry is not the one that checkpoint ${n} covers`,
      })),
    ];
  }
}

function groupByCheckpoint(
  heads: readonly CheckpointHead[],
): Map<number, CheckpointHead[]> {
  const groups = new Map<number, CheckpointHead[]>();
  for (const head of heads) {
    const group = groups.get(head.n);
    if (group) group.push(head);
    else groups.set(head.n, [head]);
  }
  return groups;
}
