import { Button } from '@backstage/ui';
import { RiAlertLine } from '@remixicon/react';
import { shortTimeWithZone } from '../../../time';
import { useTranslation } from '../../../translation';
import { TextWithNames } from '../../common';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import styles from './major.module.css';
import { useMajorDialog } from './useMajorDialog';
import { toSaid } from '../../said';

/** A proposal to declare a major incident, and why. Nothing changes until someone decides. */
export function MajorBand() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { ask, dialog } = useMajorDialog();
  const { state, at, proposedBecause } = incident.major;
  const mayDecide = incident.rights.decideMajor;
  if (state !== 'proposed' || isFrozen(incident)) return <>{dialog}</>;
  return (
    <section
      id="major"
      className={styles.band}
      aria-label={t('incidentPage.major.proposed')}
    >
      <RiAlertLine size={20} className={styles.sign} aria-hidden />
      <div className={styles.why}>
        <div className={page.strong}>{t('incidentPage.major.question')}</div>
        <ul className={styles.reasons}>
          {proposedBecause.map(reason => (
            <li key={reason}>
              <TextWithNames text={toSaid(t, reason)} />
            </li>
          ))}
        </ul>
        <div className={page.quiet}>
          {at &&
            t('incidentPage.major.proposedAt', {
              time: shortTimeWithZone(at),
            })}{' '}
          {mayDecide
            ? t('incidentPage.major.nothingChanges')
            : t('incidentPage.major.cannot')}
        </div>
      </div>
      {mayDecide && (
        <div className={styles.actions}>
          <Button variant="primary" onPress={() => ask('declare')}>
            {t('incidentPage.major.declare.label')}
          </Button>
          <Button variant="secondary" onPress={() => ask('decline')}>
            {t('incidentPage.major.decline.label')}
          </Button>
        </div>
      )}
      {dialog}
    </section>
  );
}
