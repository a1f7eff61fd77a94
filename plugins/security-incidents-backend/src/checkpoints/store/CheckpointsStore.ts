import type {
  Checkpoint,
  InclusionProof,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';

/** The state of all chains at one moment. */
export interface ChainsState {
  chains: number;
  entries: number;
  merkleRoot: string;
  /** The newest checkpoint. */
  before?: Checkpoint;
  /** The key of the newest signed checkpoint. */
  lastKeyId?: string;
}

/** The head of one chain, as a checkpoint recorded it. */
export interface CheckpointHead {
  /** Place of the chain in the tree. */
  position: number;
  n: number;
  /** 0 is the registry. */
  incidentSeq: number;
  incidentId: string;
  length: number;
  head: string;
}

/** A checkpoint that the webhook has not received yet. */
export interface UnsentCheckpoint {
  checkpoint: Checkpoint;
  attempts: number;
}

/** A proof that a checkpoint covers the head of a chain. */
export interface HeadProof extends InclusionProof {
  n: number;
  /** Entries of the chain that it covers. */
  entries: number;
  head: string;
}

export interface CheckpointsStore {
  /**
   * Records the state of all chains.
   *
   * @param make - makes the checkpoint of the state
   * @param options.isSent - whether it waits for the webhook
   */
  append(
    make: (state: ChainsState) => Checkpoint,
    options: { isSent: boolean },
  ): Promise<Checkpoint>;
  findNewest(): Promise<Checkpoint | undefined>;
  find(n: number): Promise<Checkpoint | undefined>;
  /** Whether an incident was closed since the newest checkpoint. */
  hasNewClosures(): Promise<boolean>;
  /** Newest first. */
  list(
    page: PageRequest,
  ): Promise<{ items: Checkpoint[]; total: number; nextCursor?: string }>;
  /** Checkpoints and the heads that they recorded, oldest first, after one of them. */
  readAfter(
    n: number,
    limit: number,
  ): Promise<{ checkpoints: Checkpoint[]; heads: CheckpointHead[] }>;
  /** Heads of incidents that are not there any more, and of a registry that lacks them. */
  findLost(
    after: number,
    upTo: number,
  ): Promise<{ deleted: string[]; registry: number[] }>;
  findUnsent(now: string, limit: number): Promise<UnsentCheckpoint[]>;
  claim(unsent: UnsentCheckpoint, again: string): Promise<boolean>;
  saveSent(n: number): Promise<void>;
  saveFailure(
    n: number,
    failure: { problem: string; nextAttemptAt: string | undefined },
  ): Promise<void>;
}
