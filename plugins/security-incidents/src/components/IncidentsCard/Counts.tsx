import { useApi } from '@backstage/core-plugin-api';
import { RiFlaskLine } from '@remixicon/react';
import { AppLink } from '../../navigation';
import { securityIncidentsApiRef } from '../../api';
import type { IncidentFiltersState } from '../../hooks';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';
import type { Question } from './useIncidentPage';
import styles from './IncidentsCard.module.css';

function numbered(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How many there are, and how many exercises beside them, which count nowhere else. */
export function Counts(props: {
  state: IncidentFiltersState;
  question: Question;
  /** What the list is about; part of the query key. */
  subject: string;
  total?: number;
  pauseForOthersMs?: number;
  /** A title stands beside it already. */
  plain: boolean;
}) {
  const { state, question, total } = props;
  const { filters, hrefOf } = state;
  const api = useApi(securityIncidentsApiRef);
  const countKey = queryKeys.list(props.subject, 'exercises');
  const { cursor: _cursor, offset: _offset, ...narrowed } = filters;
  const exercises = usePanelQuery<number>({
    queryKey: [...countKey, narrowed],
    keepWhile: countKey,
    follow: followIncidents(() => [], props.pauseForOthersMs),
    queryFn: async ({ signal }) => {
      const query = await question(filters);
      if (!query) return 0;
      const { cursor, ...whole } = query;
      const { totalItems } = await api.listIncidents(
        { ...whole, mode: ['exercise'], limit: 1 },
        { signal },
      );
      return totalItems;
    },
  });
  const known = exercises.data ?? 0;
  const real =
    total === undefined || !filters.exercises
      ? total
      : Math.max(0, total - known);
  const counted = !filters.exercises || exercises.data !== undefined;

  return (
    <p className={styles.countLine}>
      <span role="status" className={props.plain ? undefined : styles.strong}>
        {real !== undefined &&
          counted &&
          numbered(real, 'incident', 'incidents')}
      </span>
      {exercises.error && (
        <span className={styles.quiet}>exercises are not known right now</span>
      )}
      {(known > 0 || filters.exercises) && (
        <span className={styles.quiet}>
          {'and '}
          <RiFlaskLine size={12} aria-hidden />
          {` ${numbered(known, 'exercise', 'exercises')} `}
          <AppLink
            className={styles.hit}
            aria-label={filters.exercises ? 'Hide exercises' : 'Show exercises'}
            to={hrefOf({
              mode: filters.exercises ? undefined : ['real', 'exercise'],
            })}
          >
            {filters.exercises ? 'Hide' : 'Show'}
          </AppLink>
        </span>
      )}
    </p>
  );
}
