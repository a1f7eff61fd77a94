import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import type { ReportOverview } from 'backstage-plugin-security-incidents-common';
import { DateTime } from 'luxon';
import { usePageTitle } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { useReportOverview } from '../../queries';
import { analysisRouteRef, serviceReportsRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { classNames, PanelEmpty, PanelFailed, PanelLoading } from '../common';
import { DurationFigure, ImpactSum, PlanTasksFigure } from '../reports/Figures';
import { MonthsCard } from '../reports/MonthsCard';
import { PopulationCard } from '../reports/PopulationCard';
import { FreezeButton } from '../FrozenReportsPage';
import { ReportBundle } from '../reports/ReportBundle';
import { ReportSheet } from '../reports/ReportSheet';
import { ReportsFrame } from '../reports/ReportsFrame';
import styles from '../reports/reports.module.css';
import { ScopeBar } from '../reports/ScopeBar';
import { ServiceRows } from '../reports/ServiceRows';
import {
  type ReportScopeState,
  useReportScope,
} from '../reports/useReportScope';
import { AttentionCard } from './AttentionCard';
import { ClauseCard } from './ClauseCard';
import { FrozenCard } from './FrozenCard';
import page from './ReportsPage.module.css';

interface PartProps {
  overview: ReportOverview;
  state: ReportScopeState;
}

const SHOWN_DURATIONS = ['detect', 'acknowledge', 'contain', 'resolve'];

function SpeedCard({ overview, state }: PartProps) {
  const { t } = useTranslation();
  const analysis = useRouteRef(analysisRouteRef)();
  const { durations, planTasks, serviceMinutes } = overview;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>{t('reportOverview.speed.title')}</h2>
          <AppLink
            to={state.keepScope(analysis)}
            className={classNames(styles.hit, styles.jump)}
          >
            {t('reportOverview.speed.open')}
          </AppLink>
        </div>
      </CardHeader>
      <CardBody>
        <dl className={classNames(styles.figures, page.speed)}>
          {durations
            .filter(({ id }) => SHOWN_DURATIONS.includes(id))
            .map(duration => (
              <DurationFigure
                key={duration.id}
                duration={duration}
                href={`${state.keepScope(analysis, {
                  time: duration.id,
                })}#times`}
              />
            ))}
          <PlanTasksFigure planTasks={planTasks} />
          <ImpactSum
            label={t('reports.serviceMinutes.title')}
            figure={serviceMinutes}
            rowsOf={keys => state.rowsOf({ key: keys })}
          />
        </dl>
      </CardBody>
    </Card>
  );
}

function ServicesCard({ overview, state }: PartProps) {
  const { t } = useTranslation();
  const list = state.keepScope(useRouteRef(serviceReportsRouteRef)());
  const { services, moreServices, population } = overview;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <div className={styles.titles}>
            <h2 className={styles.title}>
              {t('reportOverview.services.title')}
            </h2>
            <span className={styles.quiet}>
              {t('reportOverview.services.order')}
            </span>
          </div>
          {services.length > 0 && (
            <AppLink to={list} className={classNames(styles.hit, styles.jump)}>
              {t('reportOverview.services.all', {
                count: services.length + moreServices.entities,
              })}
            </AppLink>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {services.length === 0 ? (
          <PanelEmpty
            title={t('reportOverview.services.empty')}
            hint={t('reportOverview.services.emptyHint')}
          />
        ) : (
          <>
            <ServiceRows rows={services} state={state} />
            <p className={classNames(styles.quiet, page.explained)}>
              {moreServices.entities > 0 && (
                <>
                  <AppLink to={list} className={styles.hit}>
                    {t('reportOverview.services.more', {
                      count: moreServices.entities,
                    })}
                  </AppLink>
                  {'. '}
                </>
              )}
              {t('reportOverview.services.note', {
                hits: population.hits.total,
                incidents: population.incidents,
              })}
            </p>
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** Nothing in the period is a result: says so, and offers a longer one. */
function Nothing({ overview, state }: PartProps) {
  const { t } = useTranslation();
  const { to } = state.scope;
  return (
    <Card>
      <CardBody>
        <PanelEmpty
          title={t('reports.population.nothing.title')}
          hint={t('reports.population.nothing.hint', {
            exercises: overview.population.exercises.total,
            merged: overview.population.merged.total,
          })}
        >
          <Button
            variant="secondary"
            size="small"
            onPress={() =>
              state.setDays({
                from: DateTime.fromISO(to)
                  .minus({ months: 24 })
                  .plus({ days: 1 })
                  .toISODate()!,
                to,
              })
            }
          >
            {t('reports.population.nothing.widen')}
          </Button>
        </PanelEmpty>
      </CardBody>
    </Card>
  );
}

function Overview(props: PartProps) {
  const { overview, state } = props;
  const { t } = useTranslation();
  return (
    <>
      <ReportSheet title={t('reports.print.title')} header={overview} />
      <PopulationCard
        population={overview.population}
        record={overview.record}
        state={state}
      />
      {overview.population.incidents === 0 ? (
        <Nothing {...props} />
      ) : (
        <>
          <div className={classNames(page.two, page.top)}>
            <AttentionCard overview={overview} state={state} />
            <ClauseCard clause={overview.clause} state={state} />
          </div>
          <div className={page.two}>
            <MonthsCard
              months={overview.months}
              bySeverity={overview.bySeverity}
              state={state}
            />
            <SpeedCard {...props} />
          </div>
          <ServicesCard {...props} />
        </>
      )}
      <div className={page.three}>
        <FrozenCard />
      </div>
    </>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <>
      <Card className={page.loadingFirst}>
        <CardBody>
          <PanelLoading label={t('reports.loading')} rows={4} />
        </CardBody>
      </Card>
      <Card className={page.loadingRest}>
        <CardBody>
          <PanelLoading label={t('reports.loading')} rows={10} />
        </CardBody>
      </Card>
    </>
  );
}

/**
 * The overview of a period: what is counted, what needs attention, the clause, figures and services.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function ReportsPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  usePageTitle(t('reports.title'));
  return (
    <ReportsFrame framed={props.framed}>
      <Content />
    </ReportsFrame>
  );
}

function Content() {
  const { t } = useTranslation();
  const state = useReportScope();
  const { data, error, reload } = useReportOverview(state.query);
  return (
    <>
      <ScopeBar
        state={state}
        actions={
          <>
            <FreezeButton target={state} />
            <ReportBundle state={state} />
          </>
        }
      />
      {error && (
        <Card>
          <CardBody>
            <PanelFailed
              title={t('reports.failed.title')}
              hint={t('reports.failed.hint')}
              subject={t('reports.subject')}
              error={error}
              onRetry={reload}
            />
          </CardBody>
        </Card>
      )}
      {!error && !data && <Loading />}
      {!error && data && <Overview overview={data} state={state} />}
    </>
  );
}
