import type { AuthService } from '@backstage/backend-plugin-api';
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
import { Readable } from 'node:stream';
import { orPlaceholder } from './orPlaceholder';

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
    private readonly options: {
      auth: Pick<AuthService, 'getOwnServiceCredentials'>;
      incidents: Pick<IncidentsService, 'listReviewTexts'>;
      /** Path of the plugin's pages in the app. */
      pagePath: string;
    },
  ) {}

  async getCollator(): Promise<Readable> {
    const page = {
      title: 'Reviews of security incidents',
      location: `${this.options.pagePath}/follow-up/reviews`,
    };
    return Readable.from(orPlaceholder(this.#read(), page));
  }

  async *#read(): AsyncGenerator<IndexedReview> {
    const { auth, incidents, pagePath } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    let cursor: string | undefined;
    do {
      const page = await incidents.listReviewTexts(
        { limit: PAGE_SIZE, cursor },
        { credentials },
      );
      for (const review of page.items) {
        const { visibility, tlp } = review.incident;
        if (visibility === 'open' && tlp !== 'RED') {
          yield toDocument(review, pagePath);
        }
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
  }
}
