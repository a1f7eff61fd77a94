import { Card, CardBody, CardHeader, type SortState } from '@backstage/ui';
import type {
  IncidentOrderField,
  IncidentQuery,
} from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useRef } from 'react';
import type { IncidentFiltersState } from '../../hooks';
import { useTranslation } from '../../translation';
import {
  type IncidentColumn,
  IncidentsTable,
  NewRows,
  Pager,
  PanelFailed,
  PanelStale,
  SlowNote,
} from '../common';
import { KeyHints } from '../filters';
import { Counts } from './Counts';
import styles from './IncidentsCard.module.css';
import { NoIncidents } from './NoIncidents';
import { type Question, useIncidentPage } from './useIncidentPage';

/** Columns that sort descending first: most severe, most urgent and newest. */
const DESCENDING_FIRST = ['severity', 'priority', 'detectedAt'];

function toSortState(
  { filters, change }: IncidentFiltersState,
  defaultOrder: IncidentQuery['orderBy'],
): SortState {
  const orderBy = filters.orderBy ?? defaultOrder;
  return {
    descriptor: orderBy
      ? {
          column: orderBy.field,
          direction: orderBy.direction === 'asc' ? 'ascending' : 'descending',
        }
      : null,
    onSortChange: ({ column, direction }) => {
      const field = column as IncidentOrderField;
      const isNew = orderBy?.field !== field;
      const descending =
        (isNew && DESCENDING_FIRST.includes(field)) ||
        direction === 'descending';
      change({ orderBy: `${field}:${descending ? 'desc' : 'asc'}` });
    },
  };
}

/** A table of incidents with counts, pages, and its empty, failed and loading states. */
export function IncidentsCard(props: {
  state: IncidentFiltersState;
  question: Question;
  /** What the list is about. While it stays, the last answer stays until the next one arrives. */
  subject: string;
  columns: readonly IncidentColumn[];
  /** Shortest time between two requests when an incident changed that is not among the rows, in milliseconds. */
  pauseForOthersMs?: number;
  title?: string;
  /** Shown beside the title. */
  actions?: ReactNode;
  /** The order that the question asks for unless the reader chose one. */
  defaultOrder?: IncidentQuery['orderBy'];
  /** Shown below the table: how it is ordered. */
  note?: string;
  /** Shown when the list is empty without any filter. */
  nothing: { title: string; hint?: string; children?: ReactNode };
}) {
  const { state, question, title } = props;
  const { filters } = state;
  const { t } = useTranslation();
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
            title={t('incidentList.failed.title')}
            hint={t('incidentList.failed.hint')}
            error={error}
            onRetry={reload}
          />
        ) : (
          <div ref={list} className={styles.list} tabIndex={-1}>
            <NewRows
              waiting={value?.waiting}
              onShow={() => {
                // The button disappears, so the focus moves to the list.
                list.current?.focus({ preventScroll: true });
                reload();
              }}
            />
            <IncidentsTable
              columns={props.columns}
              incidents={value?.items}
              isStale={isPrevious}
              sort={toSortState(state, props.defaultOrder)}
              empty={
                <NoIncidents
                  state={state}
                  question={question}
                  subject={props.subject}
                  nothing={props.nothing}
                />
              }
            />
            {!value && <SlowNote what={t('incidentList.loading')} />}
            <PanelStale since={staleSince} what={t('incidentList.staleRows')} />
            {value && value.items.length > 0 && <KeyHints />}
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
