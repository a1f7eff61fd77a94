import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { Card, CardBody, CardHeader } from '@backstage/ui';
import type {
  DurationFigure,
  EntityHistory,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { securityIncidentsApiRef } from '../../api';
import type { FilterChanges, IncidentFiltersState } from '../../hooks';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';
import { incidentRouteRef, serviceReportRouteRef } from '../../routes';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { toSeverity, TimelineStrip } from '../charts';
import { PanelEmpty, PanelFailed, PanelLoading, PanelStale } from '../common';
import { useMayReadReports } from '../reports/permissions';
import styles from './EntityTab.module.css';
import { toSaid } from '../said';

function Duration(props: { label: string; figure: DurationFigure }) {
  const { t } = useTranslation();
  const { n, excluded, medianMs, p90Ms, formula } = props.figure;
  return (
    <div className={styles.figure}>
      <dt className={styles.quiet}>{props.label}</dt>
      <dd>
        <span className={styles.value}>
          {medianMs === undefined
            ? t('entityTab.glance.noValue')
            : formatDuration(medianMs)}
          {medianMs !== undefined && (
            <span className={styles.unit}>{` ${t(
              'entityTab.glance.median',
            )}`}</span>
          )}
        </span>
        <span className={styles.proof}>
          <span>
            {p90Ms === undefined
              ? t('entityTab.glance.tooFew')
              : t('entityTab.glance.p90', { duration: formatDuration(p90Ms) })}
          </span>
          <span>{t('entityTab.glance.n', { count: n })}</span>
          <span>{t('entityTab.glance.excluded', { count: excluded })}</span>
        </span>
        <span className={styles.quiet}>{toSaid(t, formula)}</span>
      </dd>
    </div>
  );
}

/** A count, and the filters that show the rows behind it. */
interface CountLink {
  text: string;
  rows: FilterChanges;
}

function Incidents(props: {
  history: EntityHistory;
  hrefOf(rows: FilterChanges): string;
}) {
  const { t } = useTranslation();
  const { total, open, ended, dismissed } = props.history.incidents;
  const parts: CountLink[] = [
    {
      text: t('entityTab.glance.open', { count: open }),
      rows: { open: 'true' },
    },
    {
      text: t('entityTab.glance.closed', { count: ended }),
      rows: { status: 'closed' },
    },
    {
      text: t('entityTab.glance.dismissed', { count: dismissed }),
      rows: { status: ['dismissed', 'merged'] },
    },
  ];
  return (
    <div className={styles.figure}>
      <dt className={styles.quiet}>{t('entityTab.glance.incidents')}</dt>
      <dd>
        <span className={styles.value}>
          <AppLink className={styles.hit} to={props.hrefOf({})}>
            {total}
          </AppLink>
        </span>
        <span className={styles.proof}>
          {parts.map(({ text, rows }) => (
            <AppLink key={text} className={styles.hit} to={props.hrefOf(rows)}>
              {text}
            </AppLink>
          ))}
        </span>
        <span className={styles.quiet}>{t('entityTab.glance.exercises')}</span>
      </dd>
    </div>
  );
}

function Glance(props: {
  history: EntityHistory;
  state: IncidentFiltersState;
}) {
  const { history, state } = props;
  const { t } = useTranslation();
  const { from, to, marks } = history;
  const link = useRouteRef(incidentRouteRef);
  // Exactly the rows that are counted: those of the period, without any other filter.
  const hrefOf = (rows: FilterChanges) =>
    state.hrefOf({
      q: undefined,
      open: undefined,
      status: undefined,
      severity: undefined,
      priority: undefined,
      class: undefined,
      mode: undefined,
      from,
      to,
      ...rows,
    });
  return (
    <>
      <dl className={styles.figures}>
        <Incidents history={history} hrefOf={hrefOf} />
        <Duration
          label={t('entityTab.glance.timeToAcknowledge')}
          figure={history.timeToAcknowledge}
        />
        <Duration
          label={t('entityTab.glance.timeToContain')}
          figure={history.timeToContain}
        />
        <Duration
          label={t('entityTab.glance.timeToResolve')}
          figure={history.timeToResolve}
        />
      </dl>
      <TimelineStrip
        marks={marks}
        from={from}
        to={to}
        hrefOf={({ key }) => link({ key })}
        laneHrefOf={name => {
          const severity = toSeverity(name);
          return severity && hrefOf({ severity });
        }}
      />
      {history.truncated && (
        <p className={styles.quiet}>
          {t('entityTab.glance.truncated', { count: marks.length })}
        </p>
      )}
    </>
  );
}

/** Leads to the report on the year of this entity, for readers who may see reports. */
function YearLink({ entityRef }: { entityRef: string }) {
  const { t } = useTranslation();
  const year = useRouteRef(serviceReportRouteRef);
  const { allowed } = useMayReadReports();
  if (!allowed) return null;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return (
    <AppLink
      className={styles.hit}
      to={year({ kind: kind.toLocaleLowerCase('en-US'), namespace, name })}
    >
      {t('reportServices.year.link')}
    </AppLink>
  );
}

const getIds = ({ marks }: EntityHistory) => marks.map(({ id }) => id);

/** The last 18 months of an entity: figures with their formulas, then each incident on a strip of time. */
export function GlanceCard(props: {
  entityRef: string;
  name: string;
  state: IncidentFiltersState;
}) {
  const { entityRef } = props;
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const {
    data: value,
    error,
    reload,
    staleSince,
  } = usePanelQuery<EntityHistory>({
    queryKey: queryKeys.entityPart(entityRef, 'history'),
    follow: followIncidents(getIds),
    queryFn: ({ signal }) =>
      api.getEntityHistory(entityRef, undefined, { signal }),
  });
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{t('entityTab.glance.title')}</h2>
          {!error && value && value.marks.length > 0 && (
            <span className={styles.quiet}>{t('entityTab.glance.legend')}</span>
          )}
          <YearLink entityRef={entityRef} />
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('entityTab.glance.failed.title')}
            hint={t('entityTab.glance.failed.hint')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !value && (
          <PanelLoading label={t('entityTab.glance.loading')} rows={6} />
        )}
        {!error && value && value.marks.length === 0 && (
          <PanelEmpty
            title={t('entityTab.glance.nothing.title')}
            hint={t('entityTab.glance.nothing.hint', { name: props.name })}
          />
        )}
        {!error && value && value.marks.length > 0 && (
          <Glance history={value} state={props.state} />
        )}
        {!error && (
          <PanelStale since={staleSince} what={t('entityTab.glance.stale')} />
        )}
      </CardBody>
    </Card>
  );
}
