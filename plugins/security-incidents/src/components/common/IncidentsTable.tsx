import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  Cell,
  CellText,
  type ColumnConfig,
  Flex,
  Link,
  type SortState,
  Table,
  Text,
} from '@backstage/ui';
import type { IncidentSummary } from 'backstage-plugin-security-incidents-common';
import { RiFlaskLine, RiLockLine } from '@remixicon/react';
import type { ReactElement } from 'react';
import { incidentRouteRef } from '../../routes';
import { dayOf, elapsed } from '../../time';
import { PriorityBadge, StatusDial } from './badges';
import { SeverityChip } from './SeverityMark';
import styles from './common.module.css';

function TitleCell({ incident }: { incident: IncidentSummary }) {
  const link = useRouteRef(incidentRouteRef);
  return (
    <Cell>
      <Flex direction="column" gap="1">
        <Link href={link({ key: incident.key })} weight="bold">
          {incident.title}
        </Link>
        <Flex gap="3" align="center">
          <Text variant="body-small" className={styles.quiet}>
            {incident.key}
          </Text>
          {incident.visibility === 'restricted' && (
            <span className={styles.inline}>
              <RiLockLine size={12} aria-hidden />
              <Text variant="body-small">Restricted</Text>
            </span>
          )}
          {incident.mode !== 'real' && (
            <span className={styles.inline}>
              <RiFlaskLine size={12} aria-hidden />
              <Text variant="body-small">Exercise, not counted</Text>
            </span>
          )}
        </Flex>
      </Flex>
    </Cell>
  );
}

/** The services of an incident: the first by name, the others as a number. */
export function AffectedServices({ incident }: { incident: IncidentSummary }) {
  const [first, ...others] = incident.affected;
  if (!first) return <Text variant="body-small">Not known</Text>;
  return (
    <span className={styles.inline}>
      <EntityRefLink entityRef={first.entityRef} hideIcon />
      {others.length > 0 && (
        <Text variant="body-small">{`+${others.length}`}</Text>
      )}
    </span>
  );
}

const COLUMNS: ColumnConfig<IncidentSummary>[] = [
  {
    id: 'title',
    label: 'Incident',
    isRowHeader: true,
    minWidth: 260,
    cell: incident => <TitleCell incident={incident} />,
  },
  {
    id: 'severity',
    label: 'Severity',
    isSortable: true,
    width: 140,
    cell: incident => (
      <Cell>
        <SeverityChip severity={incident.severity} />
      </Cell>
    ),
  },
  {
    id: 'priority',
    label: 'Priority',
    isSortable: true,
    width: 110,
    cell: incident => (
      <Cell>
        <PriorityBadge priority={incident.priority} />
      </Cell>
    ),
  },
  {
    id: 'status',
    label: 'Status',
    isSortable: true,
    width: 140,
    cell: incident => (
      <Cell>
        <StatusDial status={incident.status} />
      </Cell>
    ),
  },
  {
    id: 'services',
    label: 'Services',
    minWidth: 150,
    cell: incident => (
      <Cell>
        <AffectedServices incident={incident} />
      </Cell>
    ),
  },
  {
    id: 'owner',
    label: 'Owner then',
    minWidth: 140,
    cell: incident => {
      const owner = incident.affected[0]?.snapshot.ownerRef;
      return (
        <Cell>
          {owner ? (
            <EntityRefLink entityRef={owner} hideIcon />
          ) : (
            <Text variant="body-small">Not known</Text>
          )}
        </Cell>
      );
    },
  },
  {
    id: 'detectedAt',
    label: 'Detected',
    isSortable: true,
    width: 130,
    cell: incident => (
      <CellText
        title={dayOf(incident.detectedAt)}
        description={
          incident.open
            ? `open ${elapsed(incident.recordedAt)}`
            : `took ${elapsed(
                incident.recordedAt,
                incident.resolvedAt ?? incident.updatedAt,
              )}`
        }
      />
    ),
  },
];

/** Incidents as rows; each leads to its page. */
export function IncidentsTable(props: {
  incidents: IncidentSummary[] | undefined;
  sort?: SortState;
  empty: ReactElement;
  isStale?: boolean;
}) {
  return (
    <Table
      columnConfig={COLUMNS}
      data={props.incidents}
      isPending={props.incidents === undefined}
      isStale={props.isStale}
      sort={props.sort}
      pagination={{ type: 'none' }}
      emptyState={props.empty}
    />
  );
}
