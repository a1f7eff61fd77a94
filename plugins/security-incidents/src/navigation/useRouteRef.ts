import {
  type AnyParams,
  type ExternalRouteRef,
  type RouteFunc,
  type RouteRef,
  type SubRouteRef,
  useApiHolder,
  useRouteRef as useLegacyRouteRef,
} from '@backstage/core-plugin-api';
import {
  routeResolutionApiRef,
  useRouteRef as useFrameworkRouteRef,
} from '@backstage/frontend-plugin-api';

/**
 * Resolves a route ref in both frontend systems. The hook of `@backstage/core-plugin-api` does so too, but always reads the
 * location from React Router, which pages of other plugins may not have.
 */
export function useRouteRef<Params extends AnyParams>(
  routeRef: RouteRef<Params> | SubRouteRef<Params>,
): RouteFunc<Params> {
  // An app is either of the new or of the old system, so the hook stays the same.
  const useResolved: (ref: typeof routeRef) => RouteFunc<Params> | undefined =
    useApiHolder().get(routeResolutionApiRef)
      ? useFrameworkRouteRef
      : useLegacyRouteRef;
  const resolved = useResolved(routeRef);
  if (!resolved) {
    throw new Error(
      `No path for ${routeRef}. Enable the page of the security-incidents plugin.`,
    );
  }
  return resolved;
}

/** The same for a page of another plugin; undefined where the app has no such page. */
export function useExternalRouteRef<Params extends AnyParams>(
  routeRef: ExternalRouteRef<Params, true>,
): RouteFunc<Params> | undefined {
  const useResolved: (ref: typeof routeRef) => RouteFunc<Params> | undefined =
    useApiHolder().get(routeResolutionApiRef)
      ? useFrameworkRouteRef
      : useLegacyRouteRef;
  return useResolved(routeRef);
}
