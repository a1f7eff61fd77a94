import { Button, Card, CardBody, CardHeader, Row, Table } from '@backstage/ui';
import type { Coverage } from 'backstage-plugin-security-incidents-common';
import { type Key, useMemo, useState } from 'react';
import { useTranslation } from '../../translation';
import { Pager, PanelEmpty } from '../common';
import { SelectionBar } from './bulk';
import { type CoverageItem, toColumns } from './columns';
import { CoverageActions } from './CoverageActions';
import styles from './CoveragePage.module.css';
import type { CoverageFiltersState } from './useCoverageFilters';
import { usePrintAll } from './usePrintAll';

const NONE: ReadonlySet<Key> = new Set();

/** Why the table is empty, and what to do about it. */
function NoRows(props: { state: CoverageFiltersState; coverage: Coverage }) {
  const { filters, change, clear, isNarrowed } = props.state;
  const { services } = props.coverage;
  const { t } = useTranslation();
  if (services > 0) {
    const showsReady = filters.shown === 'ready';
    return (
      <PanelEmpty
        title={
          showsReady
            ? t('coveragePage.empty.noneReady')
            : t('coveragePage.empty.allReady', { count: services })
        }
        hint={t(
          showsReady
            ? 'coveragePage.empty.noneReadyHint'
            : 'coveragePage.empty.allReadyHint',
        )}
      >
        <Button
          variant="secondary"
          size="small"
          onPress={() => change({ show: 'all' })}
        >
          {t('coveragePage.empty.showAll')}
        </Button>
      </PanelEmpty>
    );
  }
  return isNarrowed ? (
    <PanelEmpty title={t('coveragePage.empty.noMatch')}>
      <Button variant="secondary" size="small" onPress={clear}>
        {t('coveragePage.empty.clear')}
      </Button>
    </PanelEmpty>
  ) : (
    <PanelEmpty
      title={t('coveragePage.empty.noService')}
      hint={t('coveragePage.empty.noServiceHint')}
    />
  );
}

const TITLE_KEYS = {
  gaps: 'coveragePage.table.titleGaps',
  ready: 'coveragePage.table.titleReady',
  all: 'coveragePage.table.titleAll',
} as const;

/** A row for each service. In a narrow container the cells are stacked. */
export function CoverageTable(props: {
  state: CoverageFiltersState;
  coverage?: Coverage;
  isStale: boolean;
}) {
  const { state, coverage } = props;
  const { t } = useTranslation();
  const columns = useMemo(() => toColumns(t), [t]);
  const printing = usePrintAll(state.filters);
  const rows = printing.rows ?? coverage?.items;
  const items = useMemo(
    () => rows?.map(row => ({ ...row, id: row.entityRef })),
    [rows],
  );
  const [selected, setSelected] = useState<ReadonlySet<Key>>(NONE);
  // Rows of another page or of other filters are no longer chosen.
  const chosen = useMemo(
    () => items?.filter(({ id }) => selected.has(id)) ?? [],
    [items, selected],
  );
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.head}>
          <h2 className={styles.title}>{t(TITLE_KEYS[state.filters.shown])}</h2>
          <CoverageActions
            state={state}
            mayExport={coverage?.mayExport ?? false}
            printing={printing}
          />
        </div>
      </CardHeader>
      <CardBody>
        {chosen.length > 0 && !printing.rows && (
          <SelectionBar rows={chosen} onClear={() => setSelected(NONE)} />
        )}
        <div className={styles.table}>
          <Table
            columnConfig={columns}
            data={items}
            isPending={items === undefined}
            isStale={props.isStale}
            selection={{
              mode: printing.rows ? 'none' : 'multiple',
              behavior: 'toggle',
              selected: chosen.map(({ id }) => id),
              onSelectionChange: keys =>
                setSelected(
                  keys === 'all' ? new Set(items?.map(({ id }) => id)) : keys,
                ),
            }}
            rowConfig={({ item }: { item: CoverageItem }) => (
              <Row id={item.id} columns={columns}>
                {column => column.cell(item)}
              </Row>
            )}
            pagination={{ type: 'none' }}
            emptyState={
              coverage && <NoRows state={state} coverage={coverage} />
            }
          />
        </div>
        {coverage && coverage.totalItems > 0 && !printing.rows && (
          <Pager
            state={state}
            shown={coverage.items.length}
            total={coverage.totalItems}
            nextCursor={coverage.pageInfo.nextCursor}
            note={t('coveragePage.table.note')}
          />
        )}
      </CardBody>
    </Card>
  );
}
