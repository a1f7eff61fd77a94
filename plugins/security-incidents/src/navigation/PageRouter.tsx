import { useApiHolder } from '@backstage/core-plugin-api';
import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import type { ReactNode } from 'react';
import { framework } from './framework';

/**
 * React Router for the routes inside a page. Apps before Backstage 1.57 provide it themselves: they have no app history, and
 * the adapter fails there.
 */
export function PageRouter({ children }: { children: ReactNode }) {
  const { coreApis } = framework;
  const apis = useApiHolder();
  return coreApis && apis.get(coreApis.appHistory) ? (
    <ReactRouterV6PageRouter>{children}</ReactRouterV6PageRouter>
  ) : (
    <>{children}</>
  );
}
