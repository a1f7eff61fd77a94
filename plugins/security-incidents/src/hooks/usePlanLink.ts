import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useEntityTabLink, useRouteRef } from '../navigation';
import { PLAN_TAB_PATH, planTabRouteRef } from '../routes';

/** Links to a response plan: the plan tab on its entity page, or the page alone where the app has no such tab. */
export function usePlanLink(): (planRef: string) => string {
  const tabLink = useEntityTabLink(planTabRouteRef, PLAN_TAB_PATH);
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    planRef => tabLink(planRef) ?? entityRoute(entityRouteParams(planRef)),
    [tabLink, entityRoute],
  );
}
