import { useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import type { DetectionSummary } from 'backstage-plugin-security-incidents-common';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';

/** A detection that does not belong to the incident that was proposed. */
export interface Declined {
  detection: DetectionSummary;
  incidentKey: string;
}

/**
 * Says that a detection does not belong to a proposed incident, and takes that back.
 *
 * @param onDeclined - called with the detection as it is then
 */
export function useDeclineProposal(onDeclined?: (declined: Declined) => void) {
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const send = ({ detection, incidentKey }: Declined, undo?: boolean) =>
    api.declineProposal(
      detection.id,
      { incident: incidentKey, ...(undo && { undo }) },
      { ifMatch: detection.version },
    );
  const decline = useMutation({
    mutationFn: async (proposed: Declined): Promise<Declined> => ({
      ...proposed,
      detection: await send(proposed),
    }),
    onSuccess: onDeclined,
    onSettled: changed,
  });
  const undo = useMutation({
    mutationFn: (declined: Declined) => send(declined, true),
    onSuccess: () => decline.reset(),
    onSettled: changed,
  });
  return {
    decline: decline.mutate,
    undo: undo.mutateAsync,
    /** The last one, until it is taken back. */
    declined: decline.data,
    isPending: decline.isPending || undo.isPending,
    error: decline.error ?? undo.error ?? undefined,
  };
}
