import { Button, Card, CardBody, CardHeader, Row, Table } from '@backstage/ui';
import type { Coverage } from 'backstage-plugin-security-incidents-common';
import { useMemo } from 'react';
import type { CoverageFiltersState } from '../../hooks';
import { Pager, PanelEmpty } from '../common';
import { COLUMNS, type CoverageItem } from './columns';
import { CoverageActions } from './CoverageActions';
import styles from './CoveragePage.module.css';

const rowOf = ({ item }: { item: CoverageItem }) => (
  <Row id={item.id} columns={COLUMNS}>
    {column => column.cell(item)}
  </Row>
);

/** Why there is no row, and the next useful thing. */
function NoRows(props: { state: CoverageFiltersState; coverage: Coverage }) {
  const { change, clear, isNarrowed } = props.state;
  const { services } = props.coverage;
  if (services > 0) {
    return (
      <PanelEmpty
        title={
          services === 1
            ? 'The one service here is ready'
            : `All ${services} services here are ready`
        }
        hint="None of them has a gap."
      >
        <Button
          variant="secondary"
          size="small"
          onPress={() => change({ show: 'all' })}
        >
          Show all
        </Button>
      </PanelEmpty>
    );
  }
  return isNarrowed ? (
    <PanelEmpty title="No service matches these filters">
      <Button variant="secondary" size="small" onPress={clear}>
        Clear filters
      </Button>
    </PanelEmpty>
  ) : (
    <PanelEmpty
      title="No service yet"
      hint="Components, APIs and resources of the catalog stand here, within a minute of being in it."
    />
  );
}

/** How ready each service is, as rows, or as stacked rows where there is no room. */
export function CoverageTable(props: {
  state: CoverageFiltersState;
  coverage?: Coverage;
  isStale: boolean;
}) {
  const { state, coverage } = props;
  const items = useMemo(
    () => coverage?.items.map(row => ({ ...row, id: row.entityRef })),
    [coverage],
  );
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.head}>
          <h2 className={styles.title}>
            {state.filters.gapsOnly ? 'Services with gaps' : 'Services'}
          </h2>
          <CoverageActions
            state={state}
            mayExport={coverage?.mayExport ?? false}
          />
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.table}>
          <Table
            columnConfig={COLUMNS}
            data={items}
            isPending={items === undefined}
            isStale={props.isStale}
            rowConfig={rowOf}
            pagination={{ type: 'none' }}
            emptyState={
              coverage && <NoRows state={state} coverage={coverage} />
            }
          />
        </div>
        {coverage && coverage.totalItems > 0 && (
          <Pager
            state={state}
            shown={coverage.items.length}
            total={coverage.totalItems}
            nextCursor={coverage.pageInfo.nextCursor}
            note="Fewest checks passed first, then the most important tier."
          />
        )}
      </CardBody>
    </Card>
  );
}
