import {
  type DetectionSourceStatus,
  type DetectionSummary,
  type DismissalDisposition,
  MAPPING_WAYS,
  type MappingWay,
  type ProposalReason,
} from 'backstage-plugin-security-incidents-common';
import { elapsed, formatDuration, shortTime } from '../../time';
import type { Translate } from '../../translation';

const DISPOSITION_KEYS = {
  'false-positive': 'falsePositive',
  benign: 'benign',
  duplicate: 'duplicate',
  test: 'test',
  'accepted-risk': 'acceptedRisk',
  'insufficient-data': 'insufficientData',
} as const satisfies Record<DismissalDisposition, string>;

/** What a disposition is called. */
export function toDispositionText(
  t: Translate,
  disposition: DismissalDisposition,
): string {
  return t(`detection.disposition.${DISPOSITION_KEYS[disposition]}`);
}

/** What became of a detection: `Attached to SEC-2026-0052`. */
export function toDecisionText(t: Translate, detection: DetectionSummary) {
  const { status, incident, decision } = detection;
  if (status === 'attached' || status === 'promoted') {
    return incident
      ? t(`detection.decided.${status}`, { key: incident.key })
      : t(`detection.decided.${status}Hidden`);
  }
  if (status === 'dismissed' && decision?.disposition) {
    return t('detection.decided.dismissedAs', {
      disposition: toDispositionText(t, decision.disposition),
    });
  }
  return t(`detection.decided.${status}`);
}

/** The place of a way among the six; a person is not one of them. */
export function toWayNumber(way: MappingWay): number | undefined {
  return way === 'person' ? undefined : MAPPING_WAYS.indexOf(way) + 1;
}

/** One reason for or against attaching to an incident, without the name of a service. */
export function toReasonText(
  t: Translate,
  { kind, holds, value }: ProposalReason,
  serviceName = '',
): string {
  const duration = formatDuration(Number(value ?? 0) * 60_000);
  switch (kind) {
    case 'same-service':
      return t(`detection.reason.${holds ? 'sameService' : 'otherService'}`);
    case 'depends-on':
      return holds
        ? t('detection.reason.dependsOn', { service: serviceName })
        : t('detection.reason.doesNotDepend');
    case 'same-rule':
      return t(`detection.reason.${holds ? 'sameRule' : 'otherRule'}`);
    case 'close-in-time':
      return t(`detection.reason.${holds ? 'closeInTime' : 'farInTime'}`, {
        duration,
      });
    default:
      return t(`detection.reason.${holds ? 'sameClass' : 'otherClass'}`);
  }
}

/** How a source is, in a few words: `Silent for 2d 8h`. */
export function toStateText(
  t: Translate,
  source: Pick<
    DetectionSourceStatus,
    'state' | 'stateSince' | 'mutedUntil' | 'lastEventAt'
  >,
): string {
  const { state, stateSince, mutedUntil, lastEventAt } = source;
  switch (state) {
    case 'healthy':
      return lastEventAt
        ? t('detection.stateText.healthy', { duration: elapsed(lastEventAt) })
        : t('detection.stateText.healthyNever');
    case 'silent':
      return stateSince
        ? t('detection.stateText.silent', {
            duration: elapsed(lastEventAt ?? stateSince),
          })
        : t('detection.state.silent');
    case 'rejecting':
      return stateSince
        ? t('detection.stateText.rejecting', { time: shortTime(stateSince) })
        : t('detection.state.rejecting');
    case 'muted': {
      const until = mutedUntil ?? stateSince;
      return until
        ? t('detection.stateText.muted', { time: shortTime(until) })
        : t('detection.state.muted');
    }
    default:
      return t(`detection.stateText.${state}`);
  }
}

/** What stands below the word of a state: `for 2d 8h` below `Silent`. */
export function toStateDetail(
  t: Translate,
  source: Parameters<typeof toStateText>[1],
): string {
  const { state, stateSince, lastEventAt } = source;
  if (state === 'silent' && (lastEventAt ?? stateSince)) {
    const duration = elapsed((lastEventAt ?? stateSince)!);
    return t('detection.stateDetail.silent', { duration });
  }
  if (state === 'rejecting' && stateSince) {
    const time = shortTime(stateSince);
    return t('detection.stateDetail.rejecting', { time });
  }
  return toStateText(t, source);
}

/** `82` of `41 of 50`; undefined while nothing was decided. */
export function toPercent(precision: {
  real: number;
  of: number;
}): number | undefined {
  return precision.of > 0
    ? Math.round((100 * precision.real) / precision.of)
    : undefined;
}
