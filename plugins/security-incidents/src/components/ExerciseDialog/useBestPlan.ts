import { useApi } from '@backstage/core-plugin-api';
import type {
  ApplicablePlans,
  PlanOffer,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { queryKeys, usePanelQuery } from '../../queries';
import type { NamedEntity } from '../common';

/** The plan to propose, or the plans that somebody has to choose from. */
export interface ProposedPlans {
  /** Absent when no plan applies, several do, or the backend does not answer. */
  best?: NamedEntity;
  /** Plans that apply alike, because the kind of incident is not decided. */
  candidates: readonly PlanOffer[];
}

/** The plan that applies to a service. */
export function useBestPlan(entityRef: string | undefined): ProposedPlans {
  const api = useApi(securityIncidentsApiRef);
  const { data } = usePanelQuery<ApplicablePlans>({
    queryKey: queryKeys.entityPart(entityRef ?? '', 'plans'),
    queryFn: ({ signal }) =>
      api.getApplicablePlans({ entityRef: entityRef ?? '' }, { signal }),
    enabled: entityRef !== undefined,
  });
  const { items = [], undecided = false } = data ?? {};
  if (undecided) return { candidates: items };
  const [first] = items;
  return {
    candidates: [],
    best: first && { entityRef: first.planRef, title: first.title },
  };
}
