export { AppLink, type AppLinkProps } from './AppLink';
export { EntityLink } from './EntityLink';
export { PageRouter } from './PageRouter';
export {
  keepsLayoutMounted,
  useAppHref,
  useAppLocation,
  useAppNavigate,
  useAppSearchParams,
} from './hooks';
export { useEntityTabLink } from './useEntityTabLink';
export { usePathKey } from './usePathKey';
export { useExternalRouteRef, useRouteRef } from './useRouteRef';
