import { Row, type SortState, Table } from '@backstage/ui';
import type { IncidentSummary } from 'backstage-plugin-security-incidents-common';
import {
  type KeyboardEvent,
  type ReactElement,
  useCallback,
  useMemo,
  useRef,
} from 'react';
import { isGone, type SteadyRow, useKeys, useKeysSetting } from '../../hooks';
import { useTranslation } from '../../translation';
import classNames from './classNames';
import { toColumnConfigs, type IncidentColumn } from './incidentColumns';
import styles from './incidentsTable.module.css';

const ROW_LINK = '[data-incident-link]';

/** J and K move the focus from row to row, and Enter opens the focused one. */
function useRowKeys(rows: number) {
  const table = useRef<HTMLDivElement>(null);
  const [wanted] = useKeysSetting();
  const move = (by: number) => {
    const all = [...(table.current?.querySelectorAll(ROW_LINK) ?? [])].flatMap(
      link => link.closest<HTMLElement>('[role="row"]') ?? [],
    );
    const at = all.findIndex(row => row.contains(document.activeElement));
    const next = at < 0 && by < 0 ? all.length - 1 : at + by;
    all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
  };
  useKeys(wanted && rows > 0 ? { j: () => move(1), k: () => move(-1) } : {});
  const open = (event: KeyboardEvent<HTMLElement>) => {
    const at = event.target as HTMLElement;
    if (event.key !== 'Enter' || at.getAttribute('role') !== 'row') return;
    at.querySelector<HTMLElement>(ROW_LINK)?.click();
  };
  return { table, open };
}

/** Incidents as rows, or as cards on narrow screens; each links to its page. */
export function IncidentsTable(props: {
  /** The columns in order. Pass the same array each time, or the rows are rebuilt. */
  columns: readonly IncidentColumn[];
  incidents: SteadyRow<IncidentSummary>[] | undefined;
  sort?: SortState;
  empty: ReactElement;
  isStale?: boolean;
}) {
  const { columns, incidents } = props;
  const { t } = useTranslation();
  const { table, open } = useRowKeys(incidents?.length ?? 0);
  const configs = useMemo(() => toColumnConfigs(t, columns), [t, columns]);
  const rowOf = useCallback(
    ({ item }: { item: SteadyRow<IncidentSummary> }) => (
      <Row
        id={item.id}
        columns={configs}
        className={classNames(
          !isGone(item) && item.mode !== 'real' && styles.exercise,
        )}
        style={isGone(item) ? item.gone : undefined}
      >
        {column => column.cell(item)}
      </Row>
    ),
    [configs],
  );
  return (
    // The rows inside have the focus. With a row action of the kit, their links could not be clicked.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={table} className={styles.table} onKeyDownCapture={open}>
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
