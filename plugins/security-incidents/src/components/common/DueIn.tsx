import { useNow } from '../../hooks';
import { formatDuration, utcTime } from '../../time';
import { useSharedTranslation } from '../../translation';
import styles from './common.module.css';

/** How long until something is due, or how long it is over. */
export function DueIn({ dueAt }: { dueAt: string }) {
  const { t } = useSharedTranslation();
  const leftMs = Date.parse(dueAt) - useNow();
  const duration = formatDuration(Math.abs(leftMs));
  return (
    <time
      dateTime={dueAt}
      title={utcTime(dueAt)}
      className={leftMs < 0 ? styles.dueOver : styles.due}
    >
      {leftMs < 0
        ? t('entityCard.nextAction.over', { duration })
        : t('entityCard.nextAction.left', { duration })}
    </time>
  );
}
