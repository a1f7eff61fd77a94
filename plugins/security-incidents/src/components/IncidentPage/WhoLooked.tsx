import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { IncidentView } from 'backstage-plugin-security-incidents-common';
import { useEffect, useId, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { shortTime } from '../../time';
import { type Problem, problemOf } from './fields';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { PersonMark } from './PersonMark';
import people from './People.module.css';
import { Actor, isPerson } from './timeline/Actor';

const SHOWN_AT_FIRST = 5;
const SHOWN_MORE = 50;

interface Views {
  items: IncidentView[];
  totalItems: number;
  nextCursor?: string;
}

function Viewer({ viewer, at }: IncidentView) {
  return (
    <li className={people.person}>
      {isPerson(viewer) && <PersonMark principalRef={viewer} />}
      <div className={people.who}>
        <div className={people.name}>
          <Actor subject={viewer} />
        </div>
        <time dateTime={at} className={styles.quiet}>
          {shortTime(at)}
        </time>
      </div>
    </li>
  );
}

/** Who read the incident while it was restricted, newest first, for those who may know. */
export function WhoLooked() {
  const { incident, revision } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const titleId = useId();
  const [views, setViews] = useState<Views>();
  const [problem, setProblem] = useState<Problem>();
  const [attempt, setAttempt] = useState(0);
  const [asking, setAsking] = useState(false);
  const { key } = incident;

  useEffect(() => {
    const controller = new AbortController();
    api
      .listViews(key, { limit: SHOWN_AT_FIRST, signal: controller.signal })
      .then(
        ({ items, totalItems, pageInfo }) => {
          if (controller.signal.aborted) return;
          setProblem(undefined);
          setViews({ items, totalItems, ...pageInfo });
        },
        error => {
          if (!controller.signal.aborted) setProblem(problemOf(error));
        },
      );
    return () => controller.abort();
  }, [api, key, revision, attempt]);

  const showMore = async (shown: Views) => {
    setAsking(true);
    try {
      const { items, totalItems, pageInfo } = await api.listViews(key, {
        limit: SHOWN_MORE,
        cursor: shown.nextCursor,
      });
      setViews({ items: [...shown.items, ...items], totalItems, ...pageInfo });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setAsking(false);
    }
  };

  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.strong}>
        Who looked
      </h3>
      {problem && (
        <div role="alert" className={styles.row}>
          <span className={styles.quiet}>{problem.message}</span>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setAttempt(count => count + 1)}
          >
            Try again
          </Button>
        </div>
      )}
      {views?.items.length === 0 && (
        <p className={styles.quiet}>Nobody since it was restricted.</p>
      )}
      {views && views.items.length > 0 && (
        <>
          <p className={`${styles.quiet} ${styles.flush}`}>
            The first time in each hour.
          </p>
          <ul className={styles.list} aria-labelledby={titleId}>
            {views.items.map(view => (
              <Viewer key={`${view.viewer} ${view.at}`} {...view} />
            ))}
          </ul>
          {views.nextCursor && (
            <Button
              size="small"
              variant="tertiary"
              isPending={asking}
              onPress={() => showMore(views)}
            >
              {`Show more of ${views.totalItems}`}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
