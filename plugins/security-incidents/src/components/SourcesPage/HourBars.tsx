import type { SourceHour } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import styles from './SourcesPage.module.css';

const HEIGHT = 20;
const WIDTH = 96;

/** What came by hour, rejected ones on top. The row of its source has the sums in words. */
export function HourBars({ hours }: { hours: readonly SourceHour[] }) {
  const { t } = useTranslation();
  const totals = hours.map(
    ({ accepted, duplicate, rejected }) => accepted + duplicate + rejected,
  );
  const most = Math.max(1, ...totals);
  const step = WIDTH / Math.max(1, hours.length);
  const sum = (name: 'accepted' | 'rejected') =>
    hours.reduce((total, hour) => total + hour[name], 0);
  return (
    <svg
      className={styles.hours}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('sources.hours.label', {
        accepted: sum('accepted'),
        rejected: sum('rejected'),
      })}
    >
      <line
        x1="0"
        x2={WIDTH}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
        strokeDasharray="2 2"
      />
      {hours.map(({ at, accepted, duplicate, rejected }, index) => {
        const good = ((accepted + duplicate) / most) * HEIGHT;
        const bad = (rejected / most) * HEIGHT;
        return (
          <g key={at}>
            <rect
              className={styles.goodBar}
              x={index * step}
              y={HEIGHT - good}
              width={step * 0.8}
              height={good}
            />
            <rect
              className={styles.badBar}
              x={index * step}
              y={HEIGHT - good - bad}
              width={step * 0.8}
              height={bad}
            />
          </g>
        );
      })}
    </svg>
  );
}
