import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  incidentReadPermission,
  REVIEW_SEARCH_TYPE,
  type ReviewSearchDocument,
  type ReviewText,
  type ReviewTextFields,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentsService } from 'backstage-plugin-security-incidents-node';
import type { Readable } from 'node:stream';
import { collate, type CollatorContext } from './collate';

/** Reviews are long, and a page of them is in memory. */
const PAGE_SIZE = 50;

/** Search checks the permission for the incident that a document names. */
type IndexedReview = ReviewSearchDocument & IndexableDocument;

/** What a reader looks for first comes first. */
function toText(fields: ReviewTextFields): string {
  return [
    fields.summary,
    ...(fields.rootCauses ?? []).map(({ text }) => text),
    ...(fields.contributingFactors ?? []),
    fields.lessons,
    fields.detectionGap,
    fields.wentWell,
    fields.wentBadly,
    fields.planDeviation,
    fields.planChanges,
  ]
    .filter(text => text !== undefined)
    .join('\n');
}

function toDocument(
  { incident, completedAt, fields }: ReviewText,
  pagePath: string,
): IndexedReview {
  const { id, key, title, severity } = incident;
  return {
    title: `${key} ${title}`,
    text: toText(fields),
    location: `${pagePath}/${key}/review`,
    authorization: { resourceRef: id },
    key,
    severity,
    completedAt,
  };
}

/**
 * Reads finished post-incident reviews for the search index. Reviews of restricted and TLP:RED incidents are never indexed. The
 * permission to read incidents decides about each result.
 */
export class ReviewCollatorFactory implements DocumentCollatorFactory {
  readonly type = REVIEW_SEARCH_TYPE;
  readonly visibilityPermission = incidentReadPermission;

  constructor(
    private readonly options: CollatorContext & {
      incidents: Pick<IncidentsService, 'listReviewTexts'>;
    },
  ) {}

  async getCollator(): Promise<Readable> {
    const { auth, incidents, pagePath } = this.options;
    return collate({
      auth,
      readPage: (cursor, options) =>
        incidents.listReviewTexts({ limit: PAGE_SIZE, cursor }, options),
      toDocument: review =>
        review.incident.visibility === 'open' && review.incident.tlp !== 'RED'
          ? toDocument(review, pagePath)
          : undefined,
      placeholder: {
        title: 'Reviews of security incidents',
        location: `${pagePath}/follow-up/reviews`,
      },
    });
  }
}
