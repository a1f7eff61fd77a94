import { AppLink } from '../../navigation';
import { SeverityMark } from '../common/SeverityMark';
import styles from './charts.module.css';
import {
  CHART_LABELS,
  CHART_SEVERITIES,
  type ChartSeverity,
  severityOf,
} from './severities';

/** Each severity as shape, word and count; each count opens the rows behind it, where they can be asked for. */
export function SeverityLegend(props: {
  counts: Record<ChartSeverity, number>;
  hrefOf(severity: ChartSeverity): string | undefined;
}) {
  return (
    <ul className={styles.legend} aria-label="By severity">
      {CHART_SEVERITIES.filter(name => props.counts[name] > 0).map(name => {
        const href = props.hrefOf(name);
        const text = `${CHART_LABELS[name]} ${props.counts[name]}`;
        return (
          <li key={name} className={styles.legendItem}>
            <SeverityMark severity={severityOf(name)} decorative />
            {href ? (
              <AppLink to={href} className={styles.hit}>
                {text}
              </AppLink>
            ) : (
              <span>{text}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
