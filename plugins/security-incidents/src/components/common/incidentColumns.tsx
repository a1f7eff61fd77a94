import { Cell, Column, type ColumnConfig } from '@backstage/ui';
import { RiFlaskLine, RiLockLine } from '@remixicon/react';
import {
  type AffectedEntity,
  type IncidentSummary,
  getVisibleEntities,
  RSIT_CLASS_LABELS,
  REDACTED_ENTITY_LABEL,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { AppLink, EntityLink, useRouteRef } from '../../navigation';
import { isGone, type SteadyRow } from '../../hooks';
import { incidentRouteRef } from '../../routes';
import { dayOf, elapsed, formatDuration } from '../../time';
import type { listMessages } from '../../translation/messages/list';
import { type Translate, useTranslation } from '../../translation';
import { PriorityBadge, StatusDial } from './badges';
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
  | 'service'
  | 'owner'
  | 'age'
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
    </>
  );
}

function IncidentLink(props: { incident: IncidentSummary; children: string }) {
  const link = useRouteRef(incidentRouteRef);
  return (
    <AppLink
      to={link({ key: props.incident.key })}
      className={styles.link}
      data-incident-link
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

function Owner({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  const owner = getServices(incident)[0]?.snapshot.ownerRef;
  return owner ? (
    <EntityLink entityRef={owner} />
  ) : (
    <span className={styles.quiet}>{t('incidentTable.unknown')}</span>
  );
}

/** How long an incident has been open, or how long it took. */
function Age({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  if (incident.open) return <>{elapsed(incident.detectedAt)}</>;
  return (
    <>
      {elapsed(incident.detectedAt, incident.resolvedAt ?? incident.updatedAt)}
      <span className={styles.under}>
        {incident.resolvedAt
          ? t('incidentTable.toResolve')
          : t('incidentTable.untilEnd')}
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

interface Definition {
  label: keyof (typeof listMessages)['incidentTable']['column'];
  /** What the backend sorts by; not given where it cannot. */
  sortBy?: 'severity' | 'priority' | 'status' | 'detectedAt';
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
    content: incident => <PriorityBadge priority={incident.priority} />,
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
    label: 'services',
    content: incident => (
      <>
        <Services incident={incident} />
        <span className={styles.ownerUnder}>
          <Owner incident={incident} />
        </span>
      </>
    ),
  },
  service: {
    label: 'service',
    hasSmallLabel: true,
    content: incident => <Services incident={incident} />,
  },
  owner: {
    label: 'owner',
    content: incident => <Owner incident={incident} />,
  },
  age: {
    label: 'age',
    sortBy: 'detectedAt',
    hasSmallLabel: true,
    content: incident => <Age incident={incident} />,
  },
  detected: {
    label: 'detected',
    sortBy: 'detectedAt',
    hasSmallLabel: true,
    content: incident => dayOf(incident.detectedAt),
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
