import type { ReactNode } from 'react';
import { AppLink, useAppLocation } from '../navigation';
import styles from './UnframedHead.module.css';

/** The second row of links, on pages with several views. */
export function SecondRow(props: {
  label: string;
  views: Array<{
    label: string;
    to: string;
    isCurrent?: boolean;
    /** What the view holds, such as a number. */
    count?: ReactNode;
  }>;
}) {
  const at = useAppLocation().pathname.replace(/\/$/, '');
  return (
    <nav className={styles.pages} aria-label={props.label}>
      {props.views.map(({ label, to, isCurrent = at === to, count }) => (
        <AppLink
          key={to}
          to={to}
          className={styles.page}
          aria-current={isCurrent ? 'page' : undefined}
        >
          {label}
          {count}
        </AppLink>
      ))}
    </nav>
  );
}
