import { useApi } from '@backstage/core-plugin-api';
import { Card, CardBody, CardHeader } from '@backstage/ui';
import {
  type EntityOverview,
  type IncidentSummary,
  LIFECYCLE_STATUSES,
  type NextAction,
} from 'backstage-plugin-security-incidents-common';
import { type RefObject, useRef } from 'react';
import { AppLink, EntityLink, useRouteRef } from '../../navigation';
import { securityIncidentsApiRef } from '../../api';
import {
  type IncidentFiltersState,
  isGone,
  isInUse,
  leaveRow,
  newRows,
  type SteadyRow,
  steadyRows,
  useActionLink,
} from '../../hooks';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';
import { incidentRouteRef } from '../../routes';
import { dayOf, elapsed } from '../../time';
import { getLabels, type Translate, useTranslation } from '../../translation';
import { SeverityLegend, toSeverity } from '../charts';
import {
  DueIn,
  LifecyclePips,
  NewRows,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  SeverityMark,
  TextWithNames,
} from '../common';
import styles from './EntityTab.module.css';
import { toSaid } from '../said';

/** `step 2 of 6`; a new incident has not started the first one. */
function getStep(t: Translate, incident: IncidentSummary): string {
  const steps = LIFECYCLE_STATUSES.slice(1);
  const at = steps.findIndex(step => step === incident.status) + 1;
  return at > 0
    ? t('entityTab.openNow.step', {
        step: String(at),
        steps: String(steps.length),
      })
    : t('entityTab.openNow.notStarted');
}

