import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { allPages } from '../../api/allPages';
import { useIncidentRecord } from './IncidentRecord';

/** Reads who did what to the incident since somebody saw it, the newest first, without what the reader did. */
export function useChangesSince() {
  const { me } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  return useCallback(
    async ({ key, updatedAt }: Incident): Promise<TimelineEntry[]> => {
      const items = await allPages(page => api.getTimeline(key, page));
      return items
        .filter(({ at, actor }) => at > updatedAt && actor !== me)
        .reverse();
    },
    [api, me],
  );
}
