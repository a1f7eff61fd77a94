import { useApi } from '@backstage/core-plugin-api';
import type { TimelineVerification } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../../api';
import { type PanelQuery, queryKeys, usePanelQuery } from '../../../queries';
import { useIncidentRecord } from '../IncidentRecord';

/** The id of the seal, for links to it. */
export const SEAL_ID = 'record-seal';

/** What verifying the record found; nothing while the reader may not verify it. */
export function useVerification(): PanelQuery<TimelineVerification> {
  const { incident, pageKey } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { key, rights } = incident;
  return usePanelQuery<TimelineVerification>({
    queryKey: queryKeys.incidentPart(pageKey, 'verification'),
    enabled: rights.verify,
    queryFn: ({ signal }) => api.verifyTimeline(key, { signal }),
  });
}
