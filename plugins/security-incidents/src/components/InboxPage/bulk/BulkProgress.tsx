import { Button, ButtonLink, Card, CardBody, CardHeader } from '@backstage/ui';
import { RiCheckLine, RiCloseLine, RiLoader2Line } from '@remixicon/react';
import { EntityLink } from '../../../navigation';
import { useTranslation } from '../../../translation';
import { SeverityMark } from '../../common';
import styles from './bulk.module.css';
import { type Bulk, type BulkRun, countOutcomes } from './useBulk';

function Bar({ run }: { run: BulkRun }) {
  const { t } = useTranslation();
  const { left } = countOutcomes(run);
  const answered = run.selected.length - left;
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={t('inbox.bulk.progress')}
      aria-valuemin={0}
      aria-valuemax={run.selected.length}
      aria-valuenow={answered}
    >
      {run.selected.map(({ id }) => (
        <span key={id} data-state={run.outcomes[id]?.state} />
      ))}
    </div>
  );
}

function Failed(props: {
  run: BulkRun;
  bulk: Bulk;
  linkTo(id: string): string;
}) {
  const { run, bulk, linkTo } = props;
  const { t } = useTranslation();
  const failed = run.selected.filter(
    ({ id }) => run.outcomes[id]?.state === 'failed',
  );
  if (failed.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>
          {t('inbox.bulk.again', { count: failed.length })}
        </h2>
      </CardHeader>
      <CardBody>
        <ul className={styles.failed}>
          {failed.map(({ id, title, severity, entityRef }) => {
            const { reason, currentVersion, isUnknown } = run.outcomes[id];
            return (
              <li key={id}>
                <SeverityMark severity={severity} />
                <div className={styles.failedBody}>
                  <span>
                    <b>{title}</b>{' '}
                    {entityRef && <EntityLink entityRef={entityRef} />}
                  </span>
                  <span>
                    {reason}
                    {currentVersion !== undefined &&
                      ` ${t('inbox.bulk.changed')}`}
                  </span>
                  <div className={styles.buttons}>
                    <ButtonLink
                      variant="secondary"
                      size="small"
                      href={linkTo(id)}
                      onPress={() => !run.isRunning && bulk.finish()}
                    >
                      {t('inbox.bulk.openIt')}
                    </ButtonLink>
                    {currentVersion !== undefined && (
                      <Button
                        variant="tertiary"
                        size="small"
                        onPress={() => bulk.retry(id, currentVersion)}
                      >
                        {t('inbox.bulk.anyway')}
                      </Button>
                    )}
                    {isUnknown && (
                      <Button
                        variant="secondary"
                        size="small"
                        onPress={() => bulk.retry(id)}
                      >
                        {t('inbox.bulk.retry')}
                      </Button>
                    )}
                  </div>
                </div>
              </li>
            );
          })}
        </ul>
      </CardBody>
    </Card>
  );
}

/** How far many decisions are, and what could not be decided. */
export function BulkProgress(props: {
  run: BulkRun;
  bulk: Bulk;
  linkTo(id: string): string;
  onFinish(): void;
}) {
  const { run, bulk } = props;
  const { t } = useTranslation();
  const { done, failed, left } = countOutcomes(run);
  const total = run.selected.length;
  return (
    <>
      <Card>
        <CardBody className={styles.form}>
          <div className={styles.between}>
            <h2 className={styles.title} role="status">
              {t('inbox.bulk.running', { answered: total - left, total })}
            </h2>
            {run.isRunning ? (
              <Button variant="secondary" onPress={bulk.stop}>
                {t('inbox.bulk.stop')}
              </Button>
            ) : (
              <Button variant="primary" onPress={props.onFinish}>
                {t('inbox.bulk.finish')}
              </Button>
            )}
          </div>
          <p className={styles.counts}>
            <span data-state="done">
              <RiCheckLine size={14} aria-hidden />
              {t('inbox.bulk.done', { count: done })}
            </span>
            {failed > 0 && (
              <span data-state="failed">
                <RiCloseLine size={14} aria-hidden />
                {t('inbox.bulk.failed', { count: failed })}
              </span>
            )}
            {left > 0 && (
              <span>
                <RiLoader2Line size={14} aria-hidden />
                {t('inbox.bulk.left', { count: left })}
              </span>
            )}
          </p>
          <Bar run={run} />
          {run.decision.kind === 'dismiss' && (
            <p className={styles.flush}>{run.decision.reason}</p>
          )}
          <p className={styles.quiet}>
            {run.isStopped ? t('inbox.bulk.stopped') : t('inbox.bulk.each')}
          </p>
        </CardBody>
      </Card>
      <Failed run={run} bulk={bulk} linkTo={props.linkTo} />
    </>
  );
}
