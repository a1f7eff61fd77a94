import { AppLink, useAppLocation, useRouteRef } from '../navigation';
import { coverageRouteRef, plansRouteRef } from '../routes';
import { useTranslation } from '../translation';
import styles from './UnframedHead.module.css';

/** The second row of links, on the pages of plans. */
export function PlansNav() {
  const { t } = useTranslation();
  const at = useAppLocation().pathname.replace(/\/$/, '');
  const views = [
    { label: t('plansNav.plans'), to: useRouteRef(plansRouteRef)() },
    { label: t('plansNav.coverage'), to: useRouteRef(coverageRouteRef)() },
  ];
  return (
    <nav className={styles.pages} aria-label={t('plansNav.label')}>
      {views.map(({ label, to }) => (
        <AppLink
          key={to}
          to={to}
          className={styles.page}
          aria-current={at === to ? 'page' : undefined}
        >
          {label}
        </AppLink>
      ))}
    </nav>
  );
}
