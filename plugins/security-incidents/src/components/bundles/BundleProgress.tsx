import { Alert, Button, Card, CardBody } from '@backstage/ui';
import { LinearProgress } from '@material-ui/core';
import { useTranslation } from '../../translation';
import { problemOf } from '../IncidentPage/fields';
import type { BundleExport } from './BundleExports';
import styles from './bundles.module.css';
import { formatBytes } from '../../formatBytes';

/** Steps in which progress is spoken, in per cent. */
const SPOKEN_STEP = 25;

/** How far a bundle is, or how it ended. */
export function BundleProgress(props: {
  now: BundleExport;
  /** Bytes to expect, about. */
  expectedBytes: number;
  onAgain(): void;
}) {
  const { now, expectedBytes, onAgain } = props;
  const { t } = useTranslation();
  if (now.state === 'failed') {
    return (
      <div role="alert">
        <Alert
          status="danger"
          title={t('bundles.failed.title')}
          description={`${problemOf(now.error).message} ${t(
            'bundles.failed.empty',
          )}`}
          customActions={
            <Button size="small" variant="secondary" onPress={onAgain}>
              {t('bundles.failed.again')}
            </Button>
          }
        />
      </div>
    );
  }
  if (now.state === 'done') {
    return (
      <div role="status">
        <Alert
          status="success"
          title={t('bundles.done.title')}
          description={
            <>
              <span className={styles.line}>
                {now.fileName}, {formatBytes(now.sizeBytes)}
              </span>
              <span className={styles.line}>
                {t('bundles.done.sha256')}{' '}
                <code className={styles.hash}>{now.sha256}</code>
              </span>
              <span className={styles.line}>{t('bundles.done.hint')}</span>
            </>
          }
          customActions={
            <Button size="small" variant="secondary" onPress={onAgain}>
              {t('bundles.done.again')}
            </Button>
          }
        />
      </div>
    );
  }
  const isPacking = now.state === 'packing';
  const percent = isPacking
    ? Math.min(99, Math.round((100 * now.receivedBytes) / expectedBytes))
    : 0;
  return (
    <Card>
      <CardBody>
        <div className={styles.heading}>
          <b>{t(isPacking ? 'bundles.packing' : 'bundles.checking')}</b>
          {isPacking && <span className={styles.quiet}>{percent} %</span>}
        </div>
        <LinearProgress
          variant={isPacking ? 'determinate' : 'indeterminate'}
          value={percent}
          aria-label={t('bundles.progressLabel')}
        />
        {isPacking && (
          <p className={styles.quiet}>
            {t('bundles.progress', {
              received: formatBytes(now.receivedBytes),
              total: formatBytes(expectedBytes),
            })}
          </p>
        )}
        <span role="status" className={styles.spoken}>
          {isPacking
            ? `${percent - (percent % SPOKEN_STEP)} %`
            : t('bundles.checking')}
        </span>
      </CardBody>
    </Card>
  );
}
