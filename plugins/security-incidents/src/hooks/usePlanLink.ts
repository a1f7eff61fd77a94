import { useRouteRef } from '../navigation';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';

/** Where people read a plan: the tab with it on its own entity page. */
export function usePlanLink(): (planRef: string) => string {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    planRef => `${entityRoute(parseEntityRef(planRef))}/response-plan`,
    [entityRoute],
  );
}
