import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkItem } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { queryKeys } from '../../queries';
import { type Problem, problemOf } from '../IncidentPage/fields/problem';

/**
 * Does what a row asks, and reads the work again. After a conflict the rows show what is left to do.
 *
 * @param onDone - called once the change is made
 */
export function useWorkAct(
  item: WorkItem,
  onDone: (item: WorkItem) => void,
): {
  act(change: () => Promise<unknown>): Promise<boolean>;
  pending: boolean;
  problem?: Problem;
} {
  const client = useQueryClient();
  const refresh = useCallback(
    () =>
      Promise.all(
        [queryKeys.work(), queryKeys.lists].map(queryKey =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
    [client],
  );
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSuccess: () => {
      onDone(item);
      refresh();
    },
    onError: failure => {
      if (problemOf(failure).status === 409) refresh();
    },
  });
  const act = useCallback(
    (change: () => Promise<unknown>) =>
      mutateAsync(change).then(
        () => true,
        () => false,
      ),
    [mutateAsync],
  );
  return {
    act,
    pending: isPending,
    problem: error ? problemOf(error) : undefined,
  };
}
