import {
  type AttachDetectionRequest,
  type CreateSuppressionRequest,
  type DetectionDetails,
  type DismissalDisposition,
  type DismissDetectionRequest,
  type PromoteDetectionRequest,
  type RsitClass,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useState } from 'react';
import type { NamedEntity, NamedIncident } from '../../common';
import { DEFAULT_END_DAYS, toEnd } from '../../detections';
import type { DecisionKind } from '../useInbox';

/** What the reader wrote and chose, for all four decisions. */
export interface DecisionDraft {
  incident?: NamedIncident;
  title: string;
  severity: Severity;
  class?: RsitClass;
  service?: NamedEntity;
  isServiceUnknown: boolean;
  disposition?: DismissalDisposition;
  reason: string;
  suppressionName: string;
  suppressionReason: string;
  days: number;
}

/** A decision as it is sent. */
export type DecisionRequest =
  | { kind: 'attach'; body: AttachDetectionRequest }
  | { kind: 'promote'; body: PromoteDetectionRequest }
  | { kind: 'dismiss'; body: DismissDetectionRequest }
  | { kind: 'suppress'; body: CreateSuppressionRequest };

const MAX_NAME = 200;

function toDraft(details: DetectionDetails): DecisionDraft {
  const best = details.proposals[0] ?? details.proposal;
  return {
    incident: best && { key: best.incident.key, title: best.incident.title },
    title: details.title,
    severity: details.severity,
    class: details.class,
    isServiceUnknown: false,
    reason: '',
    suppressionName: details.title.slice(0, MAX_NAME),
    suppressionReason: '',
    days: DEFAULT_END_DAYS,
  };
}

/** What a suppression of detections like this holds back; undefined when it would hold back a whole source. */
export function toCondition({
  sourceId,
  ruleId,
  entityRef,
}: DetectionDetails): CreateSuppressionRequest['condition'] | undefined {
  if (!ruleId && !entityRef) return undefined;
  return {
    sourceIds: [sourceId],
    ...(ruleId && { ruleIds: [ruleId] }),
    ...(entityRef && { entityRefs: [entityRef] }),
  };
}

function toPromotion(
  draft: DecisionDraft,
  details: DetectionDetails,
): PromoteDetectionRequest | undefined {
  const title = draft.title.trim();
  const hasService =
    details.entityRef || draft.service || draft.isServiceUnknown;
  if (!title || !hasService) return undefined;
  return {
    ...(title !== details.title && { title }),
    ...(draft.severity !== details.severity && { severity: draft.severity }),
    ...(draft.class !== details.class && { class: draft.class }),
    ...(!details.entityRef &&
      (draft.service
        ? { entityRef: draft.service.entityRef }
        : { unknownService: true })),
  };
}

/** The request of a decision; undefined while something is missing. */
export function toRequest(
  kind: DecisionKind,
  draft: DecisionDraft,
  details: DetectionDetails,
): DecisionRequest | undefined {
  switch (kind) {
    case 'attach':
      return draft.incident && { kind, body: { incident: draft.incident.key } };
    case 'promote': {
      const body = toPromotion(draft, details);
      return body && { kind, body };
    }
    case 'dismiss': {
      const reason = draft.reason.trim();
      const { disposition } = draft;
      return disposition && reason
        ? { kind, body: { disposition, reason } }
        : undefined;
    }
    default: {
      const condition = toCondition(details);
      const name = draft.suppressionName.trim();
      const reason = draft.suppressionReason.trim();
      if (!condition || !name || !reason) return undefined;
      const endsAt = toEnd(draft.days, Date.now());
      return { kind: 'suppress', body: { name, condition, reason, endsAt } };
    }
  }
}

/** What is written about one detection; it stays while the detection is read again. */
export function useDraft(details: DetectionDetails) {
  const [draft, setDraft] = useState(() => toDraft(details));
  const change = useCallback(
    (changes: Partial<DecisionDraft>) =>
      setDraft(before => ({ ...before, ...changes })),
    [],
  );
  return { draft, change };
}
