import { useApi } from '@backstage/core-plugin-api';
import type {
  EvidenceCustodyEntry,
  EvidenceList,
  EvidenceUpload,
  Page,
} from 'backstage-plugin-security-incidents-common';
import { evidenceApiRef } from '../api';
import { queryKeys } from './keys';
import { type PanelQuery, usePanelQuery } from './usePanelQuery';

/**
 * The evidence of an incident.
 *
 * @param pageKey - the key or id in the address of its page
 */
export function useEvidence(
  pageKey: string,
  incidentKey: string,
): PanelQuery<EvidenceList> {
  const api = useApi(evidenceApiRef);
  return usePanelQuery<EvidenceList>({
    queryKey: queryKeys.incidentPart(pageKey, 'evidence'),
    queryFn: ({ signal }) => api.listEvidence(incidentKey, { signal }),
  });
}

/** The custody log of a file, oldest first. */
export function useEvidenceCustody(
  pageKey: string,
  incidentKey: string,
  evidenceId: string,
): PanelQuery<Page<EvidenceCustodyEntry>> {
  const api = useApi(evidenceApiRef);
  return usePanelQuery<Page<EvidenceCustodyEntry>>({
    queryKey: queryKeys.incidentPart(pageKey, 'evidence', evidenceId),
    queryFn: ({ signal }) =>
      api.listEvidenceCustody(incidentKey, evidenceId, { signal }),
  });
}

/** The reader's uploads to an incident that are not complete. */
export function useEvidenceUploads(
  pageKey: string,
  incidentKey: string,
  enabled: boolean,
): PanelQuery<{ items: EvidenceUpload[] }> {
  const api = useApi(evidenceApiRef);
  return usePanelQuery<{ items: EvidenceUpload[] }>({
    queryKey: queryKeys.incidentPart(pageKey, 'evidence-uploads'),
    enabled,
    queryFn: ({ signal }) => api.listEvidenceUploads(incidentKey, { signal }),
  });
}
