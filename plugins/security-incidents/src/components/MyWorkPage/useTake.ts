import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkItem } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { useIdentity } from '../../hooks';
import { queryKeys } from '../../queries';
import { problemOf } from '../IncidentPage/fields/problem';

/** Takes a task of a group; nothing has to be written for it. */
export function useTake(onTaken: (item: WorkItem) => void) {
  const api = useApi(securityIncidentsApiRef);
  const client = useQueryClient();
  const { identity } = useIdentity();
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: async (item: WorkItem) => {
      const me = identity?.userEntityRef;
      if (item.kind !== 'task' || !me) return;
      await api.changeTask(item.incident.key, item.taskId, { assigneeRef: me });
      onTaken(item);
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.work() }),
  });
  return {
    take: mutate,
    takingId: isPending ? variables?.id : undefined,
    problem: error ? problemOf(error) : undefined,
  };
}
