import type { DetectionSummary } from 'backstage-plugin-security-incidents-common';
import styles from './detections.module.css';
import { getSeenAt, type LaneScale } from './lanes';

/** When a detection was seen, under the milestones: filled when attached, hollow when proposed, a ring when resolved. */
export function Lane(props: {
  detection: DetectionSummary;
  scale: LaneScale;
  isProposed: boolean;
  resolvedAt?: string;
}) {
  const { detection, scale, isProposed, resolvedAt } = props;
  return (
    <div className={styles.lane} aria-hidden="true">
      {scale.milestones.map(({ name, percent }) => (
        <span
          key={name}
          className={styles.milestone}
          style={{ insetInlineStart: `${percent}%` }}
        />
      ))}
      <span
        className={styles.now}
        style={{ insetInlineStart: `${scale.nowPercent}%` }}
      />
      {getSeenAt(detection).map(time => (
        <span
          key={time}
          className={styles.tick}
          data-proposed={isProposed || undefined}
          style={{ insetInlineStart: `${scale.toPercent(time)}%` }}
        />
      ))}
      {resolvedAt && (
        <span
          className={styles.ring}
          style={{
            insetInlineStart: `${scale.toPercent(Date.parse(resolvedAt))}%`,
          }}
        />
      )}
    </div>
  );
}
