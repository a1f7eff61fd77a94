import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Row,
  Table,
  useTable,
} from '@backstage/ui';
import { matchesSearch } from 'backstage-plugin-security-incidents-common';
import { useMemo } from 'react';
import { DEFAULT_SIZE, useListAddress, usePageTitle } from '../../hooks';
import { useTranslation } from '../../translation';
import { PanelEmpty, PanelFailed } from '../common';
import { ListSearch } from '../filters';
import { ImportPlaybookButton, ImportPlaybookFromUrl } from '../playbooks';
import { PlansNav } from '../PlansNav';
import { UnframedHead } from '../UnframedHead';
import { toColumns } from './columns';
import styles from './PlansPage.module.css';
import { type PlanItem, usePlans } from './usePlans';

function findPlans(plans: PlanItem[], text: string): PlanItem[] {
  return plans.filter(({ id, title }) => matchesSearch(text, title, id));
}

function NoPlans(props: { search: string; onClear(): void }) {
  const { t } = useTranslation();
  return props.search ? (
    <PanelEmpty title={t('plansPage.noMatch.title')}>
      <Button variant="secondary" size="small" onPress={props.onClear}>
        {t('plansPage.noMatch.clear')}
      </Button>
    </PanelEmpty>
  ) : (
    <PanelEmpty
      title={t('plansPage.none.title')}
      hint={t('plansPage.none.hint')}
    />
  );
}

function PlansTable(props: {
  plans?: PlanItem[];
  search: string;
  onClear(): void;
}) {
  const { plans, search, onClear } = props;
  const { t } = useTranslation();
  const columns = useMemo(() => toColumns(t), [t]);
  const { tableProps } = useTable<PlanItem>({
    mode: 'complete',
    data: plans,
    search,
    searchFn: findPlans,
    paginationOptions: {
      pageSize: DEFAULT_SIZE,
      showPageSizeOptions: false,
      getLabel: ({ offset = 0, pageSize, totalCount = 0 }) =>
        t('plansPage.pages', {
          from: String(offset + 1),
          to: String(Math.min(offset + pageSize, totalCount)),
          total: String(totalCount),
        }),
    },
  });
  return (
    <div className={styles.table}>
      <Table
        {...tableProps}
        columnConfig={columns}
        rowConfig={({ item }: { item: PlanItem }) => (
          <Row id={item.id} columns={columns}>
            {column => column.cell(item)}
          </Row>
        )}
        emptyState={plans && <NoPlans search={search} onClear={onClear} />}
      />
    </div>
  );
}

/**
 * All response plans: whether each is in use, reviewed and tested, what it covers and which incident follows it.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function PlansPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  usePageTitle(t('incidentList.plans'));
  const { params, change } = useListAddress();
  const search = params.get('q') ?? '';
  const { data, error, reload } = usePlans();
  return (
    <div className={styles.page}>
      {!props.framed && <UnframedHead />}
      <PlansNav />
      <div className={styles.tools}>
        <ListSearch
          state={{ filters: { q: search }, change }}
          label={t('plansPage.search')}
          placeholder={t('plansPage.search')}
        />
      </div>
      <Card className={styles.card}>
        <CardHeader>
          <div className={styles.head}>
            <h2 className={styles.title}>{t('plansPage.title')}</h2>
            <ImportPlaybookButton />
          </div>
        </CardHeader>
        <CardBody>
          {error ? (
            <PanelFailed
              title={t('plansPage.failed.title')}
              hint={t('plansPage.failed.hint')}
              subject={t('plansPage.subject')}
              error={error}
              onRetry={reload}
            />
          ) : (
            <PlansTable
              plans={data}
              search={search}
              onClear={() => change({ q: undefined })}
            />
          )}
        </CardBody>
      </Card>
      <ImportPlaybookFromUrl />
    </div>
  );
}
