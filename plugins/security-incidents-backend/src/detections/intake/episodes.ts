import type { DetectionRecord } from '../store/records';
import type { DetectionDraft } from './DetectionDraft';

/** Whether a state of the source is older than the one that is known. */
export function isOutdated(
  before: DetectionRecord,
  draft: DetectionDraft,
): boolean {
  return (
    before.stateAt !== undefined &&
    draft.stateAt !== undefined &&
    draft.stateAt < before.stateAt
  );
}

/** Whether a finding fires again after it was resolved. */
function firesAgain(before: DetectionRecord, draft: DetectionDraft): boolean {
  return (
    before.sourceState === 'resolved' &&
    draft.sourceState !== 'resolved' &&
    !isOutdated(before, draft)
  );
}

/** Whether it fires again so soon that it continues. What was over when it was seen first has never waited for anybody. */
export function isReopened(
  before: DetectionRecord,
  draft: DetectionDraft,
  at: string,
): boolean {
  const { resolvedAt, status } = before;
  return (
    firesAgain(before, draft) &&
    draft.reopenWithinMs !== undefined &&
    status !== 'ignored' &&
    resolvedAt !== undefined &&
    Date.parse(at) - Date.parse(resolvedAt) <= draft.reopenWithinMs
  );
}

/** Whether it is a new detection. */
export function startsEpisode(
  before: DetectionRecord,
  draft: DetectionDraft,
  at: string,
): boolean {
  return firesAgain(before, draft) && !isReopened(before, draft, at);
}
