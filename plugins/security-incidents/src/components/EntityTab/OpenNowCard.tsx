import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader } from '@backstage/ui';
import {
  type EntityOverview,
  type IncidentSummary,
  LIFECYCLE_STATUSES,
  type NextAction,
  RSIT_CLASS_LABELS,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { securityIncidentsApiRef } from '../../api';
import { type IncidentFiltersState, useAsyncData } from '../../hooks';
import { incidentRouteRef } from '../../routes';
import { dayOf, elapsed } from '../../time';
import { SeverityLegend, severityOf } from '../charts';
import {
  LifecyclePips,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  SeverityMark,
  withShortNames,
} from '../common';
import styles from './EntityTab.module.css';

/** `step 2 of 6`; a new incident has not begun the first one. */
function stepOf(incident: IncidentSummary): string {
  const steps = LIFECYCLE_STATUSES.slice(1);
  const at = steps.findIndex(step => step === incident.status) + 1;
  return at > 0 ? `step ${at} of ${steps.length}` : 'not started';
}

function OpenIncident(props: {
  incident: IncidentSummary;
  action?: NextAction;
}) {
  const { incident, action } = props;
  const link = useRouteRef(incidentRouteRef);
  const lead =
    incident.roles.find(({ role }) => role === 'incident-commander') ??
    incident.roles.find(({ role }) => role === 'assignee');
  return (
    <li className={styles.open}>
      <div className={styles.openWhat}>
        <span className={styles.inline}>
          <SeverityMark severity={incident.severity} />
          <Link to={link({ key: incident.key })} className={styles.key}>
            {incident.key}
          </Link>
          <span className={styles.quiet}>
            {[
              incident.priority,
              incident.classification &&
                RSIT_CLASS_LABELS[incident.classification.class],
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </span>
        <span>{incident.title}</span>
      </div>
      <div className={styles.openWhere}>
        <span>{STATUS_LABELS[incident.status]}</span>
        <span className={styles.inline}>
          <LifecyclePips status={incident.status} />
          <span className={styles.quiet} aria-hidden="true">
            {stepOf(incident)}
          </span>
        </span>
      </div>
      <div className={styles.openNext}>
        {action && (
          <>
            <span className={styles.quiet}>
              {action.because === 'owner'
                ? 'Your next action, as owner'
                : 'Your next action'}
            </span>
            <strong>{withShortNames(action.text)}</strong>
          </>
        )}
      </div>
      <div className={styles.openLead}>
        <span className={styles.quiet}>Led by</span>
        {lead ? <EntityRefLink entityRef={lead.principalRef} /> : 'nobody yet'}
      </div>
      <div className={styles.openAge}>
        <span className={styles.quiet}>Open for</span>
        <span>{elapsed(incident.detectedAt)}</span>
      </div>
    </li>
  );
}

function OpenIncidents(props: {
  overview: EntityOverview;
  name: string;
  allHref: string;
}) {
  const { openIncidents, nextActions, open, lastClosedAt } = props.overview;
  if (open.total === 0) {
    return (
      <PanelEmpty
        title={`Nothing is open on ${props.name}`}
        hint={
          lastClosedAt
            ? `The last one was closed on ${dayOf(lastClosedAt)}.`
            : undefined
        }
      />
    );
  }
  return (
    <>
      <ul className={styles.openList}>
        {openIncidents.map(incident => (
          <OpenIncident
            key={incident.id}
            incident={incident}
            action={nextActions.find(
              ({ incidentId }) => incidentId === incident.id,
            )}
          />
        ))}
      </ul>
      {open.total > openIncidents.length && (
        <Link className={styles.hit} to={props.allHref}>
          {`All ${open.total} open ones`}
        </Link>
      )}
    </>
  );
}

/** What is open on an entity, who leads it and what the reader has to do. */
export function OpenNowCard(props: {
  entityRef: string;
  name: string;
  state: IncidentFiltersState;
}) {
  const { entityRef } = props;
  const { hrefOf } = props.state;
  const api = useApi(securityIncidentsApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getEntityOverview(entityRef, { signal }),
    [api, entityRef],
  );
  const { value, error, retry } = useAsyncData(load);
  const openRows = {
    open: 'true',
    status: undefined,
    from: undefined,
    to: undefined,
    mode: undefined,
  };
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>Open now</h2>
          {!error && value && (
            <SeverityLegend
              counts={value.open.bySeverity}
              hrefOf={name => {
                const severity = severityOf(name);
                return severity && hrefOf({ ...openRows, severity });
              }}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title="Open incidents unknown right now"
            hint="Not the same as none. Everything else on this page is current."
            error={error}
            onRetry={retry}
          />
        )}
        {!error && !value && <PanelLoading label="open incidents" rows={4} />}
        {!error && value && (
          <OpenIncidents
            overview={value}
            name={props.name}
            allHref={hrefOf({ ...openRows, severity: undefined })}
          />
        )}
      </CardBody>
    </Card>
  );
}
