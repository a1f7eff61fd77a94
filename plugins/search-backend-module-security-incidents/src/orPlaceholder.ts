import type { IndexableDocument } from '@backstage/plugin-search-common';

/** No incident has this id, so whoever may read only some incidents does not find the placeholder. */
const NO_INCIDENT = 'none';

/**
 * Adds a document that leads to a page to an index that would be empty. Search engines keep the index that they have when they
 * get no document, so the last incident in it would stay there when it became confidential.
 */
export async function* orPlaceholder<T extends IndexableDocument>(
  documents: AsyncIterable<T>,
  page: { title: string; location: string },
): AsyncGenerator<T | IndexableDocument> {
  let isEmpty = true;
  for await (const document of documents) {
    isEmpty = false;
    yield document;
  }
  if (isEmpty) {
    yield { ...page, text: '', authorization: { resourceRef: NO_INCIDENT } };
  }
}
