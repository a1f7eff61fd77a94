import { ConflictError, InputError } from '@backstage/errors';
import type { Decider } from './decisions';
import { compilePattern } from './mapping/patterns';
import type { DetectionRecord } from './store/records';

/** @throws ConflictError when it was decided again in between */
export function assertOn(
  { status, incidentSeq }: DetectionRecord,
  expected: number | undefined,
): void {
  if (status === 'new' || incidentSeq !== expected) {
    throw new ConflictError(
      'status: the detection was changed just now; look at it again',
    );
  }
}

/** @throws InputError for a pattern that is not allowed, or does not find the service of the detection itself */
export function assertMatches(
  pattern: { name: string; label: string; pattern: string; entityRef: string },
  { labels }: DetectionRecord,
): void {
  const compiled = compilePattern({ id: '', ...pattern });
  if (compiled.match(labels) === undefined) {
    throw new InputError(
      `asPattern: does not match the label ${pattern.label} of this detection`,
    );
  }
}

/** The service that a person named for a detection without one. */
export function toChosenService(
  { entityRef: found }: DetectionRecord,
  entityRef: string | undefined,
  { actor }: Decider,
): Partial<DetectionRecord> {
  return entityRef === undefined || entityRef === found
    ? {}
    : { entityRef, mapping: { way: 'person', by: actor } };
}
