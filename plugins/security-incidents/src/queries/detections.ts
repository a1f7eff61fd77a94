import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import type {
  DetectionDetails,
  DetectionPage,
  DetectionQuery,
  DetectionRules,
  DetectionSourceDetails,
  DetectionSourceStatus,
  DetectionSummary,
  EntityWatch,
  IncidentDetections,
} from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { detectionsApiRef } from '../api';
import { queryKeys } from './keys';
import {
  FOLLOW_DETECTIONS,
  type PanelQuery,
  usePanelQuery,
} from './usePanelQuery';

/** A page of detections as it is shown. */
export interface ShownDetections extends DetectionPage {
  /** New detections that are not shown yet. */
  waiting: number;
  /** When the newest one was received that was ever on this page. */
  newestAt: string;
}

function newest(items: readonly DetectionSummary[], before = ''): string {
  return items.reduce(
    (latest, { firstSeenAt }) => (firstSeenAt > latest ? firstSeenAt : latest),
    before,
  );
}

/**
 * What to show of an answer: detections that were received since the list was read wait until the reader asks for them.
 * One that was brought back is shown at once, at its place.
 */
export function toShownDetections(
  page: DetectionPage,
  shown: ShownDetections | undefined,
): ShownDetections {
  if (!shown?.items.length) {
    return { ...page, waiting: 0, newestAt: newest(page.items) };
  }
  const known = new Set(shown.items.map(({ id }) => id));
  const items = page.items.filter(
    ({ id, firstSeenAt }) => known.has(id) || firstSeenAt <= shown.newestAt,
  );
  return {
    ...page,
    items,
    waiting: page.items.length - items.length,
    newestAt: newest(items, shown.newestAt),
  };
}

/** A page of the inbox. While a list is shown, new detections wait. */
export function useDetections(
  query: DetectionQuery,
): PanelQuery<ShownDetections> {
  const api = useApi(detectionsApiRef);
  return usePanelQuery<ShownDetections>({
    queryKey: queryKeys.detectionList(query),
    keepWhile: queryKeys.detectionList(),
    follow: FOLLOW_DETECTIONS,
    queryFn: async ({ signal, previous }) =>
      toShownDetections(await api.listDetections(query, { signal }), previous),
  });
}

/** One detection with what was found out about it. */
export function useDetection(
  id: string | undefined,
): PanelQuery<DetectionDetails> {
  const api = useApi(detectionsApiRef);
  return usePanelQuery<DetectionDetails>({
    queryKey: queryKeys.detection(id ?? ''),
    enabled: id !== undefined,
    follow: FOLLOW_DETECTIONS,
    queryFn: ({ signal }) => api.getDetection(id ?? '', { signal }),
  });
}

/** How many detections wait for a decision; undefined while that is unknown. */
export function useNewDetectionsCount(enabled: boolean): number | undefined {
  const api = useApi(detectionsApiRef);
  const { data } = usePanelQuery<number>({
    queryKey: queryKeys.detectionList('count'),
    enabled,
    follow: FOLLOW_DETECTIONS,
    queryFn: async ({ signal }) => {
      const { counts } = await api.listDetections({ limit: 1 }, { signal });
      return counts.new;
    },
  });
  return data;
}

/** Sources with their health, most urgent first. */
export function useDetectionSources(
  hours: 24 | 168 = 24,
): PanelQuery<{ items: DetectionSourceStatus[] }> {
  const api = useApi(detectionsApiRef);
  return usePanelQuery<{ items: DetectionSourceStatus[] }>({
    queryKey: queryKeys.detectionSources(hours),
    keepWhile: queryKeys.detectionSources(),
    follow: FOLLOW_DETECTIONS,
    queryFn: ({ signal }) => api.listDetectionSources({ hours }, { signal }),
  });
}

/** One source with its last deliveries. */
export function useDetectionSource(
  id: string,
): PanelQuery<DetectionSourceDetails> {
  const api = useApi(detectionsApiRef);
  return usePanelQuery<DetectionSourceDetails>({
    queryKey: queryKeys.detectionSource(id),
    follow: FOLLOW_DETECTIONS,
    queryFn: ({ signal }) => api.getDetectionSource(id, { signal }),
  });
}

/** How detections find their service, what is suppressed, and what happens by itself. */
export function useDetectionRules(): PanelQuery<DetectionRules> {
  const api = useApi(detectionsApiRef);
  return usePanelQuery<DetectionRules>({
    queryKey: queryKeys.detectionRules,
    queryFn: ({ signal }) => api.getDetectionRules({ signal }),
  });
}

/** Which sources watch a service, and what waits about it. */
export function useEntityWatch(entityRef: string): PanelQuery<EntityWatch> {
  const api = useApi(detectionsApiRef);
  return usePanelQuery<EntityWatch>({
    queryKey: queryKeys.entityPart(entityRef, 'watch'),
    follow: { ...FOLLOW_DETECTIONS, detectionsPauseMs: 5_000 },
    queryFn: ({ signal }) => api.getEntityWatch(entityRef, { signal }),
  });
}

/**
 * The detections of an incident.
 *
 * @param pageKey - the key or id in the address of its page
 */
export function useIncidentDetections(
  pageKey: string,
): PanelQuery<IncidentDetections> {
  const api = useApi(detectionsApiRef);
  return usePanelQuery<IncidentDetections>({
    queryKey: queryKeys.incidentPart(pageKey, 'detections'),
    follow: FOLLOW_DETECTIONS,
    queryFn: ({ signal }) => api.getIncidentDetections(pageKey, { signal }),
  });
}

/** Reads everything again that a decision, a rule or a source changes. */
export function useDetectionsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    () => client.invalidateQueries({ queryKey: queryKeys.all }),
    [client],
  );
}
