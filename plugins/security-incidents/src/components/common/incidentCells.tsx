import {
  RiFlaskLine,
  RiLockLine,
  RiQuestionLine,
  RiUserForbidLine,
} from '@remixicon/react';
import type { IncidentSummary } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { dayOf, elapsed, formatDuration } from '../../time';
import { getLabels, useTranslation } from '../../translation';
import { PriorityBadge } from './badges';
import { findLead } from './dueState';
import { EntityName, useEntityName } from './EntityName';
import styles from './incidentsTable.module.css';
import { Time } from './Times';

/** What is special about an incident. */
export function Notes({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  return (
    <>
      {incident.visibility === 'restricted' && (
        <span className={styles.note}>
          <RiLockLine size={12} aria-hidden />
          {t('term.restricted')}
        </span>
      )}
      {incident.mode !== 'real' && (
        <span className={styles.exerciseNote}>
          <RiFlaskLine size={12} aria-hidden />
          {t('incidentTable.exercise')}
        </span>
      )}
      {incident.isMajorProposed && (
        <span className={styles.note}>
          <RiQuestionLine size={12} aria-hidden />
          {t('incidentTable.majorUndecided')}
        </span>
      )}
    </>
  );
}

/** A link to the page of an incident. */
export function IncidentLink(props: {
  incident: IncidentSummary;
  /** Another link of the same row. */
  isSecond?: boolean;
  children: string;
}) {
  const link = useRouteRef(incidentRouteRef);
  return (
    <AppLink
      to={link({ key: props.incident.key })}
      className={styles.link}
      data-incident-link={props.isSecond ? undefined : props.incident.key}
    >
      {props.children}
    </AppLink>
  );
}

/** Who leads. Nobody is a gap while the incident is open. */
export function Lead({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  const lead = findLead(incident);
  if (lead) {
    return (
      <span className={styles.leadName}>
        <PersonInitial principalRef={lead} />
        <EntityName entityRef={lead} />
      </span>
    );
  }
  return incident.open ? (
    <span className={styles.nobody}>
      <RiUserForbidLine size={14} aria-hidden />
      {t('incidentTable.nobody')}
    </span>
  ) : (
    <span className={styles.quiet}>{t('incidentTable.nobody')}</span>
  );
}

/** First letter of a name in a ring. */
function PersonInitial(props: { principalRef: string }) {
  const name = useEntityName(props.principalRef);
  return (
    <span className={styles.initial} aria-hidden>
      {name.charAt(0).toLocaleUpperCase('en')}
    </span>
  );
}

/** When it was detected, and how long ago or how long it took. */
export function Detected({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  return (
    <>
      <Time at={incident.detectedAt} format={dayOf} />
      <span className={styles.under}>
        {incident.open
          ? t('incidentTable.ago', { time: elapsed(incident.detectedAt) })
          : `${elapsed(
              incident.detectedAt,
              incident.resolvedAt ?? incident.updatedAt,
            )} ${
              incident.resolvedAt
                ? t('incidentTable.toResolve')
                : t('incidentTable.untilEnd')
            }`}
      </span>
    </>
  );
}

/** How long it took until it was contained. */
export function ContainedIn({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  const { containedAt, detectedAt, open } = incident;
  if (!containedAt) {
    return (
      <span className={styles.quiet}>
        {open ? t('incidentTable.notYet') : t('incidentTable.notRecorded')}
      </span>
    );
  }
  return (
    <>
      {formatDuration(
        new Date(containedAt).getTime() - new Date(detectedAt).getTime(),
      )}
    </>
  );
}

/** Its class of the taxonomy. */
export function Class({ incident }: { incident: IncidentSummary }) {
  const { classification } = incident;
  const { t } = useTranslation();
  return classification ? (
    <>{getLabels(t, 'rsitClass')[classification.class]}</>
  ) : (
    <span className={styles.quiet}>{t('incidentTable.unclassified')}</span>
  );
}

/** Quiet while it cannot be computed yet. */
export function Priority({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  return incident.priority ? (
    <PriorityBadge priority={incident.priority} />
  ) : (
    <span className={styles.quiet}>{t('incidentTable.notYet')}</span>
  );
}
