import { RiFlaskLine } from '@remixicon/react';
import { useTranslation } from '../../translation';
import styles from './IncidentHeader.module.css';

/** Says above everything else that the incident is not real. */
export function ExerciseBand({ mode }: { mode: 'exercise' | 'test' }) {
  const { t } = useTranslation();
  return (
    <div className={styles.band} role="note">
      <RiFlaskLine size={20} aria-hidden />
      <strong>{t(`incidentPage.band.${mode}`)}</strong>
      <span>{t(`incidentPage.band.${mode}Note`)}</span>
    </div>
  );
}
