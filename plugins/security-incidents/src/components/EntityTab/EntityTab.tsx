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
import { type IncidentColumn, MayReport } from '../common';
import { StartExerciseButton } from '../ExerciseDialog';
import { FilterBar, IncidentSearch, ListKeys } from '../filters';
import { IncidentsCard, type Question } from '../IncidentsCard';
import { ReportConcernButton } from '../ReportDialog';
import styles from './EntityTab.module.css';
import { GlanceCard } from './GlanceCard';
import { OpenNowCard } from './OpenNowCard';
import { PlansCard } from './PlansCard';

/** Kinds whose incidents are those of what is below them, so that each row has to say which service it is about. */
const ROLL_UP_KINDS = ['system', 'domain', 'group'];

/** Kinds that plans are selected for. */
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

/** Brings what follows a mark into sight when the address changes: numbers further up open the rows down there. */
function useSightOfRows() {
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
  const name = entity.metadata.title ?? entity.metadata.name;
  const isRollUp = ROLL_UP_KINDS.includes(
    entity.kind.toLocaleLowerCase('en-US'),
  );
  const hasPlans = SERVICE_KINDS.includes(
    entity.kind.toLocaleLowerCase('en-US'),
  );
  const state = useIncidentFilters(false);
  const { filters, change } = state;
  const page = useRef<HTMLDivElement>(null);
  const rows = useSightOfRows();
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
        <GlanceCard entityRef={entityRef} name={name} state={state} />
        <div className={hasPlans ? styles.beside : undefined}>
          <div className={styles.column}>
            <div ref={rows} className={styles.filters}>
              <div className={styles.tools}>
                <IncidentSearch state={state} />
                <Switch
                  label="Open only"
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
              title="History"
              state={state}
              question={question}
              subject={entityRef}
              columns={isRollUp ? ROLL_UP_COLUMNS : COLUMNS}
              note="Open first, then newest"
              nothing={{
                title: `${name} has no incidents`,
                hint: 'Whatever looks wrong can be reported; being unsure is fine.',
              }}
            />
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

/** The incidents of one entity and of everything below it: what is open, the shape of 18 months, then every row. */
export function EntityTab() {
  const { entity } = useEntity();
  return (
    <QueryProvider>
      <History key={stringifyEntityRef(entity)} entity={entity} />
    </QueryProvider>
  );
}
