import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  EntityInfoCard,
  EntityRefLink,
  entityRouteParams,
  entityRouteRef,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex, Link, Text } from '@backstage/ui';
import {
  type EntityOverview,
  type IncidentSummary,
  SEVERITIES,
  SEVERITY_LABELS,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useAsyncData } from '../../hooks';
import { incidentRouteRef } from '../../routes';
import { dayOf, elapsed } from '../../time';
import {
  LifecyclePips,
  PanelFailed,
  PanelLoading,
  SeverityMark,
} from '../common';
import { ReportConcernButton } from '../ReportDialog';
import styles from './EntityCard.module.css';

const SHOWN = 3;
const SHOWN_PARTS = 6;

function SeverityCountsLine({ overview }: { overview: EntityOverview }) {
  const { bySeverity } = overview.open;
  const present = [...SEVERITIES].reverse().filter(name => bySeverity[name]);
  return (
    <Flex gap="3">
      {present.map(name => (
        <span key={name} className={styles.inline}>
          <SeverityMark severity={name} decorative />
          <Text variant="body-small">{`${bySeverity[name]} ${SEVERITY_LABELS[
            name
          ].toLocaleLowerCase('en')}`}</Text>
        </span>
      ))}
      {bySeverity.undecided > 0 && (
        <span className={styles.inline}>
          <SeverityMark decorative />
          <Text variant="body-small">{`${bySeverity.undecided} undecided`}</Text>
        </span>
      )}
    </Flex>
  );
}

function NextAction({ overview }: { overview: EntityOverview }) {
  const link = useRouteRef(incidentRouteRef);
  const [action, ...later] = overview.nextActions;
  if (!action) return null;
  return (
    <div className={styles.well}>
      <Text variant="body-small">
        {action.because === 'owner'
          ? 'Your next action, as owner'
          : 'Your next action'}
      </Text>
      <Text weight="bold">{action.text}</Text>
      <Text variant="body-small">{action.incidentTitle}</Text>
      <div>
        <ButtonLink
          size="small"
          variant="primary"
          href={link({ key: action.incidentKey })}
        >
          {`Open ${action.incidentKey}`}
        </ButtonLink>
      </div>
      {later.length > 0 && (
        <Text variant="body-small">{`After that: ${later[0].text.toLocaleLowerCase(
          'en',
        )} (${later[0].incidentKey})`}</Text>
      )}
    </div>
  );
}

function OpenIncident({ incident }: { incident: IncidentSummary }) {
  const link = useRouteRef(incidentRouteRef);
  const lead = incident.roles.find(
    ({ role }) => role === 'incident-commander' || role === 'assignee',
  );
  return (
    <div className={styles.row}>
      <div className={styles.between}>
        <span className={styles.inline}>
          <SeverityMark severity={incident.severity} />
          <Link href={link({ key: incident.key })} weight="bold">
            {incident.key}
          </Link>
          <Text variant="body-small">{incident.priority}</Text>
        </span>
        <LifecyclePips status={incident.status} />
      </div>
      <Text>{incident.title}</Text>
      <div className={styles.between}>
        <span className={styles.inline}>
          <Text variant="body-small">{`${STATUS_LABELS[incident.status]}, ${
            lead ? 'led by' : 'led by nobody yet'
          }`}</Text>
          {lead && <EntityRefLink entityRef={lead.principalRef} hideIcon />}
        </span>
        <Text variant="body-small">{`open ${elapsed(
          incident.recordedAt,
        )}`}</Text>
      </div>
    </div>
  );
}

function Owner() {
  const { entity } = useEntity();
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  return (
    <div className={styles.row}>
      {owner ? (
        <span className={styles.inline}>
          <Text variant="body-small">Owner</Text>
          <EntityRefLink entityRef={owner} />
        </span>
      ) : (
        <Text variant="body-small" className={styles.gap}>
          Owner missing: nobody here would be called. Name one in the
          catalog-info file.
        </Text>
      )}
    </div>
  );
}

function Overview({ overview }: { overview: EntityOverview }) {
  const { total } = overview.open;
  return (
    <Flex direction="column" gap="3">
      <div className={styles.between}>
        <Text weight="bold">{total > 0 ? `${total} open` : 'None open'}</Text>
        {total > 0 ? (
          <SeverityCountsLine overview={overview} />
        ) : (
          <Text variant="body-small">
            {overview.lastClosedAt
              ? `last closed ${dayOf(overview.lastClosedAt)}`
              : 'none recorded yet'}
          </Text>
        )}
      </div>
      <NextAction overview={overview} />
      {total === 0 && (
        <Text variant="body-small">
          Seen something odd? Report it here: the owner and the responders see
          it, and being unsure is fine.
        </Text>
      )}
      <div>
        {overview.openIncidents.slice(0, SHOWN).map(incident => (
          <OpenIncident key={incident.id} incident={incident} />
        ))}
        {overview.rollUp.length > 0 && (
          <div className={styles.row}>
            <Text variant="body-small" weight="bold">
              Below it
            </Text>
            {overview.rollUp.slice(0, SHOWN_PARTS).map(part => (
              <div key={part.entityRef} className={styles.between}>
                <EntityRefLink entityRef={part.entityRef} />
                <Text variant="body-small">{`${part.open} open, ${part.total} in all`}</Text>
              </div>
            ))}
          </div>
        )}
        <Owner />
      </div>
    </Flex>
  );
}

/** What is open on an entity, what the reader must do next, and who owns it: one backend call. */
export function EntityCard() {
  const { entity } = useEntity();
  const api = useApi(securityIncidentsApiRef);
  const entityRef = stringifyEntityRef(entity);
  const load = useCallback(
    (signal: AbortSignal) => api.getEntityOverview(entityRef, { signal }),
    [api, entityRef],
  );
  const { value, error, retry } = useAsyncData(load);
  const entityRoute = useRouteRef(entityRouteRef);
  const history = `${entityRoute(
    entityRouteParams(entity),
  )}/security-incidents`;

  return (
    <EntityInfoCard
      title="Security incidents"
      footerActions={
        <div className={styles.between} style={{ width: '100%' }}>
          {value && value.total > 0 ? (
            <Link href={history}>{`All ${value.total} ${
              value.total === 1 ? 'incident' : 'incidents'
            }`}</Link>
          ) : (
            <span />
          )}
          {(value?.mayReport ?? true) && (
            <ReportConcernButton
              entityRef={entityRef}
              entityTitle={entity.metadata.title ?? entity.metadata.name}
            />
          )}
        </div>
      }
    >
      {error && (
        <PanelFailed
          error={error}
          title="Open incidents unknown right now"
          hint="Not the same as none. Reporting works."
          onRetry={retry}
        />
      )}
      {!error && !value && <PanelLoading label="incidents" rows={4} />}
      {!error && value && <Overview overview={value} />}
    </EntityInfoCard>
  );
}
