import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { entityTabRouteRef, planTabRouteRef, rootRouteRef } from '../routes';

/** Where a test app has the pages that ours link to. */
export const mountedRoutes = {
  '/security-incidents': rootRouteRef,
  '/catalog/:namespace/:kind/:name': entityRouteRef,
  '/catalog/:namespace/:kind/:name/security-incidents': entityTabRouteRef,
  '/catalog/:namespace/:kind/:name/response-plan': planTabRouteRef,
};
