import type {
  Review,
  ReviewFieldChange,
  ReviewFieldName,
  ReviewFields,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useSyncExternalStore } from 'react';
import type { Problem } from '../IncidentPage/fields';
import type { FieldConflict } from './ReviewDrafts';
import { useReviewDrafts } from './ReviewDraftsProvider';

/** A field of a review that saves itself. */
export interface ReviewFieldState<T> {
  value: T | undefined;
  change(value: T): void;
  /** The field was left. */
  leave(): void;
  /** Saves now what is not saved yet. */
  retry(): void;
  isSaving: boolean;
  isDirty: boolean;
  problem?: Problem;
  conflict?: FieldConflict<T>;
  /** Ends a conflict with this value. */
  settle(value: T | undefined): void;
  /** Who saved it last, and when. */
  last?: ReviewFieldChange;
}

export function useReviewField<N extends ReviewFieldName>(
  review: Review,
  name: N,
): ReviewFieldState<NonNullable<ReviewFields[N]>> {
  type T = NonNullable<ReviewFields[N]>;
  const drafts = useReviewDrafts();
  const draft = useSyncExternalStore(drafts.subscribe, drafts.getSnapshot)[
    name
  ];
  const { version } = review;
  const change = useCallback(
    (value: T) => drafts.change(name, value, version),
    [drafts, name, version],
  );
  const settle = useCallback(
    (value: T | undefined) => drafts.settle(name, value),
    [drafts, name],
  );
  const leave = useCallback(() => drafts.leave(), [drafts]);
  const retry = useCallback(() => {
    drafts.flush();
  }, [drafts]);
  return {
    value: (draft ? draft.value : review.fields[name]) as T | undefined,
    change,
    leave,
    retry,
    isSaving: draft?.isSaving ?? false,
    isDirty: draft !== undefined,
    problem: draft?.problem,
    conflict: draft?.conflict as FieldConflict<T> | undefined,
    settle,
    last: review.changes[name],
  };
}
