import { Link } from '@backstage/ui';
import {
  SEVERITIES,
  type Severity,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { useEntityLinks } from '../../hooks';
import { toMidSentence, useSharedTranslation } from '../../translation';
import { SeverityMark } from '../common';
import styles from './EntityCard.module.css';

/** Open incidents by severity, the worst first. Each number links to its rows. */
export function Counts(props: {
  entityRef: string;
  bySeverity: SeverityCounts;
  /** Shows only the number; the words are in the label of the link. */
  short?: boolean;
}) {
  const { entityRef, bySeverity, short } = props;
  const { t } = useSharedTranslation();
  const linkTo = useEntityLinks();
  const present = [...SEVERITIES].reverse().filter(name => bySeverity[name]);
  const names: Array<Severity | 'undecided'> = bySeverity.undecided
    ? [...present, 'undecided']
    : present;
  return (
    <span className={styles.counts}>
      {names.map(name => {
        const count = bySeverity[name];
        const words = {
          count,
          severity: toMidSentence(t(`term.severity.${name}`)),
        };
        const severity = name === 'undecided' ? undefined : name;
        return (
          <span key={name} className={styles.count}>
            <SeverityMark severity={severity} decorative />
            <Link
              href={linkTo(entityRef, { open: true, severity })}
              aria-label={
                short ? t('entityCard.severityOpen', words) : undefined
              }
            >
              {short ? count : t('entityCard.severity', words)}
            </Link>
          </span>
        );
      })}
    </span>
  );
}
