import { Alert } from '@backstage/ui';
import { useTranslation } from '../../../translation';
import type { Problem } from '../fields';
import styles from '../IncidentPage.module.css';

/** Why a move was refused. */
export function MoveFailed({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={styles.alert}>
      <Alert
        status="danger"
        title={problem.message}
        description={
          problem.status === 409
            ? t('incidentPage.nextStep.conflict')
            : undefined
        }
      />
    </div>
  );
}
