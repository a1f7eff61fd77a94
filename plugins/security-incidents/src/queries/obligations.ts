import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import type {
  IncidentObligations,
  ObligationPage,
  ObligationQuery,
  ObligationRules,
} from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { obligationsApiRef } from '../api';
import { queryKeys } from './keys';
import {
  followIncidents,
  type PanelQuery,
  usePanelQuery,
} from './usePanelQuery';

/** The obligations of one incident, by its key. */
export function useIncidentObligations(
  key: string,
  options: { enabled?: boolean } = {},
): PanelQuery<IncidentObligations> {
  const api = useApi(obligationsApiRef);
  return usePanelQuery<IncidentObligations>({
    queryKey: queryKeys.incidentPart(key, 'obligations'),
    queryFn: ({ signal }) => api.getIncidentObligations(key, { signal }),
    enabled: options.enabled,
  });
}

/** A page of the register. */
export function useObligations(
  query: ObligationQuery,
  options: { enabled?: boolean } = {},
): PanelQuery<ObligationPage> {
  const api = useApi(obligationsApiRef);
  return usePanelQuery<ObligationPage>({
    queryKey: queryKeys.obligationList(query),
    keepWhile: queryKeys.obligationList(),
    enabled: options.enabled,
    follow: followIncidents(({ items }) =>
      items.map(({ incident }) => incident.id),
    ),
    queryFn: ({ signal }) => api.listObligations(query, { signal }),
  });
}

/** Every rule with its state and source. */
export function useObligationRules(): PanelQuery<ObligationRules> {
  const api = useApi(obligationsApiRef);
  return usePanelQuery<ObligationRules>({
    queryKey: queryKeys.obligationRules,
    queryFn: ({ signal }) => api.getObligationRules({ signal }),
  });
}

/** Reads again what a decision changed: the register, the work of the reader and the incident. */
export function useObligationsChanged(): (
  incidentKey: string,
) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async incidentKey => {
      await Promise.all(
        [
          queryKeys.obligations,
          queryKeys.followUp(),
          queryKeys.work(),
          queryKeys.incident(incidentKey),
        ].map(queryKey => client.invalidateQueries({ queryKey })),
      );
    },
    [client],
  );
}
