import { ButtonLink, Link } from '@backstage/ui';
import {
  type EntityOverview,
  type IncidentSummary,
  type NextAction,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { EntityLink, useRouteRef } from '../../navigation';
import { useEntityLinks, useNow } from '../../hooks';
import { incidentRouteRef } from '../../routes';
import { dayOf, formatDuration } from '../../time';
import {
  LifecyclePips,
  PanelNotRead,
  SeverityMark,
  withShortNames,
} from '../common';
import { Counts } from './Counts';
import styles from './EntityCard.module.css';
import { Ready } from './Ready';
import { RollUp } from './RollUp';

const SHOWN = 3;

const BECAUSE: Record<NextAction['because'], string> = {
  role: 'You have a role in it.',
  owner: 'You own the affected service.',
  task: 'Its plan gives this task to you.',
};

function MyNextAction(props: { actions: NextAction[] }) {
  const link = useRouteRef(incidentRouteRef);
  const [action, after] = props.actions;
  if (!action) return null;
  return (
    <div className={styles.well}>
      <span className={styles.quiet}>Your next action</span>
      <span className={styles.strong}>{withShortNames(action.text)}</span>
      <span className={styles.quiet}>
        {`${action.incidentTitle}. ${BECAUSE[action.because]}`}
      </span>
      <div>
        <ButtonLink
          size="small"
          variant="primary"
          href={link({ key: action.incidentKey })}
        >
          {`Open ${action.incidentKey}`}
        </ButtonLink>
      </div>
      {after && (
        <span className={styles.quiet}>
          {`After that: ${after.text
            .charAt(0)
            .toLocaleLowerCase('en')}${withShortNames(after.text.slice(1))}, `}
          <Link variant="body-small" href={link({ key: after.incidentKey })}>
            {after.incidentKey}
          </Link>
        </span>
      )}
    </div>
  );
}

function OpenIncident(props: { incident: IncidentSummary; nowMs: number }) {
  const { incident, nowMs } = props;
  const link = useRouteRef(incidentRouteRef);
  const lead =
    incident.roles.find(({ role }) => role === 'incident-commander') ??
    incident.roles.find(({ role }) => role === 'assignee');
  return (
    <div className={styles.row}>
      <div className={styles.between}>
        <span className={styles.inline}>
          <SeverityMark severity={incident.severity} />
          <Link href={link({ key: incident.key })} weight="bold">
            {incident.key}
          </Link>
          <span className={styles.quiet}>{incident.priority}</span>
        </span>
        <LifecyclePips status={incident.status} />
      </div>
      <span>{incident.title}</span>
      <div className={`${styles.between} ${styles.quiet}`}>
        <span className={styles.lead}>
          {`${STATUS_LABELS[incident.status]}, led by `}
          {lead ? (
            <EntityLink entityRef={lead.principalRef} hideIcon />
          ) : (
            'nobody yet'
          )}
        </span>
        <span>{`open ${formatDuration(
          nowMs - Date.parse(incident.reportedAt),
        )}`}</span>
      </div>
    </div>
  );
}

/** Who would be called; a gap is said as one. */
function Owner(props: { ownerRef?: string }) {
  return (
    <div className={styles.row}>
      {props.ownerRef ? (
        <span className={styles.inline}>
          <span className={styles.quiet}>Owner</span>
          <EntityLink entityRef={props.ownerRef} />
        </span>
      ) : (
        <span className={styles.gap}>
          Owner missing: nobody here would be called. Name one in the
          catalog-info file.
        </span>
      )}
    </div>
  );
}

/** How things stand: what is open, what the reader must do, who owns it; with nothing open, how ready it is. */
export function Overview(props: {
  overview: EntityOverview;
  ownerRef?: string;
  /** Where the catalog file of the entity is edited. */
  editUrl?: string;
}) {
  const { overview, ownerRef, editUrl } = props;
  const { entityRef, open, openIncidents, lastClosedAt, readiness } = overview;
  const isReadinessShown = open.total === 0 && readiness !== undefined;
  const linkTo = useEntityLinks();
  const nowMs = useNow();
  const more = open.total - Math.min(SHOWN, openIncidents.length);
  return (
    <div className={styles.card}>
      <div className={styles.headline}>
        {open.total > 0 ? (
          <>
            <Link href={linkTo(entityRef, { open: true })} weight="bold">
              {`${open.total} open`}
            </Link>
            <Counts entityRef={entityRef} bySeverity={open.bySeverity} />
          </>
        ) : (
          <>
            <span className={styles.strong}>None open</span>
            <span className={styles.quiet}>
              {lastClosedAt ? (
                <>
                  last closed{' '}
                  <Link variant="body-small" href={linkTo(entityRef)}>
                    {dayOf(lastClosedAt)}
                  </Link>
                </>
              ) : (
                `none ${overview.total ? 'closed' : 'recorded'} yet`
              )}
            </span>
          </>
        )}
      </div>
      <MyNextAction actions={overview.nextActions} />
      {isReadinessShown && (
        <Ready
          overview={{ ...overview, readiness }}
          ownerRef={ownerRef}
          editUrl={editUrl}
        />
      )}
      {open.total === 0 && overview.plansState && (
        <PanelNotRead subject="response plans" />
      )}
      {open.total === 0 && !readiness && (
        <div className={styles.well}>
          <span className={styles.strong}>If something looks odd</span>
          <span className={styles.quiet}>
            Report it here. One sentence is enough, and not being sure is fine:
            somebody checks.
          </span>
        </div>
      )}
      <div>
        {openIncidents.slice(0, SHOWN).map(incident => (
          <OpenIncident key={incident.id} incident={incident} nowMs={nowMs} />
        ))}
        {more > 0 && (
          <div className={styles.row}>
            <Link href={linkTo(entityRef, { open: true })}>
              {`${more} more open`}
            </Link>
          </div>
        )}
        <RollUp entityRef={entityRef} rows={overview.rollUp} />
        {!isReadinessShown && <Owner ownerRef={ownerRef} />}
      </div>
    </div>
  );
}
