import { type RouteRef, useApiHolder } from '@backstage/core-plugin-api';
import { routeResolutionApiRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useRouteRef } from './useRouteRef';

type EntityParams = ReturnType<typeof entityRouteParams>;

/**
 * Links to a tab on the page of any entity, at the path that the app gave the tab.
 *
 * @param tab - the route ref of the tab
 * @param legacyPath - the path of the tab in the legacy frontend system, which cannot resolve tabs of other entities
 * @returns a function that gives the path of the tab, or `undefined` where the app does not have the tab
 */
export function useEntityTabLink(
  tab: RouteRef,
  legacyPath: string,
): (entityRef: string) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  const resolution = useApiHolder().get(routeResolutionApiRef);
  return useCallback(
    entityRef => {
      const params = entityRouteParams(entityRef);
      const entityPage = entityRoute(params);
      if (!resolution) return `${entityPage}/${legacyPath}`;
      // A tab is resolved as if the reader were on that entity's page. An app may also mount it at a path with parameters.
      return resolution.resolve(tab as unknown as RouteRef<EntityParams>, {
        sourcePath: entityPage,
      })?.(params);
    },
    [entityRoute, resolution, tab, legacyPath],
  );
}