function OpenIncident(props: {
  incident: IncidentSummary;
  action?: NextAction;
}) {
  const { incident, action } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const linkTo = useActionLink();
  const lead =
    incident.roles.find(({ role }) => role === 'incident-commander') ??
    incident.roles.find(({ role }) => role === 'assignee');
  return (
    <>
      <div className={styles.openWhat}>
        <span className={styles.inline}>
          <SeverityMark severity={incident.severity} />
          <AppLink to={link({ key: incident.key })} className={styles.key}>
            {incident.key}
          </AppLink>
          <span className={styles.quiet}>
            {[
              incident.priority,
              incident.classification &&
                getLabels(t, 'rsitClass')[incident.classification.class],
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </span>
        <span className={styles.wraps}>{incident.title}</span>
      </div>
      <div className={styles.openWhere}>
        <span>{t(`term.status.${incident.status}`)}</span>
        <span className={styles.inline}>
          <LifecyclePips status={incident.status} />
          <span className={styles.quiet} aria-hidden="true">
            {getStep(t, incident)}
          </span>
        </span>
      </div>
      <div className={styles.openNext}>
        {action && (
          <>
            <span className={styles.quiet}>
              {action.because === 'owner'
                ? t('entityTab.openNow.nextActionAsOwner')
                : t('entityTab.openNow.nextAction')}
            </span>
            <AppLink to={linkTo(action)} className={styles.action}>
              <TextWithNames text={toSaid(t, action.text)} />
            </AppLink>
            {action.dueAt && <DueIn dueAt={action.dueAt} />}
          </>
        )}
      </div>
      <div className={styles.openLead}>
        <span className={styles.quiet}>{t('entityTab.openNow.ledBy')}</span>
        {lead ? (
          <EntityLink entityRef={lead.principalRef} />
        ) : (
          t('entityCard.nobodyYet')
        )}
      </div>
      <div className={styles.openAge}>
        <span className={styles.quiet}>{t('entityTab.openNow.openFor')}</span>
        <span>{elapsed(incident.detectedAt)}</span>
      </div>
    </>
  );
}

/** The overview of the entity as it is shown. */
interface ShownOverview extends EntityOverview {
  rows: SteadyRow<IncidentSummary>[];
  /** How many new rows wait while the page is in use; undefined when the rows are up to date. */
  waiting?: number;
}

const getIds = ({ rows }: ShownOverview) => rows.map(({ id }) => id);

/** Reads what is open. While the reader uses the page, rows neither appear nor disappear by themselves. */
function useOpenNow(entityRef: string, page: RefObject<HTMLElement>) {
  const api = useApi(securityIncidentsApiRef);
  const list = useRef<HTMLUListElement>(null);
  const query = usePanelQuery<ShownOverview>({
    queryKey: queryKeys.entityPart(entityRef, 'open-now'),
    follow: followIncidents(getIds),
    queryFn: async ({ signal, previous: shown }) => {
      const overview = await api.getEntityOverview(entityRef, { signal });
      const { openIncidents } = overview;
      // An empty list is updated at once, so that it never hides an open incident.
      if (!shown?.rows.length || !isInUse(page.current)) {
        return { ...overview, rows: openIncidents };
      }
      return {
        ...overview,
        rows: steadyRows(shown.rows, openIncidents, id =>
          leaveRow(list.current, id),
        ),
        waiting: newRows(shown.rows, openIncidents),
      };
    },
  });
  return { list, ...query };
}

function OpenIncidents(props: {
  overview: ShownOverview;
  name: string;
  allHref: string;
  list: RefObject<HTMLUListElement>;
}) {
  const { t } = useTranslation();
  const { rows, openIncidents, nextActions, open, lastClosedAt } =
    props.overview;
  if (rows.length === 0) {
    return (
      <PanelEmpty
        title={t('entityTab.openNow.nothing', { name: props.name })}
        hint={
          lastClosedAt
            ? t('entityTab.openNow.lastClosed', { day: dayOf(lastClosedAt) })
            : undefined
        }
      />
    );
  }
  return (
    <>
      <ul ref={props.list} className={styles.openList} tabIndex={-1}>
        {rows.map(row => (
          <li
            key={row.id}
            data-key={row.id}
            tabIndex={-1}
            className={styles.open}
            style={isGone(row) ? row.gone : undefined}
          >
            {isGone(row) ? (
              <span className={styles.quiet}>
                {t('entityTab.openNow.gone')}
              </span>
            ) : (
              <OpenIncident
                incident={row}
                action={nextActions.find(
                  ({ incidentId }) => incidentId === row.id,
                )}
              />
            )}
          </li>
        ))}
      </ul>
      {open.total > openIncidents.length && (
        <AppLink className={styles.hit} to={props.allHref}>
          {t('entityTab.openNow.all', { count: open.total })}
        </AppLink>
      )}
    </>
  );
}

/** What is open on an entity, who leads it and what the reader must do. */
export function OpenNowCard(props: {
  entityRef: string;
  name: string;
  state: IncidentFiltersState;
  /** The page around the card, which moves when the card grows. */
  page: RefObject<HTMLElement>;
}) {
  const { t } = useTranslation();
  const { hrefOf } = props.state;
  const {
    data: value,
    error,
    reload,
    list,
  } = useOpenNow(props.entityRef, props.page);
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
          <h2 className={styles.cardTitle}>{t('entityTab.openNow.title')}</h2>
          {!error && value && (
            <SeverityLegend
              counts={value.open.bySeverity}
              hrefOf={name => {
                const severity = toSeverity(name);
                return severity && hrefOf({ ...openRows, severity });
              }}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('entityTab.openNow.failed.title')}
            hint={t('entityTab.openNow.failed.hint')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !value && (
          <PanelLoading label={t('entityTab.openNow.loading')} rows={4} />
        )}
        {!error && value && (
          <>
            <NewRows
              waiting={value.waiting}
              onShow={() => {
                // The button disappears, so the focus moves to the list.
                list.current?.focus({ preventScroll: true });
                reload();
              }}
            />
            <OpenIncidents
              overview={value}
              name={props.name}
              allHref={hrefOf({ ...openRows, severity: undefined })}
              list={list}
            />
          </>
        )}
      </CardBody>
    </Card>
  );
}
