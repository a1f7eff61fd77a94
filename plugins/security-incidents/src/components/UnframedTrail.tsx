import { AppLink, useRouteRef } from '../navigation';
import { rootRouteRef } from '../routes';
import { useTranslation } from '../translation';
import styles from './UnframedHead.module.css';

/** The way back to the list, for apps of the legacy frontend system, which has no header for pages. */
export function UnframedTrail(props: { current: string }) {
  const { t } = useTranslation();
  const root = useRouteRef(rootRouteRef)();
  return (
    <nav className={styles.trail} aria-label={t('common.trail')}>
      <ol>
        <li>
          <AppLink to={root}>{t('incidentList.plugin')}</AppLink>
        </li>
        <li aria-current="page">{props.current}</li>
      </ol>
    </nav>
  );
}
