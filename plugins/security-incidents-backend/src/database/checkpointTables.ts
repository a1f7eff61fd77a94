/** A signed state of all hash chains. Append-only. */
export interface CheckpointRow {
  n: number;
  v: number;
  at: string;
  chains: number;
  entries: number;
  merkle_root: string;
  prev_hash: string;
  key_id: string | null;
  public_key: string | null;
  previous_key_id: string | null;
  hash: string;
  signature: string | null;
  previous_signature: string | null;
}

/** The head of a chain that a checkpoint added or changed. Append-only. */
export interface CheckpointHeadRow {
  /** Place of the chain in the tree; the registry has the first one. */
  position: number;
  n: number;
  /** 0 is the registry. */
  incident_seq: number;
  incident_id: string;
  length: number;
  head: string;
}

/** A checkpoint that the webhook has not received yet. */
export interface CheckpointDeliveryRow {
  n: number;
  attempts: number;
  /** Null after the last attempt. */
  next_attempt_at: string | null;
  problem: string | null;
}
