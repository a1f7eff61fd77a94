import type { ReactNode } from 'react';
import { AppLink, useAppLocation, useRouteRef } from '../navigation';
import { plansRouteRef, rootRouteRef } from '../routes';
import styles from './UnframedHead.module.css';

/** What the platform's header does in other apps: the name, the pages, and what can be done on this one. */
export function UnframedHead(props: { children?: ReactNode }) {
  const at = useAppLocation().pathname.replace(/\/$/, '');
  const root = useRouteRef(rootRouteRef)();
  const plans = useRouteRef(plansRouteRef)();
  const pages = [
    { label: 'Incidents', to: root, isCurrent: at === root },
    { label: 'Plans', to: plans, isCurrent: at.startsWith(plans) },
  ];
  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <h1 className={styles.title}>Security incidents</h1>
        <div className={styles.actions}>{props.children}</div>
      </div>
      <nav className={styles.pages} aria-label="Security incidents">
        {pages.map(({ label, to, isCurrent }) => (
          <AppLink
            key={to}
            to={to}
            className={styles.page}
            aria-current={isCurrent ? 'page' : undefined}
          >
            {label}
          </AppLink>
        ))}
      </nav>
    </div>
  );
}
