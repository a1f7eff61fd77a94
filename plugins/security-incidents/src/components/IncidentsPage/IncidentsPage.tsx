import { Switch, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useCallback } from 'react';
import { PAUSE_MS, toQuery, useIncidentFilters } from '../../hooks';
import { type IncidentColumn, MayReport } from '../common';
import { FilterBar, IncidentSearch, ListKeys } from '../filters';
import { IncidentsCard, type Question } from '../IncidentsCard';
import { ReportConcernButton } from '../ReportDialog';
import { UnframedHead } from '../UnframedHead';
import styles from './IncidentsPage.module.css';
import { useReader } from './useReader';
import { VolumeCard } from './VolumeCard';

const VIEWS = [
  { id: 'all', label: 'All' },
  { id: 'mine', label: 'Mine' },
  { id: 'teams', label: "My teams'" },
] as const;

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
 * All incidents that the reader may see: counted, searched, narrowed, sorted and paged, all of it in the URL.
 *
 * @param props.framed - whether a header above it says what it is and lets people report
 */
export function IncidentsPage(props: { framed?: boolean }) {
  const state = useIncidentFilters(true);
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
              aria-label="Whose incidents"
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[filters.view]}
              onSelectionChange={keys =>
                change({
                  view: [...keys].map(String).filter(key => key !== 'all'),
                })
              }
            >
              {VIEWS.map(({ id, label }) => (
                <ToggleButton key={id} id={id}>
                  {label}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
            <Switch
              label="Open only"
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
          // Whatever changes anywhere may belong here.
          pauseForOthersMs={PAUSE_MS}
          nothing={{
            title: 'No incident yet',
            hint: 'Whatever looks wrong can be reported; being unsure is fine.',
          }}
        />
      </div>
    </div>
  );
}
