import { Row, type SortState, Table } from '@backstage/ui';
import type { IncidentSummary } from 'backstage-plugin-security-incidents-common';
import { type ReactElement, useCallback, useMemo, useRef } from 'react';
import { useKeys, useKeysSetting } from '../../hooks';
import classNames from './classNames';
import { columnConfigs, type IncidentColumn } from './incidentColumns';
import styles from './incidentsTable.module.css';

const ROW_LINK = '[data-incident-link]';

/** J and K go from row to row, and Enter opens the one that has the focus, which is a link. */
function useRowKeys(rows: number) {
  const table = useRef<HTMLDivElement>(null);
  const [wanted] = useKeysSetting();
  const move = (by: number) => {
    const links = [
      ...(table.current?.querySelectorAll<HTMLElement>(ROW_LINK) ?? []),
    ];
    const at = links.findIndex(
      link => link.closest('tr')?.contains(document.activeElement) ?? false,
    );
    const next = at < 0 && by < 0 ? links.length - 1 : at + by;
    links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
  };
  useKeys(wanted && rows > 0 ? { j: () => move(1), k: () => move(-1) } : {});
  return table;
}

/** Incidents as rows, or as cards where there is no room for rows; each leads to its page. */
export function IncidentsTable(props: {
  /** Which columns, in order; the same list each time, or the rows are built anew. */
  columns: readonly IncidentColumn[];
  incidents: IncidentSummary[] | undefined;
  sort?: SortState;
  empty: ReactElement;
  isStale?: boolean;
}) {
  const { columns, incidents } = props;
  const table = useRowKeys(incidents?.length ?? 0);
  const configs = useMemo(() => columnConfigs(columns), [columns]);
  const rowOf = useCallback(
    ({ item }: { item: IncidentSummary }) => (
      <Row
        id={item.id}
        columns={configs}
        className={classNames(item.mode !== 'real' && styles.exercise)}
      >
        {column => column.cell(item)}
      </Row>
    ),
    [configs],
  );
  return (
    <div ref={table} className={styles.table}>
      <Table
        columnConfig={configs}
        data={incidents}
        isPending={incidents === undefined}
        isStale={props.isStale}
        sort={props.sort}
        rowConfig={rowOf}
        pagination={{ type: 'none' }}
        emptyState={props.empty}
      />
    </div>
  );
}
