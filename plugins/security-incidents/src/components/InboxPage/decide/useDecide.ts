import { useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import type {
  DetectionDetails,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import { detectionsApiRef } from '../../../api';
import { useDetectionsChanged } from '../../../queries';
import { useTranslation } from '../../../translation';
import { problemOf, useIdempotencyKey } from '../../IncidentPage/fields';
import type { Inbox } from '../useInbox';
import type { DecisionDraft, DecisionRequest } from './useDraft';

/** Sends a decision, and moves to the next detection. */
export function useDecide(inbox: Inbox, details: DetectionDetails) {
  const api = useApi(detectionsApiRef);
  const { t } = useTranslation();
  const changed = useDetectionsChanged();
  const { keyFor, done } = useIdempotencyKey();
  const { id, title, version } = details;

  const sendDecision = async (
    request: Exclude<DecisionRequest, { kind: 'suppress' }>,
  ): Promise<DetectionSummary> => {
    const options = { ifMatch: version, idempotencyKey: keyFor(request) };
    switch (request.kind) {
      case 'attach':
        return api.attachDetection(id, request.body, options);
      case 'promote':
        return api.promoteDetection(id, request.body, options);
      default:
        return api.dismissDetection(id, request.body, options);
    }
  };
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (made: {
      request: DecisionRequest;
      draft: DecisionDraft;
    }) => {
      const { request, draft } = made;
      if (request.kind === 'suppress') {
        const suppression = await api.createDetectionSuppression(request.body, {
          idempotencyKey: keyFor(request),
        });
        done();
        inbox.onDecided(details, t('inbox.done.suppressed', { title }), () =>
          api.endDetectionSuppression(suppression.id),
        );
        return;
      }
      const decided = await sendDecision(request);
      done();
      const key = decided.incident?.key ?? draft.incident?.key ?? '';
      const texts = {
        attach: t('inbox.done.attached', { key, title }),
        promote: decided.incident
          ? t('inbox.done.promoted', { key, title })
          : t('inbox.done.promotedOnly', { title }),
        dismiss: t('inbox.done.dismissed', { title }),
      };
      inbox.onDecided(decided, texts[request.kind], () =>
        api.undoDetectionDecision(id, { ifMatch: decided.version }),
      );
    },
    // After a conflict the page shows the detection as it is now.
    onError: changed,
  });
  return {
    decide: (request: DecisionRequest, draft: DecisionDraft) =>
      mutate({ request, draft }),
    pending: isPending,
    problem: error ? problemOf(error) : undefined,
  };
}
