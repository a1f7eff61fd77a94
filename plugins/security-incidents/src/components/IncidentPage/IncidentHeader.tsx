import { RiLockFill } from '@remixicon/react';
import {
  type Incident,
  RSIT_CLASS_LABELS,
  getRsitTypeLabel,
  type Tlp,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { useNow } from '../../hooks';
import { EntityLink } from '../../navigation';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, PriorityBadge, SeverityChip, StatusDial } from '../common';
import { ExerciseBand } from './ExerciseBand';
import { HeaderActions } from './HeaderActions';
import styles from './IncidentHeader.module.css';
import page from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { LiveIndicator } from './LiveIndicator';
import { MajorBadge } from './major';
import { PersonMark } from './people';
import { RecordNotice } from './RecordNotice';

/** Font colours of the Traffic Light Protocol 2.0. */
const TLP_COLOURS: Record<Tlp, string> = {
  CLEAR: '#ffffff',
  GREEN: '#33ff00',
  AMBER: '#ffc000',
  'AMBER+STRICT': '#ffc000',
  RED: '#ff2b2b',
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

function toKind({ classification }: Incident): string | undefined {
  if (!classification) return undefined;
  return classification.type
    ? getRsitTypeLabel(classification.type)
    : RSIT_CLASS_LABELS[classification.class];
}

/** When the work ended: when it was closed, or when it left the lifecycle. */
function getEnd(incident: Incident): string | undefined {
  if (incident.open) return undefined;
  const { statusHistory } = incident;
  return incident.closedAt ?? statusHistory[statusHistory.length - 1]?.from;
}

/** Who may hear of it, and whether the page is live. */
function Marking() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { mode, tlp, codename, visibility, members } = incident;
  const kind = toKind(incident);
  return (
    <div className={styles.marking}>
      <span className={page.quiet}>
        {[t(`incidentPage.header.mode.${mode}`), kind]
          .filter(Boolean)
          .join(' • ')}
      </span>
      <span
        className={`${page.chip} ${styles.tlp}`}
        style={{ color: TLP_COLOURS[tlp] }}
      >
        TLP:{tlp}
      </span>
      {codename && (
        <span className={page.chip}>
          {t('incidentPage.header.codename', { codename })}
        </span>
      )}
      {visibility === 'restricted' && (
        <span className={page.chip}>
          <RiLockFill aria-hidden />
          {t('incidentPage.header.restricted', { count: members.length })}
        </span>
      )}
      <MajorBadge />
      <LiveIndicator />
    </div>
  );
}

function Commander() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const commander = incident.roles.find(
    ({ role }) => role === 'incident-commander',
  );
  return (
    <Value name={t('incidentPage.header.commander')} needsName={!commander}>
      {commander ? (
        <span className={page.pair}>
          <PersonMark principalRef={commander.principalRef} />
          <EntityLink entityRef={commander.principalRef} hideIcon />
        </span>
      ) : (
        <span className={classNames(incident.open && page.late)}>
          {t('incidentPage.header.noCommander')}
        </span>
      )}
    </Value>
  );
}

function Values() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const now = useNow();
  const { severity, priority, status, open } = incident;
  const ended = getEnd(incident);
  const lastedMs =
    (ended ? Date.parse(ended) : now) - Date.parse(incident.reportedAt);
  return (
    <div className={styles.values}>
      <Value name={t('incidentPage.header.severity')} needsName={!severity}>
        <span className={styles.fill}>
          <SeverityChip severity={severity} />
        </span>
      </Value>
      <Value name={t('incidentPage.header.priority')} needsName={!priority}>
        <span className={styles.fill}>
          <PriorityBadge priority={priority} />
        </span>
      </Value>
      <Value name={t('incidentPage.header.status')}>
        <span className={page.strong}>
          <StatusDial status={status} />
        </span>
      </Value>
      <Commander />
      <Value
        name={
          open
            ? t('incidentPage.header.openFor')
            : t('incidentPage.header.wasOpenFor')
        }
        needsName
      >
        <span className={`${page.strong} ${page.time}`}>
          {formatDuration(lastedMs)}
        </span>
      </Value>
    </div>
  );
}

/** What the incident is, who may hear of it, and what can be done with it as a whole. */
export function IncidentHeader() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { mode } = incident;
  return (
    <header
      className={classNames(page.header, mode !== 'real' && styles.exercise)}
    >
      <a className={page.skip} href="#what-blocks">
        {t('incidentPage.header.skip')}
      </a>
      {mode !== 'real' && <ExerciseBand mode={mode} />}
      <Marking />
      <div className={styles.titleRow}>
        <h1 className={styles.title}>{incident.title}</h1>
        <HeaderActions />
      </div>
      <Values />
      <RecordNotice />
    </header>
  );
}
