import { RiLockFill } from '@remixicon/react';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { useNow } from '../../hooks';
import { EntityLink } from '../../navigation';
import { formatDuration } from '../../time';
import {
  getLabels,
  getRsitTypeText,
  type Translate,
  useTranslation,
} from '../../translation';
import { classNames } from '../common';
import { TLP_COLOURS } from '../common/tlpColours';
import { ExerciseBand } from './ExerciseBand';
import { HeaderActions } from './HeaderActions';
import styles from './IncidentHeader.module.css';
import page from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { LiveIndicator } from './LiveIndicator';
import { MajorBadge } from './major';
import { SoonestObligation } from './obligations';
import { PersonMark } from './people';
import { RecordNotice } from './RecordNotice';
import { PriorityValue, SeverityValue, useStatusValue } from './values';

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

function toKind(
  t: Translate,
  { classification }: Incident,
): string | undefined {
  if (!classification) return undefined;
  return classification.type
    ? getRsitTypeText(t, classification.type)
    : getLabels(t, 'rsitClass')[classification.class];
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
  const kind = toKind(t, incident);
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
  const status = useStatusValue();
  const { severity, priority, open } = incident;
  const ended = getEnd(incident);
  const lastedMs =
    (ended ? Date.parse(ended) : now) - Date.parse(incident.reportedAt);
  return (
    <>
      <div className={styles.values}>
        <Value name={t('incidentPage.header.severity')} needsName={!severity}>
          <SeverityValue />
        </Value>
        <Value name={t('incidentPage.header.priority')} needsName={!priority}>
          <PriorityValue />
        </Value>
        <Value name={t('incidentPage.header.status')}>{status.value}</Value>
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
        <SoonestObligation />
      </div>
      {status.failure}
      {status.dialog}
    </>
  );
}

/** What the incident is, who may hear of it, and what can be done with it as a whole. */
export function IncidentHeader() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { mode } = incident;
  return (
    <header className={page.header}>
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
