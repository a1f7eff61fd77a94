import { useApi } from '@backstage/core-plugin-api';
import { Card, CardBody, CardHeader, Link } from '@backstage/ui';
import type { IncidentSummary } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { useIdentity, useNow } from '../../hooks';
import { useRouteRef } from '../../navigation';
import {
  followIncidents,
  PAUSE_MS,
  queryKeys,
  usePanelQuery,
} from '../../queries';
import { incidentRouteRef } from '../../routes';
import { nearTime } from '../../time';
import { getLabels, useTranslation } from '../../translation';
import {
  LifecyclePips,
  PanelFailed,
  PanelLoading,
  SeverityMark,
  Time,
} from '../common';
import styles from './MyWorkPage.module.css';

const SHOWN = 8;

function Role(props: { incident: IncidentSummary; me: string; now: number }) {
  const { incident, me, now } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const roles = incident.roles.filter(
    ({ principalRef }) => principalRef === me,
  );
  return (
    <li className={styles.role}>
      <SeverityMark severity={incident.severity} />
      <div>
        <Link href={link({ key: incident.key })}>{incident.key}</Link>
        {roles.map(({ role, assumedAt }) => (
          <div key={role} className={styles.quiet}>
            {t('myWork.roles.since', {
              role: getLabels(t, 'incidentRole')[role],
              time: <Time at={assumedAt} format={iso => nearTime(iso, now)} />,
            })}
          </div>
        ))}
      </div>
      <LifecyclePips status={incident.status} />
    </li>
  );
}

/** The open incidents that the reader holds a role on. */
export function RolesCard() {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { identity } = useIdentity();
  const me = identity?.userEntityRef;
  const now = useNow();
  const { data, error, reload } = usePanelQuery<IncidentSummary[]>({
    queryKey: queryKeys.list('my-roles', me),
    enabled: me !== undefined,
    follow: followIncidents(items => items.map(({ id }) => id), PAUSE_MS),
    queryFn: async ({ signal }) => {
      const { items } = await api.listIncidents(
        {
          assignee: [me!],
          open: true,
          mode: ['real', 'exercise'],
          orderBy: { field: 'priority', direction: 'desc' },
          limit: 50,
        },
        { signal },
      );
      // The list also has incidents where the reader only has a task.
      return items.filter(({ roles }) =>
        roles.some(({ principalRef }) => principalRef === me),
      );
    },
  });
  return (
    <Card className={styles.side}>
      <CardHeader>
        <h2 className={styles.cardTitle}>{t('myWork.roles.title')}</h2>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('myWork.roles.failed')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && <PanelLoading label={t('panel.incidents')} />}
        {data?.length === 0 && (
          <p className={styles.quiet}>{t('myWork.roles.none')}</p>
        )}
        {data && me && data.length > 0 && (
          <ul className={styles.list}>
            {data.slice(0, SHOWN).map(incident => (
              <Role key={incident.id} incident={incident} me={me} now={now} />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
