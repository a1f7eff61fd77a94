import { useApi } from '@backstage/core-plugin-api';
import { RiFlaskLine } from '@remixicon/react';
import { AppLink } from '../../navigation';
import { securityIncidentsApiRef } from '../../api';
import type { IncidentFiltersState } from '../../hooks';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';
import { useTranslation } from '../../translation';
import type { Question } from './useIncidentPage';
import { useTotalWithoutFilters } from './useTotalWithoutFilters';
import styles from './IncidentsCard.module.css';

/** How many incidents the list has, and how many exercises, which no other figure counts. */
export function Counts(props: {
  state: IncidentFiltersState;
  question: Question;
  /** What the list is about; part of the query key. */
  subject: string;
  total?: number;
  pauseForOthersMs?: number;
  /** A title stands beside it. */
  plain: boolean;
}) {
  const { state, question, total } = props;
  const { t } = useTranslation();
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
  const all = useTotalWithoutFilters(state, question, props.subject);
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
          (all === undefined
            ? t('term.incidents', { count: real })
            : t('incidentList.ofAll', { shown: String(real), count: all }))}
      </span>
      {exercises.error && (
        <span className={styles.quiet}>
          {t('incidentList.exercises.unknown')}
        </span>
      )}
      {(known > 0 || filters.exercises) && (
        <span className={styles.quiet}>
          {`${t('incidentList.exercises.and')} `}
          <RiFlaskLine size={12} aria-hidden />
          {` ${t('term.exercises', { count: known })} `}
          <AppLink
            className={styles.hit}
            aria-label={
              filters.exercises
                ? t('incidentList.exercises.hideLabel')
                : t('incidentList.exercises.showLabel')
            }
            to={hrefOf({
              mode: filters.exercises ? undefined : ['real', 'exercise'],
            })}
          >
            {filters.exercises
              ? t('incidentList.exercises.hide')
              : t('incidentList.exercises.show')}
          </AppLink>
        </span>
      )}
    </p>
  );
}
