import { Button } from '@backstage/ui';
import { RiAlertLine } from '@remixicon/react';
import { shortTime } from '../../../time';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import styles from './major.module.css';
import { useMajorDialog } from './useMajorDialog';

/** Says that it should perhaps be a major incident, and why; nothing follows from that until a person decides. */
export function MajorBand() {
  const { incident } = useIncidentRecord();
  const { ask, dialog } = useMajorDialog();
  const { state, at, proposedBecause } = incident.major;
  const mayDecide = incident.rights.decideMajor;
  if (state !== 'proposed' || isFrozen(incident)) return <>{dialog}</>;
  return (
    <section className={styles.band} aria-label="Proposed as major incident">
      <RiAlertLine size={20} className={styles.sign} aria-hidden />
      <div className={styles.why}>
        <div className={page.strong}>Is this a major incident?</div>
        <ul className={styles.reasons}>
          {proposedBecause.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <div className={page.quiet}>
          {at && `Proposed ${shortTime(at)} UTC. `}
          {mayDecide
            ? 'Nothing follows from it until somebody decides.'
            : 'Deciding needs the right security-incidents.incident.update.'}
        </div>
      </div>
      {mayDecide && (
        <div className={styles.actions}>
          <Button variant="primary" onPress={() => ask('declare')}>
            Declare major incident
          </Button>
          <Button variant="secondary" onPress={() => ask('decline')}>
            Not major
          </Button>
        </div>
      )}
      {dialog}
    </section>
  );
}
