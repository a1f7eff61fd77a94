import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RiLockFill } from '@remixicon/react';
import {
  type Incident,
  RSIT_CLASS_LABELS,
  getRsitTypeLabel,
  type Tlp,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { useNow } from '../../hooks';
import { formatDuration } from '../../time';
import { classNames, PriorityBadge, SeverityChip, StatusDial } from '../common';
import { ExerciseBand } from './ExerciseBand';
import { HeaderActions } from './HeaderActions';
import styles from './IncidentHeader.module.css';
import page from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { LiveIndicator } from './LiveIndicator';
import { MajorBadge } from './major';
import { PersonMark } from './PersonMark';

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
  exercise: 'Exercise',
  test: 'Test',
};

function Value(props: {
  name: string;
  /** Says nothing without its name, which small screens leave out otherwise. */
  needsName?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={page.pair}>
      <span className={classNames(page.quiet, !props.needsName && styles.name)}>
        {props.name}
      </span>
      {props.children}
    </span>
  );
}

function kindOf({ classification }: Incident): string | undefined {
  if (!classification) return undefined;
  return classification.type
    ? getRsitTypeLabel(classification.type)
    : RSIT_CLASS_LABELS[classification.class];
}

/** When the work ended: resolved for the record, or when it left the line. */
function endOf(incident: Incident): string | undefined {
  if (incident.open) return undefined;
  const { statusHistory } = incident;
  return incident.closedAt ?? statusHistory[statusHistory.length - 1]?.from;
}

/** May I talk about this, and what is it. */
export function IncidentHeader() {
  const { incident } = useIncidentRecord();
  const now = useNow();
  const commander = incident.roles.find(
    ({ role }) => role === 'incident-commander',
  );
  const ended = endOf(incident);
  const lastedMs =
    (ended ? Date.parse(ended) : now) - Date.parse(incident.reportedAt);
  const members = incident.members.length;

  return (
    <header
      className={classNames(
        page.header,
        incident.mode !== 'real' && styles.exercise,
      )}
    >
      <a className={page.skip} href="#what-blocks">
        Skip to what blocks the next step
      </a>
      {incident.mode !== 'real' && <ExerciseBand mode={incident.mode} />}
      <div className={styles.marking}>
        <span className={page.quiet}>
          {[MODE_NAMES[incident.mode], kindOf(incident)]
            .filter(Boolean)
            .join(' • ')}
        </span>
        <span
          className={`${page.chip} ${styles.tlp}`}
          style={{ color: TLP_COLOURS[incident.tlp] }}
        >
          TLP:{incident.tlp}
        </span>
        {incident.codename && (
          <span className={page.chip}>{`Codename ${incident.codename}`}</span>
        )}
        {incident.visibility === 'restricted' && (
          <span className={page.chip}>
            <RiLockFill aria-hidden />
            {`Restricted to ${members} ${
              members === 1 ? 'member' : 'members'
            } and people who may read all`}
          </span>
        )}
        <MajorBadge />
        <LiveIndicator />
      </div>
      <div className={styles.titleRow}>
        <h1 className={styles.title}>{incident.title}</h1>
        <HeaderActions />
      </div>
      <div className={styles.values}>
        <Value name="Severity" needsName={!incident.severity}>
          <span className={styles.fill}>
            <SeverityChip severity={incident.severity} />
          </span>
        </Value>
        <Value name="Priority" needsName={!incident.priority}>
          <span className={styles.fill}>
            <PriorityBadge priority={incident.priority} />
          </span>
        </Value>
        <Value name="Status">
          <span className={page.strong}>
            <StatusDial status={incident.status} />
          </span>
        </Value>
        <Value name="Commander" needsName={!commander}>
          {commander ? (
            <span className={page.pair}>
              <PersonMark principalRef={commander.principalRef} />
              <EntityRefLink
                entityRef={commander.principalRef}
                defaultKind="user"
                hideIcon
              />
            </span>
          ) : (
            <span className={classNames(incident.open && page.late)}>
              Nobody yet
            </span>
          )}
        </Value>
        <Value name={incident.open ? 'Open for' : 'Was open for'} needsName>
          <span className={`${page.strong} ${page.time}`}>
            {formatDuration(lastedMs)}
          </span>
        </Value>
      </div>
    </header>
  );
}
