import { useApi } from '@backstage/core-plugin-api';
import { Card, CardBody, CardHeader, type SortState } from '@backstage/ui';
import type {
  IncidentOrderField,
  IncidentQuery,
  IncidentSummary,
  Page,
} from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useCallback } from 'react';
import { securityIncidentsApiRef } from '../../api';
import {
  type IncidentFilters,
  type IncidentFiltersState,
  useAsyncData,
} from '../../hooks';
import {
  type IncidentColumn,
  IncidentsTable,
  Pager,
  PanelFailed,
} from '../common';
import { Counts } from './Counts';
import styles from './IncidentsCard.module.css';
import { NoIncidents } from './NoIncidents';

/** What filters ask for in a place; undefined where nothing can match. */
export type Question = (
  filters: IncidentFilters,
) => Promise<IncidentQuery | undefined>;

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
  /** What the list is about; while it stays, the last answer stays until the next one comes. */
  subject: unknown;
  columns: readonly IncidentColumn[];
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
  const api = useApi(securityIncidentsApiRef);
  const load = useCallback(
    async (signal: AbortSignal): Promise<Page<IncidentSummary>> => {
      const query = await question(filters);
      return query
        ? api.listIncidents(query, { signal })
        : { items: [], totalItems: 0, pageInfo: {} };
    },
    [api, question, filters],
  );
  const { value, error, loading, retry } = useAsyncData(load, props.subject);

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
                total={value?.totalItems}
                plain={title !== undefined}
              />
            )}
          </div>
          {props.actions}
        </div>
      </CardHeader>
      <CardBody>
        {error ? (
          <PanelFailed
            title="The list did not load"
            hint="Everything else on this page is current."
            error={error}
            onRetry={retry}
          />
        ) : (
          <>
            <IncidentsTable
              columns={props.columns}
              incidents={value?.items}
              isStale={loading && value !== undefined}
              sort={sortStateOf(state)}
              empty={
                <NoIncidents
                  state={state}
                  question={question}
                  nothing={props.nothing}
                />
              }
            />
            {value && value.totalItems > 0 && (
              <Pager
                state={state}
                shown={value.items.length}
                total={value.totalItems}
                nextCursor={value.pageInfo.nextCursor}
                note={filters.orderBy ? undefined : props.note}
              />
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}
