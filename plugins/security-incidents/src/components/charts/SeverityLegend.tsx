import { AppLink } from '../../navigation';
import { SeverityMark } from '../common/SeverityMark';
import { useTranslation } from '../../translation';
import styles from './charts.module.css';
import { CHART_SEVERITIES, type ChartSeverity, toSeverity } from './severities';

/** Each severity as shape, word and count. A count opens the rows behind it, where the list can be filtered so. */
export function SeverityLegend(props: {
  counts: Record<ChartSeverity, number>;
  hrefOf(severity: ChartSeverity): string | undefined;
}) {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend} aria-label="By severity">
      {CHART_SEVERITIES.filter(name => props.counts[name] > 0).map(name => {
        const href = props.hrefOf(name);
        const text = t('chart.count', {
          severity: t(`term.severity.${name}`),
          count: props.counts[name],
        });
        return (
          <li key={name} className={styles.legendItem}>
            <SeverityMark severity={toSeverity(name)} decorative />
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
