import { Switch, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useCallback } from 'react';
import { toQuery, useIncidentFilters } from '../../hooks';
import { PAUSE_MS } from '../../queries';
import { useTranslation } from '../../translation';
import { type IncidentColumn, MayReport } from '../common';
import { FilterBar, IncidentSearch, ListKeys } from '../filters';
import { IncidentsCard, type Question } from '../IncidentsCard';
import { ReportConcernButton } from '../ReportDialog';
import { UnframedHead } from '../UnframedHead';
import styles from './IncidentsPage.module.css';
import { useReader } from './useReader';
import { VolumeCard } from './VolumeCard';

const VIEWS = ['all', 'mine', 'teams'] as const;

const COLUMNS: IncidentColumn[] = [
  'title',
  'severity',
  'priority',
  'status',
  'services',
  'owner',
  'age',
];

const FILTERS = [
  'status',
  'severity',
  'priority',
  'class',
  'service',
  'owner',
] as const;

/**
 * The list of all incidents that the reader may see. Search, filters, order and page are in the URL.
 *
 * @param props.framed - whether the app shows a header with title and actions above it
 */
export function IncidentsPage(props: { framed?: boolean }) {
  const state = useIncidentFilters(true);
  const { t } = useTranslation();
  const { filters, change } = state;
  const asReader = useReader();
  const question = useCallback<Question>(
    asked => asReader(toQuery(asked), asked.view),
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
        <VolumeCard state={state} />
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
          <FilterBar state={state} names={FILTERS} />
        </div>
        <IncidentsCard
          state={state}
          question={question}
          subject="all"
          columns={COLUMNS}
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
