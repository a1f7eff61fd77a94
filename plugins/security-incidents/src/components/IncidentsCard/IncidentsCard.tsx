import { Card, CardBody, CardHeader, type SortState } from '@backstage/ui';
import type { IncidentOrderField } from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useRef } from 'react';
import type { IncidentFiltersState } from '../../hooks';
import { clockTime } from '../../time';
import {
  type IncidentColumn,
  IncidentsTable,
  NewRows,
  Pager,
  PanelFailed,
  SlowNote,
} from '../common';
import { Counts } from './Counts';
import styles from './IncidentsCard.module.css';
import { NoIncidents } from './NoIncidents';
import { type Question, useIncidentPage } from './useIncidentPage';

/** What people want first when they sort by it: the most severe, the most urgent and the newest. */
const DESCENDING_FIRST = ['severity', 'priority', 'detectedAt'];

function sortStateOf({ filters, change }: IncidentFiltersState): SortState {
  return {
    descriptor: filters.orderBy
      ? {
          column: filters.orderBy.field,
          direction:
            filters.orderBy.direction === 'asc' ? 'ascending' : 'descending',
        }
      : null,
    onSortChange: ({ column, direction }) => {
      const field = column as IncidentOrderField;
      const isNew = filters.orderBy?.field !== field;
      const descending =
        (isNew && DESCENDING_FIRST.includes(field)) ||
        direction === 'descending';
      change({ orderBy: `${field}:${descending ? 'desc' : 'asc'}` });
    },
  };
}

/** Incidents as a table with how many there are, its pages, and every state that it can be in. */
export function IncidentsCard(props: {
  state: IncidentFiltersState;
  question: Question;
  /** What the list is about. While it stays, the last answer stays until the next one arrives. */
  subject: string;
  columns: readonly IncidentColumn[];
  /** Shortest time between two questions when an incident changed that is not among the rows. */
  pauseForOthersMs?: number;
  title?: string;
  /** Beside the title. */
  actions?: ReactNode;
  /** Below the table, what the order is. */
  note?: string;
  /** When nothing narrows the list and there is still nothing. */
  nothing: { title: string; hint?: string; children?: ReactNode };
}) {
  const { state, question, title } = props;
  const { filters } = state;
  const list = useRef<HTMLDivElement>(null);
  const {
    data: value,
    error,
    isPrevious,
    reload,
    staleSince,
  } = useIncidentPage({
    ...props,
    filters,
    list,
  });

  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.head}>
          <div className={styles.counts}>
            {title && <h2 className={styles.title}>{title}</h2>}
            {!error && (
              <Counts
                state={state}
                question={question}
                subject={props.subject}
                pauseForOthersMs={props.pauseForOthersMs}
                total={value?.totalItems}
                plain={title !== undefined}
              />
            )}
          </div>
          {props.actions}
        </div>
      </CardHeader>
      <CardBody className={styles.body}>
        {error ? (
          <PanelFailed
            title="The list did not load"
            hint="Everything else on this page is current."
            error={error}
            onRetry={reload}
          />
        ) : (
          <div ref={list} className={styles.list} tabIndex={-1}>
            <NewRows
              waiting={value?.waiting}
              onShow={() => {
                // The button goes, and the focus must not go with it.
                list.current?.focus({ preventScroll: true });
                reload();
              }}
            />
            <IncidentsTable
              columns={props.columns}
              incidents={value?.items}
              isStale={isPrevious}
              sort={sortStateOf(state)}
              empty={
                <NoIncidents
                  state={state}
                  question={question}
                  subject={props.subject}
                  nothing={props.nothing}
                />
              }
            />
            {!value && <SlowNote what="Loading incidents" />}
            {staleSince !== undefined && (
              <p className={styles.stale} role="status">
                {`Not live since ${clockTime(
                  new Date(staleSince).toISOString(),
                )} UTC. It is asked again, and these are the last rows.`}
              </p>
            )}
            {value && value.items.length > 0 && (
              <Pager
                state={state}
                shown={value.items.length}
                total={value.totalItems}
                nextCursor={value.pageInfo.nextCursor}
                note={filters.orderBy ? undefined : props.note}
              />
            )}
          </div>
        )}
      </CardBody>
    </Card>
  );
}
