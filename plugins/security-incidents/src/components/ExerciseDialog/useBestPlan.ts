import { useApi } from '@backstage/core-plugin-api';
import type { ApplicablePlans } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { queryKeys, usePanelQuery } from '../../queries';
import type { NamedEntity } from '../common';

/** The plan that applies first to a service; undefined when there is none, or the backend does not answer. */
export function useBestPlan(
  entityRef: string | undefined,
): NamedEntity | undefined {
  const api = useApi(securityIncidentsApiRef);
  const { data } = usePanelQuery<ApplicablePlans>({
    queryKey: queryKeys.entityPart(entityRef ?? '', 'plans'),
    queryFn: ({ signal }) =>
      api.getApplicablePlans({ entityRef: entityRef ?? '' }, { signal }),
    enabled: entityRef !== undefined,
  });
  const [first] = data?.items ?? [];
  return first && { entityRef: first.planRef, title: first.title };
}
