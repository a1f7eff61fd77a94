import { useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import type {
  ActionSummary,
  ReminderResult,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reviewsApiRef } from '../../api';
import { useFollowUpChanged } from '../../queries';

/** What became of a date that was to be moved. */
export interface MoveOutcome {
  action: ActionSummary;
  /** Why it did not move. */
  problem?: string;
}

/** What was done last with several actions. */
export type BulkDone =
  | { did: 'reminded'; results: readonly ReminderResult[] }
  | { did: 'moved'; outcomes: readonly MoveOutcome[] };

/** Does one thing with several actions, and keeps what became of it until it is read. */
export function useBulk(onDone: () => void) {
  const api = useApi(reviewsApiRef);
  const changed = useFollowUpChanged();
  const [done, setDone] = useState<BulkDone>();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (request: {
      actions: readonly ActionSummary[];
      to: 'owner' | 'lead';
    }) =>
      api.remindActions({
        actionIds: request.actions.map(({ id }) => id),
        to: request.to,
      }),
    onSuccess: ({ results }) => {
      setDone({ did: 'reminded', results });
      onDone();
      changed();
    },
  });
  return {
    remind: mutate,
    isPending,
    error,
    done,
    showMoved: (outcomes: readonly MoveOutcome[]) => {
      setDone({ did: 'moved', outcomes });
      changed();
    },
    close: () => {
      setDone(undefined);
      reset();
    },
  };
}

export type Bulk = ReturnType<typeof useBulk>;
