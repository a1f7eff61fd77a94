import { Button, Skeleton } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { useTranslation } from '../../../translation';
import { problemOf } from '../fields';
import page from '../IncidentPage.module.css';
import styles from './timeline.module.css';

/** The timeline could not be read, or may not be. */
export function TimelineFailed(props: { error: Error; onRetry(): void }) {
  const { t } = useTranslation();
  const { status, message } = problemOf(props.error);
  const forbidden = status === 403;
  return (
    <div className={page.message} role="alert">
      <RiErrorWarningLine className={page.alarm} aria-hidden />
      <div>
        <div className={page.strong}>
          {forbidden
            ? t('incidentPage.timeline.forbidden')
            : t('incidentPage.timeline.failed')}
        </div>
        <p className={page.quiet}>
          {forbidden
            ? message
            : t('incidentPage.timeline.failedHint', { message })}
        </p>
        {!forbidden && (
          <Button variant="secondary" onPress={props.onRetry}>
            {t('common.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Boxes in the shape of entries. */
export function TimelineLoading() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('incidentPage.timeline.loading')}>
      {[70, 90, 50].map(width => (
        <div key={width} className={styles.entry}>
          <Skeleton width={36} height={12} />
          <Skeleton width={22} height={22} rounded />
          <Skeleton width={`${width}%`} height={14} />
        </div>
      ))}
    </div>
  );
}
