import {
  getVisibleEntities,
  type IncidentSummary,
  type Page,
} from 'backstage-plugin-security-incidents-common';
import { useNow } from '../../hooks';
import {
  type SeenIncident,
  useSeenIncidents,
} from '../../hooks/useSeenIncidents';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef, rootRouteRef } from '../../routes';
import { formatDuration, nearTime } from '../../time';
import { getLabels, type Translate, useTranslation } from '../../translation';
import {
  EntityName,
  findLead,
  LifecyclePips,
  MayReport,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  PanelStale,
  SeverityMark,
} from '../common';
import { ReportConcernButton } from '../ReportDialog';
import styles from './home.module.css';
import { toRows, type WidgetProps } from './settings';
import {
  useInvolvedIncidents,
  useMyRefs,
  useOwnedIncidents,
} from './useMyIncidents';
import { WidgetCard } from './WidgetCard';

/** Why an incident concerns the reader. */
function toWhy(
  t: Translate,
  incident: IncidentSummary,
  refs: readonly string[],
): string {
  const roles = incident.roles
    .filter(({ principalRef }) => refs.includes(principalRef))
    .map(({ role }) => getLabels(t, 'incidentRole')[role]);
  if (roles.length > 0) return [...new Set(roles)].join(', ');
  if (refs.includes(incident.reportedBy))
    return t('home.incidents.why.reporter');
  const owns = getVisibleEntities(incident.affected).some(
    ({ snapshot }) =>
      snapshot.ownerRef !== undefined && refs.includes(snapshot.ownerRef),
  );
  return owns
    ? t('home.incidents.why.owner')
    : t('home.incidents.why.involved');
}

function Row(props: {
  incident: IncidentSummary;
  refs: readonly string[];
  now: number;
  seen?: SeenIncident;
}) {
  const { incident, refs, now, seen } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const changes = seen ? incident.version - seen.version : 0;
  const lead = findLead(incident);
  const status = t(`term.status.${incident.status}`);
  return (
    <li className={styles.row}>
      <div className={styles.between}>
        <span className={styles.about}>
          <SeverityMark severity={incident.severity} />
          <AppLink to={link({ key: incident.key })} className={styles.key}>
            {incident.key}
          </AppLink>
          <span className={styles.quiet}>{incident.priority}</span>
        </span>
        <span className={styles.small}>{toWhy(t, incident, refs)}</span>
      </div>
      <span className={styles.wraps}>{incident.title}</span>
      <div className={styles.between}>
        <span className={styles.about}>
          <LifecyclePips status={incident.status} />
          <span>
            {lead
              ? t('home.incidents.led', {
                  status,
                  name: <EntityName entityRef={lead} />,
                })
              : t('home.incidents.notLed', { status })}
          </span>
        </span>
        <span className={styles.quiet}>
          {t('home.incidents.openFor', {
            duration: formatDuration(now - Date.parse(incident.detectedAt)),
          })}
        </span>
      </div>
      {seen && changes > 0 && (
        <span className={styles.quiet}>
          {t('home.incidents.since', {
            count: changes,
            time: nearTime(seen.at, now),
          })}
        </span>
      )}
    </li>
  );
}

/** Each incident once, the most urgent first: by priority as the lists have it, then the oldest. */
function join(lists: ReadonlyArray<Page<IncidentSummary>>): IncidentSummary[] {
  const byId = new Map(
    lists.flatMap(({ items }) => items).map(item => [item.id, item]),
  );
  return [...byId.values()].sort(
    (a, b) =>
      (a.priority ?? 'P9').localeCompare(b.priority ?? 'P9') ||
      a.detectedAt.localeCompare(b.detectedAt),
  );
}

/** Open incidents that concern the reader: by a role, a task or a report of theirs, or as owner of a service. */
export function MyIncidents(props: WidgetProps) {
  const { t } = useTranslation();
  const refs = useMyRefs();
  const involved = useInvolvedIncidents(refs);
  const owned = useOwnedIncidents(refs);
  const now = useNow();
  const seen = useSeenIncidents();
  const list = useRouteRef(rootRouteRef)();
  const error = involved.error ?? owned.error;
  const lists =
    involved.data && owned.data ? [involved.data, owned.data] : undefined;
  const incidents = lists && join(lists);
  const isCut = lists?.some(({ pageInfo }) => pageInfo.nextCursor) ?? false;
  const shown = incidents?.slice(0, toRows(props)) ?? [];
  const more = (incidents?.length ?? 0) - shown.length;
  return (
    <WidgetCard
      title={t('home.incidents.title')}
      note={
        incidents && incidents.length > 0
          ? t('home.incidents.count', {
              count: isCut ? `${incidents.length}+` : String(incidents.length),
            })
          : undefined
      }
      all={{ text: t('home.incidents.all'), href: list }}
      footer={
        <MayReport>
          <ReportConcernButton variant="secondary" />
          <span className={styles.quiet}>{t('home.incidents.odd')}</span>
        </MayReport>
      }
    >
      {error && (
        <PanelFailed
          title={t('home.incidents.failed')}
          hint={t('home.notNone')}
          error={error}
          onRetry={() => Promise.all([involved.reload(), owned.reload()])}
        />
      )}
      {!error && !incidents && <PanelLoading label={t('panel.incidents')} />}
      {!error && incidents && (
        <>
          <PanelStale
            since={involved.staleSince ?? owned.staleSince}
            what={t('home.incidents.stale')}
          />
          {incidents.length === 0 ? (
            <PanelEmpty
              title={t('home.incidents.none')}
              hint={t('home.incidents.noneHint')}
            />
          ) : (
            <ul className={styles.list}>
              {shown.map(incident => (
                <Row
                  key={incident.id}
                  incident={incident}
                  refs={refs ?? []}
                  now={now}
                  seen={seen?.find(({ id }) => id === incident.id)}
                />
              ))}
            </ul>
          )}
          {more > 0 && (
            <p className={styles.quiet}>
              {t('home.incidents.more', { count: more })}
            </p>
          )}
        </>
      )}
    </WidgetCard>
  );
}
