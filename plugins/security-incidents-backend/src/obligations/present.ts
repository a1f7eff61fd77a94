import {
  getObligationState,
  isOpenObligation,
  type Obligation,
  type ObligationMoments,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../kernel/records';
import { toMajorStatus } from '../serviceLevels/major';
import type { ObligationRecord } from './store/ObligationsStore';

/** An obligation as the API answers with it. */
export function toObligation(
  record: ObligationRecord,
  now: string,
): Obligation {
  const { id, rule, raisedAt, anchorAt, dueBasis, version } = record;
  const { startsAt, dueAt, atRiskAt, decidedAt, decidedBy } = record;
  const { submittedAt, submissionRecordedAt, submittedBy, proof } = record;
  return {
    id,
    rule,
    state: getObligationState(record, now),
    raisedAt,
    anchorAt,
    dueBasis,
    startsAt,
    dueAt,
    atRiskAt,
    ...(decidedAt &&
      decidedBy && {
        decision: {
          at: decidedAt,
          by: decidedBy,
          reason: record.reason ?? '',
          with: record.decidedWith,
        },
      }),
    ...(submittedAt &&
      submissionRecordedAt && {
        submission: {
          at: submittedAt,
          recordedAt: submissionRecordedAt,
          recordedBy: submittedBy ?? '',
          proof: proof ?? '',
          reference: record.reference,
        },
      }),
    remindedAt: record.remindedAt,
    version,
  };
}

const LAST = '9999';

/** Open ones first, the soonest first. */
export function compareObligations(a: Obligation, b: Obligation): number {
  const openFirst =
    Number(isOpenObligation(b.state)) - Number(isOpenObligation(a.state));
  if (openFirst !== 0) return openFirst;
  return (a.dueAt ?? LAST).localeCompare(b.dueAt ?? LAST);
}

/** The moments of an incident that start clocks. */
export function toMoments(incident: IncidentRecord): ObligationMoments {
  const { occurredAt, detectedAt, recordedAt, declaredAt, awareAt } = incident;
  return {
    occurredAt,
    detectedAt,
    recordedAt,
    declaredAt,
    awareAt,
    majorAt: incident.isMajor ? incident.majorAt : undefined,
    isMajorProposed: toMajorStatus(incident).state === 'proposed',
  };
}
