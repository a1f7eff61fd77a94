import { useMemo } from 'react';
import { z } from 'zod';
import { useStored } from '../../hooks';
import { useAppLocation, useAppSearchParams } from '../../navigation';

/** How many views a reader can keep. */
export const MAX_VIEWS = 20;
/** The longest name of a view. */
export const MAX_VIEW_NAME = 60;

const schema = z
  .array(
    z.object({
      id: z.string().max(100),
      name: z.string().max(MAX_VIEW_NAME),
      /** Query of the list's address. */
      query: z.string().max(4_000),
      /** Of pages about one thing each, such as a service: its path. */
      path: z.string().max(1_000).startsWith('/').optional(),
    }),
  )
  .max(MAX_VIEWS);

/** Filters and order of the list under a name that the reader gave. */
export type SavedView = z.infer<typeof schema>[number];

/** What belongs to where the reader is in the rows, and not to a view. */
const PLACE = ['cursor', 'after', 'size'];

/** The query of a view: the same filters are always the same text. */
export function toViewQuery(
  params: URLSearchParams,
  names?: readonly string[],
): string {
  const query = new URLSearchParams(
    [...params].filter(([name]) =>
      names ? names.includes(name) : !PLACE.includes(name),
    ),
  );
  query.sort();
  return query.toString();
}

/**
 * The views that the reader keeps, and the one that the page shows.
 *
 * @param bucket - under which name the views are kept; those of the list unless stated
 * @param names - the parameters that make up a view; all but the page of the rows unless stated
 * @param keepsPath - whether a view is also of the page that it was kept on
 */
export function useViews(
  bucket = 'list-views',
  names?: readonly string[],
  keepsPath = false,
) {
  const [kept, setViews] = useStored(bucket, schema);
  const [params] = useAppSearchParams();
  const { pathname } = useAppLocation();
  const query = useMemo(() => toViewQuery(params, names), [params, names]);
  const views = kept ?? [];
  const path = keepsPath ? pathname : undefined;
  const current = views.find(
    view => view.query === query && view.path === path,
  );
  return {
    views,
    /** The view that the list shows, as long as no filter differs. */
    current,
    /** Whether what the list shows can be kept: filters that have no name yet. */
    canKeep:
      (query !== '' || keepsPath) &&
      views.length < MAX_VIEWS &&
      current === undefined,
    keep: (name: string) =>
      setViews([
        ...views,
        { id: crypto.randomUUID(), name, query, ...(path && { path }) },
      ]),
    change: setViews,
    hrefOf: (view: SavedView) => `${view.path ?? pathname}?${view.query}`,
  };
}

/** Whether another view has the name already, whatever its case. */
export function isTaken(
  name: string,
  views: readonly SavedView[],
  except?: string,
): boolean {
  const wanted = name.trim().toLocaleLowerCase('en');
  return views.some(
    view => view.id !== except && view.name.toLocaleLowerCase('en') === wanted,
  );
}
