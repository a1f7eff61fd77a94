import { useApiHolder } from '@backstage/core-plugin-api';
import { type AnchorHTMLAttributes, forwardRef } from 'react';
import { Link as ReactRouterLink } from 'react-router-dom';
import { framework } from './framework';

/** Props of {@link AppLink}. */
export interface AppLinkProps
  extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A path of the app, which starts with `/`. */
  to: string;
}

/** A link without styles of its own, for marks and numbers that lead to a page of the app. Text uses the kit's `Link`. */
export const AppLink = forwardRef<HTMLAnchorElement, AppLinkProps>(
  ({ to, ...rest }, ref) => {
    const { RouterLink, coreApis } = framework;
    const apis = useApiHolder();
    // Without an app history, the framework's link would load the whole app again.
    return RouterLink && coreApis && apis.get(coreApis.appHistory) ? (
      <RouterLink {...rest} href={to} ref={ref} />
    ) : (
      <ReactRouterLink {...rest} to={to} ref={ref} />
    );
  },
);
