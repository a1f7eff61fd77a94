import { Link } from '@backstage/ui';
import {
  SEVERITIES,
  SEVERITY_LABELS,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { useEntityLinks } from '../../hooks';
import { SeverityMark } from '../common';
import styles from './EntityCard.module.css';

/** Open incidents by severity, the worst first; each number leads to its rows. */
export function Counts(props: {
  entityRef: string;
  bySeverity: SeverityCounts;
  /** Leaves the words to the label, where there is no room for them. */
  short?: boolean;
}) {
  const { entityRef, bySeverity, short } = props;
  const linkTo = useEntityLinks();
  const present = [...SEVERITIES].reverse().filter(name => bySeverity[name]);
  return (
    <span className={styles.counts}>
      {present.map(severity => {
        const label = `${bySeverity[severity]} ${SEVERITY_LABELS[
          severity
        ].toLocaleLowerCase('en')}`;
        return (
          <span key={severity} className={styles.count}>
            <SeverityMark severity={severity} decorative />
            <Link
              href={linkTo(entityRef, { open: true, severity })}
              aria-label={short ? `${label}, open` : undefined}
            >
              {short ? bySeverity[severity] : label}
            </Link>
          </span>
        );
      })}
      {bySeverity.undecided > 0 && (
        <span className={styles.count}>
          <SeverityMark decorative />
          <Link
            href={linkTo(entityRef, { open: true })}
            aria-label={
              short ? `${bySeverity.undecided} undecided, open` : undefined
            }
          >
            {short ? bySeverity.undecided : `${bySeverity.undecided} undecided`}
          </Link>
        </span>
      )}
    </span>
  );
}
