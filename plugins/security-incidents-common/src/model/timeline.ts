import type { ChainVerification, StoredChainEntry } from '../chain';
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

/** Result of a check of the chain. @public */
export interface TimelineVerification extends ChainVerification {
  chain: string;
  checkedAt: string;
}
