import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RiLockLine } from '@remixicon/react';
import {
  RSIT_CLASS_LABELS,
  type Tlp,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { PriorityBadge, SeverityChip, StatusDial } from '../common';
import { elapsed } from '../../time';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';

/** Font colours of the Traffic Light Protocol 2.0. */
const TLP_COLOURS: Record<Tlp, string> = {
  CLEAR: '#ffffff',
  GREEN: '#33ff00',
  AMBER: '#ffc000',
  'AMBER+STRICT': '#ffc000',
  RED: '#ff2b2b',
};

const MODE_NAMES = {
  real: 'Incident',
  exercise: 'Exercise, not counted',
  test: 'Test, not counted',
};

function Value(props: { name: string; children: ReactNode }) {
  return (
    <span className={styles.pair}>
      <span className={styles.quiet}>{props.name}</span>
      {props.children}
    </span>
  );
}

/** May I talk about this, and what is it. */
export function IncidentHeader() {
  const { incident } = useIncidentRecord();
  const commander = incident.roles.find(
    ({ role }) => role === 'incident-commander',
  );
  const ended =
    incident.closedAt ??
    incident.statusHistory[incident.statusHistory.length - 1]?.from;

  return (
    <header style={{ marginBottom: 'var(--bui-space-4)' }}>
      <div className={styles.row} style={{ gap: 'var(--bui-space-2)' }}>
        <span className={styles.quiet}>
          {[
            MODE_NAMES[incident.mode],
            incident.key,
            incident.classification &&
              RSIT_CLASS_LABELS[incident.classification.class],
          ]
            .filter(Boolean)
            .join(' • ')}
        </span>
        <span
          className={`${styles.chip} ${styles.tlp}`}
          style={{ color: TLP_COLOURS[incident.tlp] }}
        >
          TLP:{incident.tlp}
        </span>
        {incident.visibility === 'restricted' && (
          <span className={styles.chip}>
            <RiLockLine aria-hidden />
            Restricted, {incident.members.length}{' '}
            {incident.members.length === 1 ? 'member' : 'members'}
          </span>
        )}
      </div>
      <h1 className={styles.title}>{incident.title}</h1>
      <div className={styles.row} style={{ marginTop: 'var(--bui-space-2)' }}>
        <Value name="Severity">
          <SeverityChip severity={incident.severity} />
        </Value>
        <Value name="Priority">
          <PriorityBadge priority={incident.priority} />
        </Value>
        <Value name="Status">
          <StatusDial status={incident.status} />
        </Value>
        <Value name="Commander">
          {commander ? (
            <EntityRefLink
              entityRef={commander.principalRef}
              defaultKind="user"
            />
          ) : (
            <span>Nobody yet</span>
          )}
        </Value>
        <Value name={incident.open ? 'Open for' : 'Was open for'}>
          <span className={`${styles.strong} ${styles.time}`}>
            {elapsed(incident.reportedAt, incident.open ? undefined : ended)}
          </span>
        </Value>
      </div>
    </header>
  );
}
