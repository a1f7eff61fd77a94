import type { ReactNode } from 'react';
import { AppLink, useAppLocation } from '../navigation';
import { useTranslation } from '../translation';
import styles from './UnframedHead.module.css';
import { usePluginTabs } from './usePluginTabs';

/** Title, pages and actions for apps of the legacy frontend system, which has no header for pages. */
export function UnframedHead(props: { children?: ReactNode }) {
  const { t } = useTranslation();
  const at = useAppLocation().pathname.replace(/\/$/, '');
  const tabs = usePluginTabs();
  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <h1 className={styles.title}>{t('incidentList.plugin')}</h1>
        <div className={styles.actions}>{props.children}</div>
      </div>
      <nav className={styles.pages} aria-label={t('incidentList.plugin')}>
        {tabs.map(({ id, label, href, counts, badge }) => {
          const isCurrent =
            at === href || (id !== 'incidents' && at.startsWith(`${href}/`));
          return (
            <AppLink
              key={id}
              to={href}
              className={styles.page}
              aria-current={isCurrent ? 'page' : undefined}
            >
              {label}
              {counts && (
                <span className={styles.badge}>{badge && ` ${badge}`}</span>
              )}
            </AppLink>
          );
        })}
      </nav>
    </div>
  );
}
