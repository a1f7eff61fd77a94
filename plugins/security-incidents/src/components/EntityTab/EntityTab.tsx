import {
  ANNOTATION_EDIT_URL,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Switch } from '@backstage/ui';
import { useCallback, useEffect, useRef } from 'react';
import { useAppLocation } from '../../navigation';
import { toQuery, useIncidentFilters } from '../../hooks';
import { QueryProvider } from '../../queries';
import { useTranslation } from '../../translation';
import { getEntityTitle, type IncidentColumn, MayReport } from '../common';
import { StartExerciseButton } from '../ExerciseDialog';
import { FilterBar, IncidentSearch, ListKeys } from '../filters';
import { IncidentsCard, type Question } from '../IncidentsCard';
import { ReportConcernButton } from '../ReportDialog';
import { EntityReviewsCard } from '../reviews';
import styles from './EntityTab.module.css';
import { GlanceCard } from './GlanceCard';
import { OpenNowCard } from './OpenNowCard';
import { PlansCard } from './PlansCard';
import { WatchCards } from './WatchCards';

/** Kinds that show the incidents of their parts, so each row names its service. */
const ROLL_UP_KINDS = ['system', 'domain', 'group'];

/** Kinds that response plans apply to. */
const SERVICE_KINDS = ['component', 'api', 'resource'];

const COLUMNS: IncidentColumn[] = [
  'keyed',
  'class',
  'status',
  'detected',
  'contained',
];
const ROLL_UP_COLUMNS: IncidentColumn[] = [
  'keyed',
  'service',
  'class',
  'status',
  'detected',
  'contained',
];

const FILTERS = ['status', 'severity', 'priority', 'class'] as const;

/** Scrolls to the rows when the query changes, because numbers further up filter them. */
function useScrollToRows() {
  const mark = useRef<HTMLDivElement>(null);
  const { search } = useAppLocation();
  const seen = useRef(search);
  useEffect(() => {
    if (seen.current === search) return;
    seen.current = search;
    const top = mark.current?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > window.innerHeight * 0.6) {
      mark.current?.scrollIntoView?.({ block: 'start' });
    }
  }, [search]);
  return mark;
}

function History({ entity }: { entity: Entity }) {
  const entityRef = stringifyEntityRef(entity);
  const name = getEntityTitle(entity);
  const isRollUp = ROLL_UP_KINDS.includes(
    entity.kind.toLocaleLowerCase('en-US'),
  );
  const hasPlans = SERVICE_KINDS.includes(
    entity.kind.toLocaleLowerCase('en-US'),
  );
  const { t } = useTranslation();
  const state = useIncidentFilters(false);
  const { filters, change } = state;
  const page = useRef<HTMLDivElement>(null);
  const rows = useScrollToRows();
  const question = useCallback<Question>(
    async asked => ({
      ...toQuery(asked),
      entityRef: [entityRef],
      orderBy: asked.orderBy ?? { field: 'openFirst', direction: 'desc' },
    }),
    [entityRef],
  );
  const report = (
    <MayReport>
      <ReportConcernButton
        entityRef={entityRef}
        entityTitle={name}
        variant="primary"
      />
    </MayReport>
  );

  return (
    <div ref={page} className={styles.page}>
      <div className={styles.column}>
        <div className={styles.top}>
          {hasPlans && (
            <StartExerciseButton entityRef={entityRef} entityTitle={name} />
          )}
          {report}
        </div>
        <OpenNowCard
          entityRef={entityRef}
          name={name}
          state={state}
          page={page}
        />
        {hasPlans && <WatchCards entityRef={entityRef} name={name} />}
        <GlanceCard entityRef={entityRef} name={name} state={state} />
        <div className={hasPlans ? styles.beside : undefined}>
          <div className={styles.column}>
            <div ref={rows} className={styles.filters}>
              <div className={styles.tools}>
                <IncidentSearch state={state} />
                <Switch
                  label={t('incidentList.openOnly')}
                  isSelected={filters.openOnly}
                  onChange={selected =>
                    change({ open: selected ? 'true' : undefined })
                  }
                />
                <ListKeys />
              </div>
              <FilterBar state={state} names={FILTERS} />
            </div>
            <IncidentsCard
              title={t('entityTab.history.title')}
              state={state}
              question={question}
              subject={entityRef}
              columns={isRollUp ? ROLL_UP_COLUMNS : COLUMNS}
              note={t('entityTab.history.order')}
              nothing={{
                title: t('entityTab.history.empty', { name }),
                hint: t('incidentList.empty.hint'),
              }}
            />
            <EntityReviewsCard entityRef={entityRef} />
          </div>
          {hasPlans && (
            <PlansCard
              entityRef={entityRef}
              name={name}
              editUrl={entity.metadata.annotations?.[ANNOTATION_EDIT_URL]}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** The incidents of one entity and its parts: what is open, the last 18 months, and the list. */
export function EntityTab() {
  const { entity } = useEntity();
  return (
    <QueryProvider>
      <History key={stringifyEntityRef(entity)} entity={entity} />
    </QueryProvider>
  );
}
