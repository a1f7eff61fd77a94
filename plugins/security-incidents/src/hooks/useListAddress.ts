import { useAppLocation, useAppSearchParams } from '../navigation';
import { useCallback } from 'react';

/** New values for names in the URL; undefined and empty ones are taken out. */
export type FilterChanges = Record<string, string | string[] | undefined>;

/** How many rows a page can have. */
export const PAGE_SIZES = [10, 20, 50, 100];
/** Rows of a page where the URL does not say. */
export const DEFAULT_SIZE = 20;

/** Which page of a list the URL is at. */
export interface PageAddress {
  /** Rows of a page. */
  size: number;
  cursor?: string;
  /** How many rows come before this page, where the way here is known. */
  offset?: number;
}

/** The page that the URL says; what is hand-typed and wrong is the first page. */
export function readPage(params: URLSearchParams): PageAddress {
  const size = Number(params.get('size'));
  const cursor = params.get('cursor') ?? undefined;
  const after = Number(params.get('after') || NaN);
  const known = Number.isInteger(after) && after > 0 ? after : undefined;
  return {
    size: PAGE_SIZES.includes(size) ? size : DEFAULT_SIZE,
    cursor,
    offset: cursor ? known : 0,
  };
}

function changed(params: URLSearchParams, changes: FilterChanges) {
  const next = new URLSearchParams(params);
  // Any other question begins at its first page.
  next.delete('cursor');
  next.delete('after');
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    (Array.isArray(value) ? value : [value])
      .filter((item): item is string => Boolean(item))
      .forEach(item => next.append(name, item));
  }
  return next;
}

/** The filters and the page of a list, kept in the URL. Any change but turning the page goes back to the first page. */
export function useListAddress() {
  const [params, setParams] = useAppSearchParams();
  const { pathname } = useAppLocation();
  const change = useCallback(
    (changes: FilterChanges) =>
      setParams(current => changed(current, changes), { replace: true }),
    [setParams],
  );
  /** The address with these changes, for numbers and marks that open the rows behind them. */
  const hrefOf = useCallback(
    (changes: FilterChanges) => `${pathname}?${changed(params, changes)}`,
    [pathname, params],
  );
  /** A page is a place of its own: the browser's Back leads to the one before. */
  const turn = useCallback(
    (cursor: string | undefined, offset?: number) =>
      setParams(
        current =>
          changed(current, {
            cursor,
            after: cursor && offset ? String(offset) : undefined,
          }),
        { state: { turned: cursor !== undefined } },
      ),
    [setParams],
  );
  return { params, change, hrefOf, turn };
}

/** A list whose pages can be turned. */
export type PagedList = Pick<
  ReturnType<typeof useListAddress>,
  'change' | 'turn'
> & { filters: PageAddress };
