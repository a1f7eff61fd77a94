import { Card, CardBody } from '@backstage/ui';
import type { DetectionSourceDetails } from 'backstage-plugin-security-incidents-common';
import { elapsed, formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { SourceMark } from '../detections';
import { toRejectionText } from './sourceText';
import styles from './SourcesPage.module.css';

/** Why a source is in trouble, and three steps that mend it; nothing for the others. */
export function LikelyCause({ source }: { source: DetectionSourceDetails }) {
  const { t } = useTranslation();
  const { state, stateSince, lastEventAt, expectedEveryMs } = source;
  if (state !== 'rejecting' && state !== 'silent') return null;
  const since = lastEventAt ?? stateSince;
  const isRejecting = state === 'rejecting';
  const title = isRejecting
    ? t('sourcePage.cause.rejecting', { count: source.counts.rejected })
    : t('sourcePage.cause.silent', { duration: since ? elapsed(since) : '' });
  return (
    <Card aria-label={title}>
      <CardBody className={styles.cause}>
        <SourceMark state={state} decorative />
        <div className={styles.stack}>
          <h3 className={styles.cardTitle}>{title}</h3>
          <span>
            {isRejecting
              ? toRejectionText(t, source.lastRejection?.reason)
              : t('sourcePage.cause.silentHint', {
                  expected: formatDuration(expectedEveryMs ?? 0),
                })}
          </span>
          {isRejecting ? (
            <ol className={styles.numbered}>
              <li>
                {t('sourcePage.cause.secretFirst')}{' '}
                <code>{source.secretsKey}</code>{' '}
                {t('sourcePage.cause.secretThen')}
              </li>
              <li>{t('sourcePage.cause.testThen')}</li>
              <li>{t('sourcePage.cause.again')}</li>
            </ol>
          ) : (
            <ol className={styles.numbered}>
              <li>{t('sourcePage.cause.silentFirst')}</li>
              <li>{t('sourcePage.cause.silentThen')}</li>
              <li>{t('sourcePage.cause.silentLast')}</li>
            </ol>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
