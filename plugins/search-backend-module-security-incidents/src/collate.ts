import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import type { Page } from 'backstage-plugin-security-incidents-common';
import { Readable } from 'node:stream';

/** No incident has this id, so whoever may read only some incidents does not find the placeholder. */
const NO_INCIDENT = 'none';

/** What all collators of this module need. */
export interface CollatorContext {
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  /** Path of the plugin's pages in the app. */
  pagePath: string;
}

interface Collation<Item> {
  auth: CollatorContext['auth'];
  readPage(
    cursor: string | undefined,
    options: { credentials: BackstageCredentials },
  ): Promise<Page<Item>>;
  /** Returns undefined for what must not be in the index. */
  toDocument(item: Item): IndexableDocument | undefined;
  /** The document of an index without any other. */
  placeholder: { title: string; location: string };
}

async function* readDocuments<Item>(
  collation: Collation<Item>,
): AsyncGenerator<IndexableDocument> {
  const { auth, readPage, toDocument, placeholder } = collation;
  const credentials = await auth.getOwnServiceCredentials();
  let cursor: string | undefined;
  let isEmpty = true;
  do {
    const { items, pageInfo } = await readPage(cursor, { credentials });
    for (const item of items) {
      const document = toDocument(item);
      if (!document) continue;
      isEmpty = false;
      yield document;
    }
    cursor = pageInfo.nextCursor;
  } while (cursor);
  if (isEmpty) {
    yield {
      ...placeholder,
      text: '',
      authorization: { resourceRef: NO_INCIDENT },
    };
  }
}

/**
 * Reads all pages of a list, with the plugin's own credentials, and makes documents of them.
 *
 * An index that would be empty gets a document that leads to a page. Search engines keep the index that they have when they get
 * no document, so the last incident in it would stay there when it became confidential.
 */
export function collate<Item>(collation: Collation<Item>): Readable {
  return Readable.from(readDocuments(collation));
}
