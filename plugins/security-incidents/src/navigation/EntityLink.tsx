import {
  entityRouteParams,
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { PLAN_TAB_PATH, planTabRouteRef } from '../routes';
import { AppLink } from './AppLink';
import styles from './EntityLink.module.css';
import { useEntityTabLink } from './useEntityTabLink';
import { useRouteRef } from './useRouteRef';

/**
 * An entity by its display name. It leads to the page of the entity, for a response plan to the tab with the plan. Unlike the
 * catalog's `EntityRefLink` it works on pages without React Router.
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
  const planLink = useEntityTabLink(planTabRouteRef, PLAN_TAB_PATH);
  const params = entityRouteParams(entityRef);
  const { primaryTitle, secondaryTitle, Icon } =
    useEntityPresentation(entityRef);
  return (
    <AppLink
      to={
        (params.kind === 'responseplan' ? planLink(entityRef) : undefined) ??
        entityRoute(params)
      }
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
          {showHiddenCharacters(primaryTitle)}
        </>
      )}
    </AppLink>
  );
}
