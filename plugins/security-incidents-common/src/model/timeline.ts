import type {
  ChainVerdict,
  ChainVerification,
  RecordMismatch,
  StoredChainEntry,
} from '../chain';
import type { CoveringCheckpoint } from './proof';
import type { StepAudience, StepKind, StepOutcome } from '../rules';

/** Something that somebody did. Steps are immutable; a correction is a new step that supersedes. @public */
export interface ResolutionStep {
  id: string;
  kind: StepKind;
  /** Markdown. */
  text: string;
  outcome?: StepOutcome;
  /** Who a communication was for; one to management is a management update. */
  audience?: StepAudience;
  performedAt: string;
  performedBy: string;
  recordedAt: string;
  recordedBy: string;
  /** True when it was recorded more than an hour after it was performed. */
  lateEntry: boolean;
  entityRefs: string[];
  /** Number of services that are redacted for the caller. */
  withheldEntities?: number;
  taskId?: string;
  /** Id of the step that this one corrects. */
  supersedes?: string;
  /** Id of the step that corrects this one. */
  supersededBy?: string;
  /** Its entry in the timeline. */
  seq: number;
}

/** One entry of the hash-chained log: everything that the hash covers, plus data and salt. @public */
export interface TimelineEntry extends StoredChainEntry {
  /** True when data and salt are redacted, since they name an incident or service that the reader may not see. */
  withheld?: boolean;
}

/**
 * What is wrong with a record. Besides the verdicts of the chain:
 *
 * - `data-missing`: the data of an entry is gone and no later entry records its erasure.
 * - `record-mismatch`: the tables differ from the timeline.
 * - `not-registered`: the registry of all incidents does not have it.
 *
 * @public
 */
export type VerificationVerdict =
  | ChainVerdict
  | 'data-missing'
  | 'record-mismatch'
  | 'not-registered';

/** Result of a check of an incident: its timeline, and everything that its tables hold. @public */
export interface TimelineVerification
  extends Omit<ChainVerification, 'status'> {
  status: VerificationVerdict;
  chain: string;
  checkedAt: string;
  /** The newest checkpoint that covers it; absent while there is none. */
  checkpoint?: CoveringCheckpoint;
  /** The entries whose data was erased, as later entries record. */
  erasedEntries?: number[];
  /** How many rows were compared with the timeline; absent when the chain itself is broken. */
  rows?: number;
  /**
   * `partial` when the incident was recorded before entries recorded the rows that they wrote: only what later entries
   * wrote is compared.
   */
  coverage?: 'complete' | 'partial';
  /** How the tables differ from the timeline, at most 100. */
  mismatches?: RecordMismatch[];
}
