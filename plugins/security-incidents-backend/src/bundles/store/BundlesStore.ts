import type {
  Checkpoint,
  Tlp,
} from 'backstage-plugin-security-incidents-common';
import type { CheckpointKey } from '../../checkpoints/keys';
import type { HeadProof } from '../../checkpoints/store/CheckpointsStore';

/** An incident of a bundle, before its content is read. */
export interface BundledIncident {
  seq: number;
  id: string;
  key: string;
  tlp: Tlp;
  /** What it counts as in reports. */
  counts: 'incident' | 'exercise' | 'merged';
  chainLength: number;
  chainHead: string;
}

/** What proves the chains of some incidents, read at one moment. */
export interface BundleProofs {
  /** By the `seq` of the incident. */
  proofs: ReadonlyMap<number, HeadProof>;
  newest?: Checkpoint;
  /** The first checkpoint that covers one of the incidents. */
  firstN?: number;
  /** Keys that sign checkpoints. */
  keys: CheckpointKey[];
}

export interface BundlesStore {
  /** In the order of their keys. */
  getIncidents(ids: readonly string[]): Promise<BundledIncident[]>;
  readProofs(seqs: readonly number[]): Promise<BundleProofs>;
  /** Checkpoints from one to another, oldest first. */
  readCheckpoints(from: number, to: number): AsyncIterable<Checkpoint>;
}
