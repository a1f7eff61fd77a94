import { useApi } from '@backstage/core-plugin-api';
import type {
  ResolutionStep,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import {
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { allPages } from '../../../api/allPages';
import { isInUse } from '../../../hooks';
import { queryKeys, usePanelQuery } from '../../../queries';
import { useIncidentRecord } from '../IncidentRecord';

interface TimelineData {
  entries: TimelineEntry[];
  steps: ResolutionStep[];
}

/** What of the timeline is shown. */
interface TimelineView {
  /** The last entry that is shown; later ones wait until the reader asks for them. */
  shownSeq: number;
  /** The last entry that was read. */
  readSeq: number;
  /** What others added with the last answer, the newest last. */
  arrived: TimelineEntry[];
}

const getLastSeq = (entries: TimelineEntry[]) =>
  entries[entries.length - 1]?.seq ?? 0;

/**
 * The timeline with its steps. While the list is in use, entries that others add wait, so that no row moves under the
 * reader.
 *
 * @param list - where the entries are shown
 */
export function useTimeline(list: RefObject<HTMLElement>) {
  const { incident, pageKey, me, changedHere } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { key } = incident;
  const { data, error, staleSince, reload } = usePanelQuery<TimelineData>({
    queryKey: queryKeys.incidentPart(pageKey, 'timeline'),
    queryFn: async ({ signal }) => {
      const [entries, steps] = await Promise.all([
        allPages(page => api.getTimeline(key, { signal, ...page })),
        allPages(page => api.listSteps(key, { signal, ...page })),
      ]);
      return { entries, steps };
    },
  });

  const [view, setView] = useState<TimelineView>();
  // Before the browser paints, so that an entry which does not wait is never missing.
  useLayoutEffect(() => {
    if (!data) return;
    const lastSeq = getLastSeq(data.entries);
    const hold = !changedHere && isInUse(list.current);
    setView(before => ({
      shownSeq: before && hold ? before.shownSeq : lastSeq,
      readSeq: lastSeq,
      arrived: before
        ? data.entries.filter(
            ({ seq, actor }) => seq > before.readSeq && actor !== me,
          )
        : [],
    }));
  }, [data, changedHere, me, list]);

  const showAll = useCallback(
    () => setView(before => before && { ...before, shownSeq: before.readSeq }),
    [],
  );
  const steps = useMemo(
    () => new Map(data?.steps.map(step => [step.id, step])),
    [data],
  );
  return {
    known: data &&
      view && {
        entries: data.entries,
        steps,
        shownSeq: view.shownSeq,
        arrived: view.arrived,
      },
    error,
    staleSince,
    reload,
    showAll,
  };
}
