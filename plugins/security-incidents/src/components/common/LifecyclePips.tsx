import {
  type IncidentStatus,
  LIFECYCLE_STATUSES,
} from 'backstage-plugin-security-incidents-common';
import { useSharedTranslation } from '../../translation';
import classNames from './classNames';
import styles from './common.module.css';

/** How far along its lifecycle an incident is, as a row of pips. */
export function LifecyclePips({ status }: { status: IncidentStatus }) {
  const { t } = useSharedTranslation();
  const shown = LIFECYCLE_STATUSES.slice(1);
  const at = shown.findIndex(step => step === status);
  return (
    <span
      className={styles.pips}
      role="img"
      aria-label={t('term.statusStep', {
        status: t(`term.status.${status}`),
        step: String(at + 1),
        steps: String(shown.length),
      })}
    >
      {shown.map((step, index) => (
        <span
          key={step}
          className={classNames(
            styles.pip,
            index < at && styles.pipDone,
            index === at && styles.pipNow,
          )}
        />
      ))}
    </span>
  );
}
