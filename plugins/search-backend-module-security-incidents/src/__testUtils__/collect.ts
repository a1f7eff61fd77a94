import { mockCredentials } from '@backstage/backend-test-utils';
import { TestPipeline } from '@backstage/plugin-search-backend-node';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import type { Page } from 'backstage-plugin-security-incidents-common';
import type { CollatorContext } from '../collate';

interface Listing<Item, Query> {
  context: CollatorContext;
  list(query: Query, options: { credentials: unknown }): Promise<Page<Item>>;
}

/** What a collator makes of pages, and what it asked for. */
export async function collect<Item, Query extends { cursor?: string }>(
  pages: Item[][],
  createFactory: (listing: Listing<Item, Query>) => DocumentCollatorFactory,
) {
  const asked: Query[] = [];
  const credentials = mockCredentials.service();
  const factory = createFactory({
    context: {
      pagePath: '/safety',
      auth: { getOwnServiceCredentials: async () => credentials },
    },
    async list(query, options) {
      expect(options.credentials).toBe(credentials);
      asked.push(query);
      const at = Number(query.cursor ?? 0);
      return {
        items: pages[at],
        totalItems: pages.flat().length,
        pageInfo: {
          nextCursor: at + 1 < pages.length ? String(at + 1) : undefined,
        },
      };
    },
  });
  const { documents } = await TestPipeline.fromCollator(
    await factory.getCollator(),
  ).execute();
  return { documents, asked, factory };
}
