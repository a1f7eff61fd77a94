import { ConflictError } from '@backstage/errors';
import type {
  ParsedSaveReview,
  ReviewFieldChange,
  ReviewFieldName,
  ReviewFields,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../incidents/IncidentChange';
import { createReview } from './ReviewFollower';
import type { ReviewRecord } from './store/records';

/** Somebody else saved one of the same fields. It names them, so that the client can show both texts. */
export class ReviewConflictError extends ConflictError {
  name = 'ConflictError' as const;

  constructor(
    readonly currentVersion: number,
    readonly conflicts: Array<
      ReviewFieldChange & { field: ReviewFieldName; value: unknown }
    >,
  ) {
    super(
      `If-Match: ${conflicts
        .map(({ field, by, at }) => `${field} was changed by ${by} at ${at}`)
        .join(', ')}`,
    );
  }
}

/** @throws ConflictError when the review is finished; it is re-opened first */
export function assertDraft({ state }: ReviewRecord) {
  if (state !== 'not-started' && state !== 'draft') {
    throw new ConflictError(
      `state: the review is ${state} and takes no changes; re-open it first`,
    );
  }
}

const isSame = (a: unknown, b: unknown) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** A value as it is stored: nothing is stored for an empty field. */
function toStored(value: unknown): unknown {
  const isEmpty =
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0);
  return isEmpty ? undefined : value;
}

/**
 * Saves fields of a review. Saving what is there already changes nothing.
 *
 * @param seenVersion - the version of the review that the caller has read; fields that changed since are a conflict
 */
export async function saveReview(
  change: IncidentChange,
  request: ParsedSaveReview,
  seenVersion: number | undefined,
) {
  const { incident, tx, at, actor } = change;
  const existing = await tx.reviews.getReview(incident.seq);
  const review = existing ?? createReview();
  assertDraft(review);
  const names = (Object.keys(request) as ReviewFieldName[]).filter(
    name =>
      request[name] !== undefined &&
      !isSame(toStored(request[name]), review.fields[name]),
  );
  if (names.length === 0) return;
  const conflicts = names.flatMap(field => {
    const last = review.changes[field];
    return seenVersion !== undefined && last && last.version > seenVersion
      ? [{ field, ...last, value: review.fields[field] ?? null }]
      : [];
  });
  if (conflicts.length > 0) {
    throw new ReviewConflictError(review.version, conflicts);
  }
  const version = review.version + 1;
  const fields: ReviewFields = { ...review.fields };
  const changes = { ...review.changes };
  for (const name of names) {
    Object.assign(fields, { [name]: toStored(request[name]) });
    changes[name] = { at, by: actor, version };
  }
  const saved: Partial<ReviewRecord> = {
    state: 'draft',
    fields,
    changes,
    facilitatorRef: fields.facilitator,
    version,
  };
  if (existing) await tx.reviews.updateReview(incident.seq, saved);
  else await tx.reviews.insertReview(incident.seq, { ...review, ...saved });
  await change.log('review.saved', { fields: names, version });
}
