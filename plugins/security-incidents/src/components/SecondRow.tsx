import { AppLink, useAppLocation } from '../navigation';
import styles from './UnframedHead.module.css';

/** The second row of links, on pages with several views. */
export function SecondRow(props: {
  label: string;
  views: Array<{ label: string; to: string; isCurrent?: boolean }>;
}) {
  const at = useAppLocation().pathname.replace(/\/$/, '');
  return (
    <nav className={styles.pages} aria-label={props.label}>
      {props.views.map(({ label, to, isCurrent = at === to }) => (
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
  );
}
