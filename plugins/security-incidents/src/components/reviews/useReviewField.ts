import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  Review,
  ReviewFieldChange,
  ReviewFieldName,
  ReviewFields,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { reviewsApiRef } from '../../api';
import { useReviewMutation } from '../../queries';
import { type Problem, problemOf } from '../IncidentPage/fields';

/** How long a pause in typing is before the text is saved, in milliseconds. */
export const SAVE_AFTER_MS = 2_000;

/** Somebody else saved the same field while the reader changed it. */
export interface FieldConflict<T> {
  by: string;
  at: string;
  value: T | undefined;
  version: number;
}

function findConflict(
  error: unknown,
  field: ReviewFieldName,
):
  | (ReviewFieldChange & { value: unknown; currentVersion: number })
  | undefined {
  if (!(error instanceof ResponseError) || error.statusCode !== 409) {
    return undefined;
  }
  const { conflicts, currentVersion } = error.body.error as unknown as {
    currentVersion?: number;
    conflicts?: Array<
      ReviewFieldChange & { field: ReviewFieldName; value: unknown }
    >;
  };
  const found = conflicts?.find(conflict => conflict.field === field);
  return found && { ...found, currentVersion: currentVersion ?? 0 };
}

/** A field of a review that saves itself: after a pause in typing, and when it is left. */
export interface ReviewFieldState<T> {
  value: T | undefined;
  change(value: T): void;
  /** Saves now what is not saved yet. */
  flush(): void;
  isSaving: boolean;
  isDirty: boolean;
  problem?: Problem;
  conflict?: FieldConflict<T>;
  /** Ends a conflict with this value. */
  settle(value: T | undefined): void;
  /** Who saved it last, and when. */
  last?: ReviewFieldChange;
}

const isSame = (a: unknown, b: unknown) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export function useReviewField<N extends ReviewFieldName>(
  pageKey: string,
  review: Review,
  name: N,
): ReviewFieldState<NonNullable<ReviewFields[N]>> {
  type T = NonNullable<ReviewFields[N]>;
  const api = useApi(reviewsApiRef);
  const { mutateAsync, isPending } = useReviewMutation(pageKey);
  const saved = review.fields[name] as T | undefined;
  const [draft, setDraft] = useState<{ value: T | undefined }>();
  const [conflict, setConflict] = useState<FieldConflict<T>>();
  const [problem, setProblem] = useState<Problem>();
  /** The version that the draft was begun with. */
  const base = useRef(review.version);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const latest = useRef(draft);
  latest.current = draft;

  const save = useCallback(
    async (value: T | undefined) => {
      clearTimeout(timer.current);
      try {
        const next = await mutateAsync(() =>
          api.saveReview(
            review.incidentKey,
            { [name]: value ?? null },
            { ifMatch: base.current },
          ),
        );
        base.current = next.version;
        setProblem(undefined);
        // What was typed meanwhile is saved next.
        setDraft(now => (now && isSame(now.value, value) ? undefined : now));
      } catch (error) {
        const found = findConflict(error, name);
        if (found) {
          const { by, at, currentVersion } = found;
          setConflict({
            by,
            at,
            value: (found.value ?? undefined) as T | undefined,
            version: currentVersion,
          });
        } else {
          setProblem(problemOf(error));
        }
      }
    },
    [api, mutateAsync, name, review.incidentKey],
  );

  // What was typed right before the page is left is saved as well.
  const saveRef = useRef(save);
  saveRef.current = save;
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (latest.current) saveRef.current(latest.current.value);
    },
    [],
  );

  const flush = useCallback(() => {
    const current = latest.current;
    if (current && !conflict) save(current.value);
  }, [conflict, save]);

  const change = useCallback(
    (value: T) => {
      if (!latest.current) base.current = review.version;
      setDraft({ value });
      clearTimeout(timer.current);
      if (!conflict) {
        timer.current = setTimeout(() => save(value), SAVE_AFTER_MS);
      }
    },
    [conflict, review.version, save],
  );

  const settle = useCallback(
    (value: T | undefined) => {
      if (!conflict) return;
      base.current = conflict.version;
      setConflict(undefined);
      if (isSame(value, conflict.value)) setDraft(undefined);
      else {
        setDraft({ value });
        save(value);
      }
    },
    [conflict, save],
  );

  return {
    value: draft ? draft.value : saved,
    change,
    flush,
    isSaving: isPending,
    isDirty: draft !== undefined,
    problem,
    conflict,
    settle,
    last: review.changes[name],
  };
}
