import { Cell, Column, type ColumnConfig } from '@backstage/ui';
import type { IncidentSummary } from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { isGone, type SteadyRow } from '../../hooks';
import type { listMessages } from '../../translation/messages/list';
import type { Translate } from '../../translation';
import { StatusDial } from './badges';
import {
  Class,
  ContainedIn,
  Detected,
  IncidentLink,
  Lead,
  Notes,
  Priority,
} from './incidentCells';
import { NextDueCell } from './IncidentDue';
import { OwnerUnder, Services } from './IncidentServices';
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

/** What each column is called. */
export const COLUMN_LABELS = Object.fromEntries(
  Object.entries(DEFINITIONS).map(([name, { label }]) => [name, label]),
) as Record<IncidentColumn, Definition['label']>;

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
