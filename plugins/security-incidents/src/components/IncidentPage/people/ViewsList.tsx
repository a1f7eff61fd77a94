import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import type {
  IncidentView,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';
import { useId } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { queryKeys } from '../../../queries';
import { useTranslation } from '../../../translation';
import { Time } from '../../common';
import { problemOf } from '../fields';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { PersonMark } from './PersonMark';
import people from './People.module.css';
import { Actor, isPerson } from '../timeline/Actor';

const SHOWN_AT_FIRST = 5;
const SHOWN_MORE = 50;

function Viewer({ viewer, at }: IncidentView) {
  return (
    <li className={people.person}>
      {isPerson(viewer) && <PersonMark principalRef={viewer} />}
      <div className={people.who}>
        <div className={people.name}>
          <Actor subject={viewer} />
        </div>
        <Time at={at} className={styles.quiet} />
      </div>
    </li>
  );
}

/** Who viewed the incident while it was restricted, newest first, for readers who may know. */
export function ViewsList() {
  const { incident, pageKey } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const titleId = useId();
  const { key } = incident;
  const query = useInfiniteQuery({
    queryKey: queryKeys.incidentPart(pageKey, 'views'),
    initialPageParam: { limit: SHOWN_AT_FIRST } as PageRequest,
    queryFn: ({ pageParam, signal }) =>
      api.listViews(key, { ...pageParam, signal }),
    getNextPageParam: ({ pageInfo }): PageRequest | undefined =>
      pageInfo?.nextCursor
        ? { limit: SHOWN_MORE, cursor: pageInfo.nextCursor }
        : undefined,
  });
  const views = query.data?.pages.flatMap(({ items }) => items);
  const totalItems = query.data?.pages[0].totalItems ?? 0;

  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.strong}>
        {t('incidentPage.views.title')}
      </h3>
      {query.error && (
        <div role="alert" className={styles.row}>
          <span className={styles.quiet}>{problemOf(query.error).message}</span>
          <Button
            size="small"
            variant="secondary"
            onPress={() => query.refetch()}
          >
            {t('common.retry')}
          </Button>
        </div>
      )}
      {views?.length === 0 && (
        <p className={styles.quiet}>{t('incidentPage.views.none')}</p>
      )}
      {views && views.length > 0 && (
        <>
          <p className={`${styles.quiet} ${styles.flush}`}>
            {t('incidentPage.views.note')}
          </p>
          <ul className={styles.list} aria-labelledby={titleId}>
            {views.map(view => (
              <Viewer key={`${view.viewer} ${view.at}`} {...view} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button
              size="small"
              variant="tertiary"
              isPending={query.isFetchingNextPage}
              onPress={() => query.fetchNextPage()}
            >
              {t('incidentPage.views.more', { total: String(totalItems) })}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
