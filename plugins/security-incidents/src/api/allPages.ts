import type {
  Page,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';

/** Every item of a list that is answered in pages once it is long. */
export async function allPages<T>(
  ask: (page: PageRequest) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor ? { cursor, limit: 200 } : {});
    items.push(...page.items);
    cursor = page.pageInfo?.nextCursor;
  } while (cursor);
  return items;
}
