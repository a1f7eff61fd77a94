import type {
  AppLocation,
  AppNavigate,
  SetAppSearchParams,
} from '@backstage/frontend-plugin-api';
import { useCallback, useMemo } from 'react';
import {
  useHref,
  useLocation,
  useNavigate,
  useSearchParams,
} from 'react-router-dom';
import { framework } from './framework';

function useRouterNavigate(): AppNavigate {
  const navigate = useNavigate();
  return useCallback(
    (to: string | number, options?: { replace?: boolean; state?: unknown }) =>
      typeof to === 'number' ? navigate(to) : navigate(to, options),
    [navigate],
  );
}

function useRouterSearchParams(): [URLSearchParams, SetAppSearchParams] {
  const [params, setParams] = useSearchParams();
  const set = useCallback<SetAppSearchParams>(
    (next, options) => setParams(next, options),
    [setParams],
  );
  return useMemo(() => [params, set], [params, set]);
}

/** The location in the app, without the path that the app is deployed under. */
export const useAppLocation: () => AppLocation =
  framework.useAppLocation ?? useLocation;

/** Goes to a path of the app, which starts with `/`, or back and forward in the history. */
export const useAppNavigate: () => AppNavigate =
  framework.useAppNavigate ?? useRouterNavigate;

/** Turns a path of the app into an address for the browser. */
export const useAppHref: (to: string) => string =
  framework.useAppHref ?? useHref;

/** The query of the current page, and how to replace it. */
export const useAppSearchParams: () => [URLSearchParams, SetAppSearchParams] =
  framework.useAppSearchParams ?? useRouterSearchParams;

/**
 * Whether the app's page layout can be given other props without losing its content. Apps before Backstage 1.57 mount the
 * content again, with everything that was typed in it.
 */
export const keepsLayoutMounted = framework.coreApis !== undefined;
