import type { ReactNode } from 'react';
import { AppLink, useAppLocation, useRouteRef } from '../navigation';
import { coverageRouteRef, rootRouteRef } from '../routes';
import styles from './UnframedHead.module.css';

/** What the platform's header does in other apps: the name, the pages, and what can be done on this one. */
export function UnframedHead(props: { children?: ReactNode }) {
  const { pathname } = useAppLocation();
  const pages = [
    { label: 'Incidents', to: useRouteRef(rootRouteRef)() },
    { label: 'Coverage', to: useRouteRef(coverageRouteRef)() },
  ];
  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <h1 className={styles.title}>Security incidents</h1>
        <div className={styles.actions}>{props.children}</div>
      </div>
      <nav className={styles.pages} aria-label="Security incidents">
        {pages.map(({ label, to }) => (
          <AppLink
            key={to}
            to={to}
            className={styles.page}
            aria-current={
              pathname.replace(/\/$/, '') === to ? 'page' : undefined
            }
          >
            {label}
          </AppLink>
        ))}
      </nav>
    </div>
  );
}
