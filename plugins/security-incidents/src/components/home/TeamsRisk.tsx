import { Link, Select } from '@backstage/ui';
import {
  type IncidentSummary,
  READINESS_CHECKS,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useNow } from '../../hooks';
import { AppLink, EntityLink, useRouteRef } from '../../navigation';
import { inboxRouteRef, incidentRouteRef } from '../../routes';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import {
  getDueText,
  getDueTitle,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  PanelStale,
  useEntityName,
  useEntityNames,
} from '../common';
import { Counts } from '../EntityCard/Counts';
import { ReadyPips } from '../EntityCard/ReadyPips';
import styles from './home.module.css';
import { RiskFigures } from './RiskFigures';
import { toRows, type WidgetProps } from './settings';
import { useMyRefs, useOwnedIncidents } from './useMyIncidents';
import {
  findNextDue,
  type TeamService,
  type TeamsRisk as Risk,
  useTeamsRisk,
} from './useTeamsRisk';
import { WidgetCard } from './WidgetCard';

const ALL = 'all';

/** What of a service somebody should look at before anything else. */
function First(props: {
  service: TeamService;
  incidents: readonly IncidentSummary[];
  now: number;
}) {
  const { service, incidents, now } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const due = findNextDue(service.entityRef, incidents);
  if (due?.nextDue) {
    return (
      <AppLink to={link({ key: due.key })} className={styles.link}>
        {`${getDueTitle(t, due.nextDue)}, ${getDueText(
          t,
          due.nextDue.dueAt,
          now,
        )}`}
      </AppLink>
    );
  }
  const { waiting, checks } = service;
  if (waiting?.oldestAt) {
    return (
      <>
        {t('home.risk.detectionWaits', {
          duration: formatDuration(now - Date.parse(waiting.oldestAt)),
        })}
      </>
    );
  }
  for (const state of ['fail', 'late'] as const) {
    const check = READINESS_CHECKS.find(name => checks?.[name] === state);
    if (check) {
      return (
        <>
          {t(`home.risk.gap.${state}`, {
            check: t(`readiness.check.${check}`),
          })}
        </>
      );
    }
  }
  return <span className={styles.quiet}>{t('home.risk.nothing')}</span>;
}

function Waiting({ service }: { service: TeamService }) {
  const { t } = useTranslation();
  const inbox = useRouteRef(inboxRouteRef)();
  const name = useEntityName(service.entityRef);
  const count = service.waiting?.total ?? 0;
  if (count === 0) return <span className={styles.quiet}>0</span>;
  return (
    <Link
      href={`${inbox}?service=${encodeURIComponent(service.entityRef)}`}
      aria-label={t('home.risk.detectionsOf', { count, service: name })}
    >
      {count}
    </Link>
  );
}

function Services(props: {
  services: readonly TeamService[];
  incidents: readonly IncidentSummary[];
  now: number;
}) {
  const { services, incidents, now } = props;
  const { t } = useTranslation();
  const hasWaiting = services.some(({ waiting }) => waiting);
  const hasChecks = services.some(({ checks }) => checks);
  return (
    <table className={styles.services}>
      <caption className={styles.caption}>{t('home.risk.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('home.risk.service')}</th>
          <th scope="col">{t('home.risk.openColumn')}</th>
          {hasWaiting && <th scope="col">{t('home.risk.detections')}</th>}
          {hasChecks && <th scope="col">{t('home.risk.readyColumn')}</th>}
          <th scope="col">{t('home.risk.first')}</th>
        </tr>
      </thead>
      <tbody>
        {services.map(service => (
          <tr key={service.entityRef}>
            <th scope="row">
              <EntityLink entityRef={service.entityRef} />{' '}
              {service.tier && (
                <span className={styles.quiet}>
                  {t('home.risk.tier', { tier: service.tier })}
                </span>
              )}
            </th>
            <td data-label={t('home.risk.openColumn')}>
              {service.open > 0 ? (
                <Counts
                  entityRef={service.entityRef}
                  bySeverity={service.bySeverity}
                  short
                />
              ) : (
                <span className={styles.quiet}>0</span>
              )}
            </td>
            {hasWaiting && (
              <td data-label={t('home.risk.detections')}>
                <Waiting service={service} />
              </td>
            )}
            {hasChecks && (
              <td data-label={t('home.risk.readyColumn')}>
                {service.checks && (
                  <ReadyPips
                    entityRef={service.entityRef}
                    checks={service.checks}
                  />
                )}
              </td>
            )}
            <td data-label={t('home.risk.first')}>
              <First service={service} incidents={incidents} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TeamSelect(props: {
  teams: readonly string[];
  team: string;
  onChange(team: string): void;
}) {
  const { teams, team, onChange } = props;
  const { t } = useTranslation();
  const names = useEntityNames(teams);
  return (
    <div className={styles.select}>
      <Select
        size="small"
        aria-label={t('home.risk.team')}
        options={[
          { id: ALL, label: t('home.risk.allTeams') },
          ...teams.map((id, index) => ({ id, label: names[index] })),
        ]}
        selectedKey={team}
        onSelectionChange={key => onChange(String(key ?? ALL))}
      />
    </div>
  );
}

function Content(props: {
  risk: Risk;
  incidents: readonly IncidentSummary[];
  rows: number;
  staleSince?: number;
}) {
  const { risk, incidents, rows } = props;
  const { t } = useTranslation();
  const now = useNow();
  if (risk.services.length === 0) {
    return (
      <PanelEmpty title={t('home.risk.none')} hint={t('home.risk.noneHint')} />
    );
  }
  const shown = risk.services.slice(0, rows);
  return (
    <>
      <PanelStale since={props.staleSince} what={t('home.risk.stale')} />
      <RiskFigures
        services={risk.services}
        incidents={incidents}
        lately={risk.lately}
        now={now}
      />
      <Services services={shown} incidents={incidents} now={now} />
      {shown.length < risk.total && (
        <p className={styles.quiet}>
          {t('home.risk.more', {
            shown: String(shown.length),
            total: String(risk.total),
          })}
        </p>
      )}
    </>
  );
}

/** How the services of the reader's teams stand: what is open and due, what waits, and whether they are ready. */
export function TeamsRisk(props: WidgetProps) {
  const { t } = useTranslation();
  const refs = useMyRefs();
  const [chosen, setChosen] = useState(ALL);
  const teams = refs?.filter(ref => ref.startsWith('group:')) ?? [];
  const team = teams.includes(chosen) ? chosen : ALL;
  const owners = team === ALL ? refs : [team];
  const risk = useTeamsRisk(owners);
  const owned = useOwnedIncidents(owners);
  const error = risk.error ?? owned.error;
  return (
    <WidgetCard
      title={t('home.risk.title')}
      action={
        teams.length > 1 && (
          <TeamSelect teams={teams} team={team} onChange={setChosen} />
        )
      }
    >
      {error && (
        <PanelFailed
          title={t('home.risk.failed')}
          hint={t('home.notNone')}
          subject={t('home.risk.subject')}
          error={error}
          onRetry={() => Promise.all([risk.reload(), owned.reload()])}
        />
      )}
      {!error && !(risk.data && owned.data) && (
        <PanelLoading label={t('home.risk.subject')} rows={5} />
      )}
      {!error && risk.data && owned.data && (
        <Content
          risk={risk.data}
          incidents={owned.data.items}
          rows={toRows(props)}
          staleSince={risk.staleSince ?? owned.staleSince}
        />
      )}
    </WidgetCard>
  );
}
