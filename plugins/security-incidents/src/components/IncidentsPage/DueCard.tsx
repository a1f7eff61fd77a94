import { Card, CardBody, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type {
  DueMark,
  DueOverview,
  DueState,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import { type MouseEvent, useMemo } from 'react';
import {
  type IncidentFilters,
  type IncidentFiltersState,
  toFilterQuery,
  useNow,
} from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { DueLine, SeverityLegend } from '../charts';
import {
  classNames,
  DueStateMark,
  getDueState,
  PanelFailed,
  PanelLoading,
  PanelStale,
} from '../common';
import styles from './IncidentsPage.module.css';
import { useDue } from './useDue';
import { VolumeChart } from './VolumeChart';

const CHARTS = ['due', 'months'] as const;

/** A number of the card counts open incidents, so it opens those. */
const OPEN_ROWS = { open: undefined, mode: undefined };

/** The filters that the due line obeys; it is about real open incidents in any case. */
function toDueQuery(
  filters: IncidentFilters,
  ignored?: 'due' | 'severity',
): VolumeQuery {
  const { mode: _mode, open: _open, ...query } = toFilterQuery(filters);
  return ignored ? { ...query, [ignored]: undefined } : query;
}

/** How many are late or at risk; each opens its rows, or takes that filter back. */
function DueCounter(props: {
  dueState: DueState;
  count: number;
  state: IncidentFiltersState;
}) {
  const { dueState, count, state } = props;
  const { filters, hrefOf } = state;
  const { t } = useTranslation();
  const isOnly = filters.due.length === 1 && filters.due[0] === dueState;
  const isLate = dueState === 'overdue';
  if (count === 0 && !isOnly) return null;
  return (
    <AppLink
      className={classNames(
        styles.counter,
        isLate ? styles.overdue : styles.atRisk,
      )}
      aria-current={isOnly ? 'true' : undefined}
      aria-label={t(isLate ? 'due.onlyOverdue' : 'due.onlyAtRisk', { count })}
      to={hrefOf({ ...OPEN_ROWS, due: isOnly ? undefined : dueState })}
    >
      <DueStateMark state={dueState} decorative size={16} />
      <span>{t(isLate ? 'due.overdue' : 'due.atRisk', { count })}</span>
    </AppLink>
  );
}

/** Moves the focus to the row of a mark; follows the link where the row is on another page of the list. */
function selectRow(event: MouseEvent, { key }: DueMark) {
  const link = [
    ...document.querySelectorAll<HTMLElement>('[data-incident-link]'),
  ].find(found => found.dataset.incidentLink === key);
  const row = link?.closest<HTMLElement>('[role="row"]');
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  row.scrollIntoView?.({ block: 'nearest' });
  row.focus();
}

/** Counts as of now: marks pass their times while the page is open. */
function countMarks(due: DueOverview, now: number) {
  if (due.marks.length === 0) return due;
  const states = due.marks.map(mark => getDueState(mark, now));
  return {
    overdue: states.filter(found => found === 'overdue').length,
    atRisk: states.filter(found => found === 'at-risk').length,
  };
}

function DueHead(props: {
  all: DueOverview;
  /** Without the filter by what is due. */
  counted: DueOverview;
  /** Without the filter by severity. */
  bySeverity: DueOverview;
  now: number;
  state: IncidentFiltersState;
}) {
  const { all, counted, bySeverity, now, state } = props;
  const { t } = useTranslation();
  const { overdue, atRisk } = countMarks(counted, now);
  return (
    <>
      <h2 className={styles.cardTitle}>
        {t('due.open', { count: all.total })}
      </h2>
      <p className={styles.counters}>
        <DueCounter dueState="overdue" count={overdue} state={state} />
        <DueCounter dueState="at-risk" count={atRisk} state={state} />
        {overdue + atRisk === 0 && (
          <span className={styles.quiet}>{t('due.nothing')}</span>
        )}
      </p>
      <SeverityLegend
        counts={bySeverity.bySeverity}
        hrefOf={severity => state.hrefOf({ ...OPEN_ROWS, severity })}
      />
    </>
  );
}

function DuePanel({ state }: { state: IncidentFiltersState }) {
  const { t } = useTranslation();
  const { filters } = state;
  const { view } = filters;
  const link = useRouteRef(incidentRouteRef);
  const all = useDue({}, view);
  const shown = useDue(toDueQuery(filters), view);
  const counted = useDue(toDueQuery(filters, 'due'), view);
  const bySeverity = useDue(toDueQuery(filters, 'severity'), view);
  const marks = all.data?.marks ?? [];
  const now = useNow({
    turns: marks.flatMap(({ dueAt, atRiskAt }) => [
      Date.parse(dueAt),
      Date.parse(atRiskAt),
    ]),
  });
  const ids = useMemo(
    () => new Set(shown.data?.marks.map(({ id }) => id)),
    [shown.data],
  );
  const error = all.error ?? counted.error ?? bySeverity.error ?? shown.error;
  if (error) {
    return (
      <PanelFailed
        title={t('due.failed.title')}
        hint={t('due.failed.hint')}
        error={error}
        onRetry={all.reload}
      />
    );
  }
  // Whoever has no team has nothing due there.
  if (all.data === null) {
    return <p className={styles.quiet}>{t('due.nothing')}</p>;
  }
  if (!all.data || !counted.data || !bySeverity.data) {
    return <PanelLoading label={t('due.loading')} rows={4} />;
  }
  return (
    <div className={styles.volume}>
      <div className={styles.volumeText}>
        <DueHead
          all={all.data}
          counted={counted.data}
          bySeverity={bySeverity.data}
          now={now}
          state={state}
        />
      </div>
      <DueLine
        due={all.data}
        now={now}
        shown={ids}
        hrefOf={({ key }) => link({ key })}
        onSelect={selectRow}
      />
      <PanelStale since={all.staleSince} what={t('due.stale')} />
    </div>
  );
}

/** What is due around now, or how many there were in each of the last 12 months. The chart is kept in the URL. */
export function DueCard({ state }: { state: IncidentFiltersState }) {
  const { t } = useTranslation();
  const { filters, change } = state;
  return (
    <Card className={styles.volumeCard}>
      <CardBody>
        {filters.chart === 'months' ? (
          <VolumeChart state={state} />
        ) : (
          <DuePanel state={state} />
        )}
        <ToggleButtonGroup
          className={styles.charts}
          aria-label={t('due.chart')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filters.chart]}
          onSelectionChange={keys =>
            change({
              chart: [...keys].map(String).filter(key => key !== 'due'),
            })
          }
        >
          {CHARTS.map(id => (
            <ToggleButton key={id} id={id} size="small">
              {t(`due.charts.${id}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </CardBody>
    </Card>
  );
}
