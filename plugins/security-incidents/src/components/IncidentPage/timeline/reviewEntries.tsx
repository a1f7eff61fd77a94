import type {
  ReviewFieldName,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import type { Translate } from '../../../translation';
import { EntityName } from '../../common';
import { type Data, dataOf, textOf } from './entryData';

function toFieldsText(t: Translate, { fields }: Data): string {
  return Array.isArray(fields)
    ? fields
        .map(field => t(`reviews.field.${field as ReviewFieldName}`))
        .join(', ')
    : '';
}

function toReviewText(t: Translate, action: string, data: Data): ReactNode {
  const to = textOf(data, 'to');
  switch (action) {
    case 'review.required':
      return t('reviews.timeline.required');
    case 'review.saved':
      return t('reviews.timeline.saved', { fields: toFieldsText(t, data) });
    case 'review.completed':
      return t('reviews.timeline.completed');
    case 'review.approved':
      return t('reviews.timeline.approved');
    case 'review.reopened':
      return t('reviews.timeline.reopened', {
        reason: textOf(data, 'reason') ?? '',
      });
    case 'review.waived':
      return t('reviews.timeline.waived', {
        reason: textOf(data, 'reason') ?? '',
      });
    case 'review.reminded':
      return to
        ? t('reviews.timeline.reminded', {
            person: <EntityName entityRef={to} />,
          })
        : t('reviews.timeline.remindedLead');
    default:
      return undefined;
  }
}

function toActionText(t: Translate, action: string, data: Data): ReactNode {
  const title = textOf(data, 'title') ?? '';
  const ownerRef = textOf(data, 'ownerRef');
  const to = textOf(data, 'to');
  switch (action) {
    case 'action.added':
      return ownerRef
        ? t('reviews.timeline.addedFor', {
            title,
            person: <EntityName entityRef={ownerRef} />,
          })
        : t('reviews.timeline.added', { title });
    case 'action.updated':
      return ownerRef
        ? t('reviews.timeline.given', {
            title,
            person: <EntityName entityRef={ownerRef} />,
          })
        : t('reviews.timeline.updated', { title });
    case 'action.done':
      return t('reviews.timeline.done', { title });
    case 'action.verified':
      return data.result === 'works'
        ? t('reviews.timeline.works', { title })
        : t('reviews.timeline.worksNot', { title });
    case 'action.reopened':
      return t('reviews.timeline.actionReopened', { title });
    case 'action.dropped':
      return t('reviews.timeline.dropped', {
        title,
        reason: textOf(data, 'reason') ?? '',
      });
    case 'action.reminded':
      return t('reviews.timeline.actionReminded', {
        title,
        person: <EntityName entityRef={to ?? 'unknown'} />,
      });
    default:
      return undefined;
  }
}

/** What an entry about a review or an improvement action says. */
export function toReviewSentence(
  t: Translate,
  entry: TimelineEntry,
): ReactNode {
  const data = dataOf(entry);
  return (
    toReviewText(t, entry.action, data) ?? toActionText(t, entry.action, data)
  );
}
