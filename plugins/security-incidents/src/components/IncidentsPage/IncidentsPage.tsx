import { Switch, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import {
  type IncidentFilters,
  toQuery,
  useIncidentFilters,
  usePageTitle,
} from '../../hooks';
import { PAUSE_MS } from '../../queries';
import { useTranslation } from '../../translation';
import { MayReport } from '../common';
import { FilterBar, IncidentSearch, ListKeys } from '../filters';
import { IncidentsCard, type Question } from '../IncidentsCard';
import { ReportConcernButton } from '../ReportDialog';
import { UnframedHead } from '../UnframedHead';
import { ColumnsButton } from './ColumnsButton';
import { DueCard } from './DueCard';
import { ExportIncidents } from './ExportIncidents';
import styles from './IncidentsPage.module.css';
import { useColumns } from './useColumns';
import { useReader } from './useReader';
import { KeepView, useViews, ViewsRow } from '../views';

const VIEWS = ['all', 'mine', 'teams'] as const;

const FILTERS = [
  'status',
  'severity',
  'priority',
  'class',
  'service',
  'owner',
  'due',
  'period',
] as const;

/** Late and next first among open incidents; the newest first where ended ones are shown too. */
function getDefaultOrder({
  openOnly,
}: IncidentFilters): NonNullable<IncidentQuery['orderBy']> {
  return openOnly
    ? { field: 'nextDue', direction: 'asc' }
    : { field: 'detectedAt', direction: 'desc' };
}

/**
 * The list of all incidents that the reader may see. Search, filters, order and page are in the URL.
 *
 * @param props.framed - whether the app shows a header with title and actions above it
 */
export function IncidentsPage(props: { framed?: boolean }) {
  const state = useIncidentFilters(true);
  const { t } = useTranslation();
  const { filters, change } = state;
  usePageTitle(t('incidentList.title'));
  const asReader = useReader();
  const columns = useColumns();
  const views = useViews();
  const question = useCallback<Question>(
    asked =>
      asReader(
        { ...toQuery(asked), orderBy: asked.orderBy ?? getDefaultOrder(asked) },
        asked.view,
      ),
    [asReader],
  );

  return (
    <div className={styles.page}>
      <div className={styles.column}>
        {!props.framed && (
          <UnframedHead>
            <MayReport>
              <ReportConcernButton variant="primary" />
            </MayReport>
          </UnframedHead>
        )}
        <DueCard state={state} />
        <div className={styles.filters}>
          <div className={styles.tools}>
            <IncidentSearch state={state} />
            <ToggleButtonGroup
              aria-label={t('incidentList.view.label')}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[filters.view]}
              onSelectionChange={keys =>
                change({
                  view: [...keys].map(String).filter(key => key !== 'all'),
                })
              }
            >
              {VIEWS.map(id => (
                <ToggleButton key={id} id={id}>
                  {t(`incidentList.view.${id}`)}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
            <Switch
              label={t('incidentList.openOnly')}
              isSelected={filters.openOnly}
              onChange={selected =>
                change({ open: selected ? undefined : 'false' })
              }
            />
            <ListKeys />
          </div>
          <ViewsRow state={views} />
          <FilterBar
            state={state}
            names={FILTERS}
            actions={<KeepView state={views} />}
          />
        </div>
        <IncidentsCard
          state={state}
          question={question}
          subject="all"
          defaultOrder={getDefaultOrder(filters)}
          actions={
            <div className={styles.listActions}>
              <ColumnsButton columns={columns} />
              <ExportIncidents state={state} question={question} />
            </div>
          }
          columns={columns.columns}
          // Any incident may belong to this list.
          pauseForOthersMs={PAUSE_MS}
          nothing={{
            title: t('incidentList.empty.title'),
            hint: t('incidentList.empty.hint'),
          }}
        />
      </div>
    </div>
  );
}
