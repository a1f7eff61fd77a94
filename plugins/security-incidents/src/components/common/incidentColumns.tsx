import { Cell, Column, type ColumnConfig } from '@backstage/ui';
import {
  RiFlaskLine,
  RiGroupLine,
  RiLockLine,
  RiQuestionLine,
  RiUserForbidLine,
} from '@remixicon/react';
import {
  type AffectedEntity,
  type IncidentSummary,
  type NextDue,
  getVisibleEntities,
  RSIT_CLASS_LABELS,
  REDACTED_ENTITY_LABEL,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { AppLink, EntityLink, useRouteRef } from '../../navigation';
import { isGone, type SteadyRow, useNow } from '../../hooks';
import { incidentRouteRef } from '../../routes';
import { dateTime, dayOf, elapsed, formatDuration } from '../../time';
import type { listMessages } from '../../translation/messages/list';
import { type Translate, useTranslation } from '../../translation';
import { PriorityBadge, StatusDial } from './badges';
import classNames from './classNames';
import { DueStateMark } from './DueMark';
import { findLead, getDueState, getDueText, getDueTitle } from './dueState';
import { EntityName, useEntityName } from './EntityName';
import { useEntityNames } from './names';
import { SeverityChip, SeverityMark } from './SeverityMark';
import styles from './incidentsTable.module.css';

/** The columns that a table of incidents can have. */
export type IncidentColumn =
  | 'title'
  | 'keyed'
  | 'severity'
  | 'priority'
  | 'status'
  | 'class'
  | 'services'
  | 'lead'
  | 'nextDue'
  | 'service'
  | 'detected'
  | 'contained';

function Notes({ incident }: { incident: IncidentSummary }) {
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

function IncidentLink(props: {
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

/** The affected entities that the reader may see: on an entity's page those in its scope, elsewhere in the order of linking. */
function getServices(incident: IncidentSummary): AffectedEntity[] {
  const named = getVisibleEntities(incident.affected);
  const inScope = named.filter(service => service.inScope);
  return inScope.length > 0 ? inScope : named;
}

function Services({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  const { affected } = incident;
  const [first] = getServices(incident);
  const others = affected.filter(service => service !== first);
  const names = useEntityNames(
    getVisibleEntities(others).map(({ entityRef }) => entityRef),
  );
  if (!first) {
    return (
      <span className={styles.quiet}>
        {affected.length > 0
          ? REDACTED_ENTITY_LABEL
          : t('incidentTable.unknown')}
        {affected.length > 1 && ` +${affected.length - 1}`}
      </span>
    );
  }
  return (
    <span className={styles.inline}>
      <EntityLink entityRef={first.entityRef} hideIcon />
      {others.length > 0 && (
        <span
          className={styles.quiet}
          title={[
            ...names,
            ...Array(others.length - names.length).fill(REDACTED_ENTITY_LABEL),
          ].join('\n')}
        >{` +${others.length}`}</span>
      )}
    </span>
  );
}

/** The owner under the service, where there is one. */
function OwnerUnder({ incident }: { incident: IncidentSummary }) {
  const owner = getServices(incident)[0]?.snapshot.ownerRef;
  return owner ? (
    <span className={styles.ownerUnder}>
      <RiGroupLine size={12} aria-hidden />
      <EntityLink entityRef={owner} hideIcon />
    </span>
  ) : null;
}

/** Who leads. Nobody is a gap while the incident is open. */
function Lead({ incident }: { incident: IncidentSummary }) {
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

/** What to do so that a clock starts, or that there is none. */
function NothingDue({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  if (!incident.open) return null;
  return incident.severity ? (
    <span className={styles.quiet}>{t('incidentTable.due.nothing')}</span>
  ) : (
    <>
      <span className={styles.quiet}>{t('incidentTable.due.noClock')}</span>
      <span className={styles.under}>
        <span>
          <IncidentLink incident={incident} isSecond>
            {t('incidentTable.due.decide')}
          </IncidentLink>
          {` ${t('incidentTable.due.toStart')}`}
        </span>
      </span>
    </>
  );
}

/** What is due next, in how long, and who has it. */
function NextDueCell({ incident }: { incident: IncidentSummary }) {
  const { nextDue } = incident;
  return nextDue ? (
    <Due incident={incident} due={nextDue} />
  ) : (
    <NothingDue incident={incident} />
  );
}

function Due({ incident, due }: { incident: IncidentSummary; due: NextDue }) {
  const { t } = useTranslation();
  const now = useNow({
    turns: [Date.parse(due.atRiskAt), Date.parse(due.dueAt)],
  });
  const state = getDueState(due, now);
  // A first answer that nobody leads to is for the owners.
  const who =
    due.assigneeRef ??
    (findLead(incident) === undefined
      ? getServices(incident)[0]?.snapshot.ownerRef
      : undefined);
  return (
    <div className={styles.due} title={dateTime(due.dueAt)}>
      <span
        className={classNames(
          styles.dueTime,
          state === 'overdue' && styles.overdue,
          state === 'at-risk' && styles.atRisk,
        )}
      >
        {state && <DueStateMark state={state} />}
        {getDueText(t, due.dueAt, now)}
      </span>
      <span className={styles.dueWhat}>{getDueTitle(t, due)}</span>
      {who && (
        <span className={styles.dueWhat}>
          <EntityName entityRef={who} />
        </span>
      )}
    </div>
  );
}

/** When it was detected, and how long ago or how long it took. */
function Detected({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  return (
    <>
      <time
        dateTime={incident.detectedAt}
        title={dateTime(incident.detectedAt)}
      >
        {dayOf(incident.detectedAt)}
      </time>
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

function ContainedIn({ incident }: { incident: IncidentSummary }) {
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

function Class({ incident }: { incident: IncidentSummary }) {
  const { classification } = incident;
  const { t } = useTranslation();
  return classification ? (
    <>{RSIT_CLASS_LABELS[classification.class]}</>
  ) : (
    <span className={styles.quiet}>{t('incidentTable.unclassified')}</span>
  );
}

/** Quiet while it cannot be computed yet. */
function Priority({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  return incident.priority ? (
    <PriorityBadge priority={incident.priority} />
  ) : (
    <span className={styles.quiet}>{t('incidentTable.notYet')}</span>
  );
}

interface Definition {
  label: keyof (typeof listMessages)['incidentTable']['column'];
  /** What the backend sorts by; not given where it cannot. */
  sortBy?: 'severity' | 'priority' | 'status' | 'detectedAt' | 'nextDue';
  isRowHeader?: boolean;
  /** Shows the label before the value where there is no header row. */
  hasSmallLabel?: boolean;
  content(incident: IncidentSummary): ReactNode;
}

const DEFINITIONS: Record<IncidentColumn, Definition> = {
  title: {
    label: 'incident',
    isRowHeader: true,
    content: incident => (
      <>
        <IncidentLink incident={incident}>{incident.title}</IncidentLink>
        <span className={styles.under}>
          {incident.key}
          <Notes incident={incident} />
          <span className={styles.leadUnder}>
            <Lead incident={incident} />
          </span>
        </span>
      </>
    ),
  },
  keyed: {
    label: 'incident',
    isRowHeader: true,
    content: incident => (
      <>
        <span className={styles.inline}>
          <SeverityMark
            severity={incident.severity}
            outlined={incident.mode !== 'real'}
          />{' '}
          <IncidentLink incident={incident}>{incident.key}</IncidentLink>{' '}
          <span className={styles.under}>
            <Notes incident={incident} />
          </span>
        </span>
        <span className={styles.titleUnder}>{incident.title}</span>
      </>
    ),
  },
  severity: {
    label: 'severity',
    sortBy: 'severity',
    content: incident => <SeverityChip severity={incident.severity} />,
  },
  priority: {
    label: 'priority',
    sortBy: 'priority',
    content: incident => <Priority incident={incident} />,
  },
  status: {
    label: 'status',
    sortBy: 'status',
    content: incident => <StatusDial status={incident.status} />,
  },
  class: {
    label: 'class',
    content: incident => <Class incident={incident} />,
  },
  services: {
    label: 'serviceOwner',
    content: incident => (
      <>
        <Services incident={incident} />
        <OwnerUnder incident={incident} />
      </>
    ),
  },
  lead: {
    label: 'lead',
    content: incident => <Lead incident={incident} />,
  },
  nextDue: {
    label: 'nextDue',
    sortBy: 'nextDue',
    content: incident => <NextDueCell incident={incident} />,
  },
  service: {
    label: 'service',
    hasSmallLabel: true,
    content: incident => <Services incident={incident} />,
  },
  detected: {
    label: 'detected',
    sortBy: 'detectedAt',
    hasSmallLabel: true,
    content: incident => <Detected incident={incident} />,
  },
  contained: {
    label: 'contained',
    hasSmallLabel: true,
    content: incident => <ContainedIn incident={incident} />,
  },
};

/** Columns for the table of the kit. Their widths are in the style sheet, so that rows can become cards. */
export function toColumnConfigs(
  t: Translate,
  names: readonly IncidentColumn[],
): ColumnConfig<SteadyRow<IncidentSummary>>[] {
  return names.map(name => {
    const { sortBy, isRowHeader, hasSmallLabel, content, ...definition } =
      DEFINITIONS[name];
    const label = t(`incidentTable.column.${definition.label}`);
    const id = sortBy ?? name;
    return {
      id,
      label,
      isRowHeader,
      isSortable: sortBy !== undefined,
      header: () => (
        <Column
          id={id}
          isRowHeader={isRowHeader}
          allowsSorting={sortBy !== undefined}
          className={styles[name]}
        >
          {label}
        </Column>
      ),
      cell: row =>
        isGone(row) ? (
          <Cell className={styles[name]}>
            {isRowHeader && (
              <span className={styles.quiet}>{t('incidentTable.gone')}</span>
            )}
          </Cell>
        ) : (
          <Cell className={styles[name]}>
            {hasSmallLabel && (
              <span className={styles.smallLabel} aria-hidden="true">
                {label}
              </span>
            )}
            {content(row)}
          </Cell>
        ),
    };
  });
}
