import { useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import type {
  DetectionDetails,
  MapDetectionRequest,
} from 'backstage-plugin-security-incidents-common';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';
import { useTranslation } from '../../translation';
import { problemOf } from '../IncidentPage/fields';
import type { Inbox } from './useInbox';

/** Names the service of a detection. */
export function useMapping(
  inbox: Inbox,
  details: DetectionDetails,
  onMapped: () => void = () => {},
) {
  const api = useApi(detectionsApiRef);
  const { t } = useTranslation();
  const changed = useDetectionsChanged();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (request: MapDetectionRequest) =>
      api.mapDetection(details.id, request, { ifMatch: details.version }),
    onSuccess: () => {
      inbox.decisions.say(t('inbox.map.mapped', { title: details.title }));
      onMapped();
    },
    onSettled: changed,
  });
  return {
    map: mutate,
    pending: isPending,
    problem: error ? problemOf(error) : undefined,
  };
}
