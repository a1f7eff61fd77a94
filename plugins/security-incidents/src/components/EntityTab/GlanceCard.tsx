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
import { incidentRouteRef } from '../../routes';
import { formatDuration } from '../../time';
import { toSeverity, TimelineStrip } from '../charts';
import { PanelEmpty, PanelFailed, PanelLoading, PanelStale } from '../common';
import styles from './EntityTab.module.css';

function Duration(props: { label: string; figure: DurationFigure }) {
  const { n, excluded, medianMs, p90Ms, formula } = props.figure;
  return (
    <div className={styles.figure}>
      <dt className={styles.quiet}>{props.label}</dt>
      <dd>
        <span className={styles.value}>
          {medianMs === undefined ? 'no value' : formatDuration(medianMs)}
          {medianMs !== undefined && (
            <span className={styles.unit}> median</span>
          )}
        </span>
        <span className={styles.proof}>
          <span>
            {p90Ms === undefined
              ? 'too few for a p90'
              : `p90 ${formatDuration(p90Ms)}`}
          </span>
          <span>{`n ${n}`}</span>
          <span>{`${excluded} excluded`}</span>
        </span>
        <span className={styles.quiet}>{formula}</span>
      </dd>
    </div>
  );
}

/** A count of the figures, and the filters of the rows behind it. */
interface CountLink {
  text: string;
  rows: FilterChanges;
}

function Incidents(props: {
  history: EntityHistory;
  hrefOf(rows: FilterChanges): string;
}) {
  const { total, open, ended, dismissed } = props.history.incidents;
  const parts: CountLink[] = [
    { text: `${open} open`, rows: { open: 'true' } },
    { text: `${ended} closed`, rows: { status: 'closed' } },
    {
      text: `${dismissed} dismissed`,
      rows: { status: ['dismissed', 'merged'] },
    },
  ];
  return (
    <div className={styles.figure}>
      <dt className={styles.quiet}>Incidents</dt>
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
        <span className={styles.quiet}>exercises are not counted</span>
      </dd>
    </div>
  );
}

function Glance(props: {
  history: EntityHistory;
  state: IncidentFiltersState;
}) {
  const { history, state } = props;
  const { from, to, marks } = history;
  const link = useRouteRef(incidentRouteRef);
  // Exactly the rows that are counted: of this period, whatever else was chosen before.
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
          label="Time to acknowledge"
          figure={history.timeToAcknowledge}
        />
        <Duration label="Time to contain" figure={history.timeToContain} />
        <Duration label="Time to resolve" figure={history.timeToResolve} />
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
          {`The strip shows the newest ${marks.length}; the figures are of all.`}
        </p>
      )}
    </>
  );
}

const getIds = ({ marks }: EntityHistory) => marks.map(({ id }) => id);

/** The shape of 18 months: figures that can be argued about, then each incident on a strip of time. */
export function GlanceCard(props: {
  entityRef: string;
  name: string;
  state: IncidentFiltersState;
}) {
  const { entityRef } = props;
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
          <h2 className={styles.cardTitle}>18 months at a glance</h2>
          {!error && value && value.marks.length > 0 && (
            <span className={styles.quiet}>
              Larger mark, higher severity. Ring: open. Outline: dismissed or
              merged. Flag: exercise.
            </span>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title="The 18 months did not load"
            hint="Everything else on this page is current."
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !value && <PanelLoading label="18 months" rows={6} />}
        {!error && value && value.marks.length === 0 && (
          <PanelEmpty
            title="Nothing in 18 months"
            hint={`What happens to ${props.name} and how long it takes to contain it will be drawn here.`}
          />
        )}
        {!error && value && value.marks.length > 0 && (
          <Glance history={value} state={props.state} />
        )}
        {!error && <PanelStale since={staleSince} what="the last answer" />}
      </CardBody>
    </Card>
  );
}
