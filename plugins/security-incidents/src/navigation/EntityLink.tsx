import {
  entityRouteParams,
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';
import { AppLink } from './AppLink';
import styles from './EntityLink.module.css';
import { useRouteRef } from './useRouteRef';

/**
 * An entity by its display name, leading to its page. Unlike the catalog's `EntityRefLink` it works on pages without React
 * Router.
 */
export function EntityLink(props: {
  entityRef: string;
  /** Leaves out the icon of the kind. */
  hideIcon?: boolean;
  /** Shown in place of the display name. */
  children?: ReactNode;
}) {
  const { entityRef, hideIcon, children } = props;
  const entityRoute = useRouteRef(entityRouteRef);
  const { primaryTitle, secondaryTitle, Icon } =
    useEntityPresentation(entityRef);
  return (
    <AppLink
      to={entityRoute(entityRouteParams(entityRef))}
      className={styles.link}
      title={secondaryTitle}
    >
      {children ?? (
        <>
          {Icon && !hideIcon && (
            <span className={styles.icon} aria-hidden="true">
              <Icon fontSize="inherit" />
            </span>
          )}
          {primaryTitle}
        </>
      )}
    </AppLink>
  );
}
