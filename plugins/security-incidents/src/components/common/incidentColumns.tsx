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
import { PriorityBadge, StatusDial } from './badges';
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
  return (
    <>
      {incident.visibility === 'restricted' && (
        <span className={styles.note}>
          <RiLockLine size={12} aria-hidden />
          Restricted
        </span>
      )}
      {incident.mode !== 'real' && (
        <span className={styles.exerciseNote}>
          <RiFlaskLine size={12} aria-hidden />
          Exercise, not counted
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

/** What the incident counts for here comes first; outside of an entity, the order of linking. */
function servicesOf(incident: IncidentSummary): AffectedEntity[] {
  const named = getVisibleEntities(incident.affected);
  const inScope = named.filter(service => service.inScope);
  return inScope.length > 0 ? inScope : named;
}

function Services({ incident }: { incident: IncidentSummary }) {
  const { affected } = incident;
  const [first] = servicesOf(incident);
  if (!first) {
    return (
      <span className={styles.quiet}>
        {affected.length > 0 ? REDACTED_ENTITY_LABEL : 'Not known'}
        {affected.length > 1 && ` +${affected.length - 1}`}
      </span>
    );
  }
  const others = affected.length - 1;
  return (
    <span className={styles.inline}>
      <EntityLink entityRef={first.entityRef} hideIcon />
      {others > 0 && (
        <span
          className={styles.quiet}
          title={affected
            .filter(service => service !== first)
            .map(service =>
              service.withheld ? REDACTED_ENTITY_LABEL : service.entityRef,
            )
            .join('\n')}
        >{` +${others}`}</span>
      )}
    </span>
  );
}

function Owner({ incident }: { incident: IncidentSummary }) {
  const owner = servicesOf(incident)[0]?.snapshot.ownerRef;
  return owner ? (
    <EntityLink entityRef={owner} />
  ) : (
    <span className={styles.quiet}>Not known</span>
  );
}

/** How long it has been open, or how long it took. */
function Age({ incident }: { incident: IncidentSummary }) {
  if (incident.open) return <>{elapsed(incident.detectedAt)}</>;
  return (
    <>
      {elapsed(incident.detectedAt, incident.resolvedAt ?? incident.updatedAt)}
      <span className={styles.under}>
        {incident.resolvedAt ? 'to resolve' : 'until it ended'}
      </span>
    </>
  );
}

function ContainedIn({ incident }: { incident: IncidentSummary }) {
  const { containedAt, detectedAt, open } = incident;
  if (!containedAt) {
    return (
      <span className={styles.quiet}>{open ? 'not yet' : 'not recorded'}</span>
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

interface Definition {
  label: string;
  /** What the backend sorts by; absent where it does not. */
  sortBy?: 'severity' | 'priority' | 'status' | 'detectedAt';
  isRowHeader?: boolean;
  /** Shown before the value where there is no header row. */
  smallLabel?: string;
  content(incident: IncidentSummary): ReactNode;
}

const DEFINITIONS: Record<IncidentColumn, Definition> = {
  title: {
    label: 'Incident',
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
    label: 'Incident',
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
    label: 'Severity',
    sortBy: 'severity',
    content: incident => <SeverityChip severity={incident.severity} />,
  },
  priority: {
    label: 'Priority',
    sortBy: 'priority',
    content: incident => <PriorityBadge priority={incident.priority} />,
  },
  status: {
    label: 'Status',
    sortBy: 'status',
    content: incident => <StatusDial status={incident.status} />,
  },
  class: {
    label: 'Class',
    content: ({ classification }) =>
      classification ? (
        RSIT_CLASS_LABELS[classification.class]
      ) : (
        <span className={styles.quiet}>Undecided</span>
      ),
  },
  services: {
    label: 'Services',
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
    label: 'Service',
    smallLabel: 'Service',
    content: incident => <Services incident={incident} />,
  },
  owner: {
    label: 'Owner then',
    content: incident => <Owner incident={incident} />,
  },
  age: {
    label: 'Age',
    sortBy: 'detectedAt',
    smallLabel: 'Age',
    content: incident => <Age incident={incident} />,
  },
  detected: {
    label: 'Detected',
    sortBy: 'detectedAt',
    smallLabel: 'Detected',
    content: incident => dayOf(incident.detectedAt),
  },
  contained: {
    label: 'Contained in',
    smallLabel: 'Contained in',
    content: incident => <ContainedIn incident={incident} />,
  },
};

/** Columns for the table of the kit; their widths are in the style sheet, so that rows can become cards. */
export function columnConfigs(
  names: readonly IncidentColumn[],
): ColumnConfig<SteadyRow<IncidentSummary>>[] {
  return names.map(name => {
    const { label, sortBy, isRowHeader, smallLabel, content } =
      DEFINITIONS[name];
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
              <span className={styles.quiet}>No longer on this page</span>
            )}
          </Cell>
        ) : (
          <Cell className={styles[name]}>
            {smallLabel && (
              <span className={styles.smallLabel} aria-hidden="true">
                {smallLabel}
              </span>
            )}
            {content(row)}
          </Cell>
        ),
    };
  });
}
