import { Button } from '@backstage/ui';
import { RiGitMergeLine } from '@remixicon/react';
import { getLabels, useTranslation } from '../../../translation';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { WhoDidWhat } from '../WhoDidWhat';
import type { StepConflict } from './useSendStep';

/** Says what happened while somebody wrote, and lets them record the step all the same. */
export function StepConflictNotice(props: {
  conflict: StepConflict;
  /** No steps can be recorded any more. */
  frozen: boolean;
  sending: boolean;
  onSendAnyway(): void;
}) {
  const { conflict, frozen, sending, onSendAnyway } = props;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const latest = conflict.changes.find(
    ({ action }) => action === 'status.changed',
  );
  const what = latest ? (
    <WhoDidWhat entry={latest} />
  ) : (
    <>
      {t('incidentPage.conflict.statusNow', {
        status: getLabels(t, 'status')[incident.status],
      })}
    </>
  );
  return (
    <div className={styles.message} role="alert">
      <RiGitMergeLine aria-hidden />
      <div>
        <div className={styles.strong}>{t('incidentPage.conflict.title')}</div>
        <p className={styles.quiet}>
          {frozen
            ? t('incidentPage.conflict.frozen', { what })
            : t('incidentPage.conflict.fits', { what })}
        </p>
        <div className={styles.row}>
          {!frozen && (
            <Button
              variant="primary"
              isPending={sending}
              onPress={onSendAnyway}
            >
              {t('incidentPage.conflict.anyway')}
            </Button>
          )}
          <a className={styles.link} href="#timeline">
            {t('incidentPage.conflict.seeChanges')}
          </a>
        </div>
      </div>
    </div>
  );
}
