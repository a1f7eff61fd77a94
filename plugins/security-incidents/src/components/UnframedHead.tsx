import type { ReactNode } from 'react';
import { AppLink, useAppLocation, useRouteRef } from '../navigation';
import { myWorkRouteRef, plansRouteRef, rootRouteRef } from '../routes';
import { useTranslation } from '../translation';
import styles from './UnframedHead.module.css';

/** Title, pages and actions for apps of the legacy frontend system, which has no header for pages. */
export function UnframedHead(props: { children?: ReactNode }) {
  const { t } = useTranslation();
  const at = useAppLocation().pathname.replace(/\/$/, '');
  const root = useRouteRef(rootRouteRef)();
  const work = useRouteRef(myWorkRouteRef)();
  const plans = useRouteRef(plansRouteRef)();
  const pages = [
    { label: t('incidentList.title'), to: root, isCurrent: at === root },
    { label: t('myWork.title'), to: work, isCurrent: at === work },
    {
      label: t('incidentList.plans'),
      to: plans,
      isCurrent: at.startsWith(plans),
    },
  ];
  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <h1 className={styles.title}>{t('incidentList.plugin')}</h1>
        <div className={styles.actions}>{props.children}</div>
      </div>
      <nav className={styles.pages} aria-label={t('incidentList.plugin')}>
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
