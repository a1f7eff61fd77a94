import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { TableColumn } from '@backstage/core-components';
import { lazy, Suspense } from 'react';

const Cell = lazy(() =>
  import('../components/catalog/OpenIncidentsCell').then(m => ({
    default: m.OpenIncidentsCell,
  })),
);

/**
 * A column for the table of the catalog page: the open incidents of each entity by severity, which lead to their rows. The
 * rows of a page are counted with one request.
 *
 * @param options - `title` is the heading of the column, `Open incidents` unless stated
 * @public
 */
export function createOpenIncidentsColumn<Row extends { entity: Entity }>(
  options: { title?: string } = {},
): TableColumn<Row> {
  return {
    title: options.title ?? 'Open incidents',
    sorting: false,
    width: 'auto',
    render: ({ entity }) => (
      <Suspense fallback={null}>
        <Cell entityRef={stringifyEntityRef(entity)} />
      </Suspense>
    ),
  };
}
