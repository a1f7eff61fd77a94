import { AppLink } from '../../navigation';
import { useTranslation } from '../../translation';
import classNames from '../common/classNames';
import { SeverityMark } from '../common/SeverityMark';
import styles from './charts.module.css';
import { CHART_SEVERITIES, toSeverity } from './severities';
import { type Bar, getBarLabel } from './StackedBars';
import { useArrowKeys } from './useArrowKeys';

const HEIGHT = 190;
const ROOM_FOR_MARK = 11;
const GAP = 1.5;

/** Steps of 1, 2, 5, 10, ... such that there are at most five lines. */
export function getAxis(most: number): number[] {
  let step = 1;
  for (let power = 1; most / step > 4; power *= 10) {
    step =
      [1, 2, 5].map(part => part * power).find(part => most / part <= 4) ??
      power * 10;
  }
  const lines = Math.ceil(most / step);
  return Array.from({ length: lines + 1 }, (_, index) => index * step);
}

/** Bars stacked by severity with an axis, the most severe at the base. Each is a link to the rows that it counts. */
export function MonthBars(props: { bars: Bar[]; label: string }) {
  const { bars } = props;
  const { t } = useTranslation();
  const { onKeyDown, markProps } = useArrowKeys(bars.length);
  const axis = getAxis(Math.max(1, ...bars.map(bar => bar.total)));
  const most = axis[axis.length - 1];
  const step = HEIGHT / most;
  return (
    <div className={classNames(styles.chart, styles.tall)}>
      <div
        className={styles.gridLines}
        style={{ height: HEIGHT }}
        aria-hidden="true"
      >
        {axis.map(line => (
          <span key={line} style={{ bottom: line * step }}>
            {line}
          </span>
        ))}
      </div>
      {/* The arrow keys move the focus between the links inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        className={styles.bars}
        aria-label={props.label}
        onKeyDown={onKeyDown}
      >
        {bars.map((bar, index) => (
          <li key={bar.id} className={styles.barItem}>
            <AppLink
              to={bar.href}
              className={classNames(styles.bar, styles.tallBar)}
              style={{ height: HEIGHT + 52 }}
              {...markProps(index)}
            >
              <span className={styles.hidden}>{getBarLabel(t, bar)}</span>
              <span className={styles.barTotal} aria-hidden="true">
                {bar.total || ''}
              </span>
              <span className={styles.stack} aria-hidden="true">
                {CHART_SEVERITIES.filter(name => bar.bySeverity[name] > 0).map(
                  name => {
                    const height = Math.max(
                      2,
                      bar.bySeverity[name] * step - GAP,
                    );
                    return (
                      <span
                        key={name}
                        className={classNames(styles.segment, styles[name])}
                        style={{ height }}
                      >
                        {height >= ROOM_FOR_MARK && (
                          <SeverityMark
                            severity={toSeverity(name)}
                            decorative
                            colour="var(--si-on-mark)"
                          />
                        )}
                      </span>
                    );
                  },
                )}
              </span>
              <span className={styles.barLabel} aria-hidden="true">
                {bar.shortLabel}
              </span>
            </AppLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
