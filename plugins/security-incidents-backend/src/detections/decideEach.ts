import { isError } from '@backstage/errors';
import type {
  DetectionDecisionResult,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import {
  findDatabaseFailure,
  OUTAGE_MESSAGES,
} from '../database/databaseErrors';

/** Errors that are about one detection. */
const ANSWERED = [
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
];

function toResultError(error: unknown): DetectionDecisionResult['error'] {
  const outage = findDatabaseFailure(error)?.outage;
  if (outage) {
    return {
      name: 'ServiceUnavailableError',
      message: OUTAGE_MESSAGES[outage],
    };
  }
  if (!isError(error) || !ANSWERED.includes(error.name)) throw error;
  const { currentVersion } = error as { currentVersion?: number };
  return {
    name: error.name,
    message: error.message,
    ...(currentVersion !== undefined && { currentVersion }),
  };
}

/** Decides one after another. What fails for one does not stop the others. */
export async function decideEach<T extends { id: string }>(
  detections: readonly T[],
  decide: (detection: T) => Promise<DetectionSummary>,
): Promise<DetectionDecisionResult[]> {
  const results: DetectionDecisionResult[] = [];
  for (const detection of detections) {
    const { id } = detection;
    try {
      results.push({ id, detection: await decide(detection) });
    } catch (error) {
      results.push({ id, error: toResultError(error) });
    }
  }
  return results;
}
