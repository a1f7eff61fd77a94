import { Button } from '@backstage/ui';
import { RiGitMergeLine } from '@remixicon/react';
import { STATUS_LABELS } from 'backstage-plugin-security-incidents-common';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { WhoDidWhat } from '../WhoDidWhat';
import type { StepConflict } from './useSendStep';

/** Says what happened while somebody wrote, and lets them record it all the same. */
export function StepConflictNotice(props: {
  conflict: StepConflict;
  /** The record takes no steps any more. */
  frozen: boolean;
  sending: boolean;
  onSendAnyway(): void;
}) {
  const { conflict, frozen, sending, onSendAnyway } = props;
  const { incident } = useIncidentRecord();
  const [latest] = conflict.changes.filter(
    ({ action }) => action === 'status.changed',
  );
  return (
    <div className={styles.message} role="alert">
      <RiGitMergeLine aria-hidden />
      <div>
        <div className={styles.strong}>
          The incident moved on while you typed
        </div>
        <p className={styles.quiet}>
          {latest ? (
            <WhoDidWhat entry={latest} />
          ) : (
            `It is in ${STATUS_LABELS[incident.status]} now`
          )}
          {frozen
            ? '. The record takes no steps in this state; your text is kept.'
            : '. Your text is kept and still fits.'}
        </p>
        <div className={styles.row}>
          {!frozen && (
            <Button
              variant="primary"
              isPending={sending}
              onPress={onSendAnyway}
            >
              Record it anyway
            </Button>
          )}
          <a className={styles.link} href="#timeline">
            See what changed
          </a>
        </div>
      </div>
    </div>
  );
}
