import { useApi } from '@backstage/core-plugin-api';
import type {
  ResolutionStep,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { allPages } from '../../../api/allPages';
import { isInUse } from '../../../hooks';
import { type Problem, problemOf } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';

interface Known {
  entries: TimelineEntry[];
  steps: ReadonlyMap<string, ResolutionStep>;
  /** The last entry that is shown; later ones wait until the reader asks for them. */
  shownSeq: number;
  /** What came from others with the last answer, the newest last. */
  arrived: TimelineEntry[];
}

/**
 * The timeline, read again with each change of the incident. What others add while the list is in use is held back, so
 * that no row moves under the reader.
 *
 * @param list - where the entries are shown
 */
export function useTimeline(list: RefObject<HTMLElement>) {
  const { incident, me, revision, changedHere } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const [known, setKnown] = useState<Known>();
  const [problem, setProblem] = useState<Problem>();
  const [attempt, setAttempt] = useState(0);
  const { key } = incident;

  useEffect(() => {
    const controller = new AbortController();
    const options = { signal: controller.signal };
    Promise.all([
      allPages(page => api.getTimeline(key, { ...options, ...page })),
      allPages(page => api.listSteps(key, { ...options, ...page })),
    ]).then(
      ([entries, steps]) => {
        if (controller.signal.aborted) return;
        setProblem(undefined);
        const lastSeq = entries[entries.length - 1]?.seq ?? 0;
        const hold = !changedHere && isInUse(list.current);
        setKnown(before => {
          const seenSeq = before?.entries[before.entries.length - 1]?.seq;
          return {
            entries,
            steps: new Map(steps.map(step => [step.id, step])),
            shownSeq: before && hold ? before.shownSeq : lastSeq,
            arrived:
              seenSeq === undefined
                ? []
                : entries.filter(
                    ({ seq, actor }) => seq > seenSeq && actor !== me,
                  ),
          };
        });
      },
      error => {
        if (!controller.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => controller.abort();
    // Whether the change was made here is read together with the revision that it caused.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, key, revision, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const showAll = useCallback(
    () =>
      setKnown(
        before =>
          before && {
            ...before,
            shownSeq: before.entries[before.entries.length - 1]?.seq ?? 0,
          },
      ),
    [],
  );
  return { known, problem, retry, showAll };
}
