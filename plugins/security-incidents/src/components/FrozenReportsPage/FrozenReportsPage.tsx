import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { FrozenReportSummary } from 'backstage-plugin-security-incidents-common';
import { DEFAULT_SIZE, readPage, usePageTitle } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { useFrozenReports } from '../../queries';
import { frozenReportRouteRef } from '../../routes';
import { dayOf, shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import {
  classNames,
  EntityName,
  Pager,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
} from '../common';
import { TLP_COLOURS } from '../common/tlpColours';
import { getPeriodTexts } from '../reports/period';
import { ReportsFrame } from '../reports/ReportsFrame';
import styles from '../reports/reports.module.css';
import { ScopeBar } from '../reports/ScopeBar';
import { useReportScope } from '../reports/useReportScope';
import { FreezeButton } from './FreezeDialog';
import page from './FrozenReportsPage.module.css';

/** People and groups by name, with commas. */
export function Names({ refs }: { refs: readonly string[] }) {
  const { t } = useTranslation();
  if (refs.length === 0) {
    return <span className={styles.quiet}>{t('reportFrozen.nobody')}</span>;
  }
  return (
    <>
      {refs.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <EntityName entityRef={ref} />
        </span>
      ))}
    </>
  );
}

/** Who made a report: a person, or the schedule. */
export function MadeBy({ madeBy }: { madeBy?: string }) {
  const { t } = useTranslation();
  return madeBy ? (
    <EntityName entityRef={madeBy} />
  ) : (
    <>{t('reportFrozen.bySchedule')}</>
  );
}

function Since({ report }: { report: FrozenReportSummary }) {
  const { t } = useTranslation();
  const { total } = report.changed;
  if (report.supersededBy) {
    return <span className={styles.quiet}>{t('reportFrozen.superseded')}</span>;
  }
  return (
    <span className={total === 0 ? styles.good : styles.late}>
      {total === 0
        ? t('reportFrozen.same')
        : t('reportFrozen.changed', { count: total })}
    </span>
  );
}

function Row({ report }: { report: FrozenReportSummary }) {
  const { t } = useTranslation();
  const link = useRouteRef(frozenReportRouteRef);
  const { period, scope, restricted } = report;
  const label = (text: string) => (
    <span className={classNames(styles.label, styles.quiet)}>{text} </span>
  );
  return (
    <tr>
      <th scope="row" className={styles.whole}>
        <span className={styles.lines}>
          <AppLink
            to={link({ id: report.id })}
            className={classNames(styles.hit, styles.bold)}
          >
            {report.name}
          </AppLink>
          {scope.entityRef && (
            <span className={styles.quiet}>
              <Names refs={scope.entityRef} />
            </span>
          )}
        </span>
      </th>
      <td>
        {label(t('reportFrozen.table.period'))}
        {t('reportFrozen.days', {
          ...getPeriodTexts(period),
          zone: period.zone,
        })}
      </td>
      <td>
        {label(t('reportFrozen.table.incidents'))}
        <span className={styles.lines}>
          <span className={styles.number}>{report.incidents}</span>
          {restricted > 0 && (
            <span className={styles.quiet}>
              {t('reportFrozen.restricted', { count: restricted })}
            </span>
          )}
        </span>
      </td>
      <td>
        {label(t('reportFrozen.table.made'))}
        <span className={styles.lines}>
          <span>{dayOf(report.madeAt)}</span>
          <span className={styles.quiet}>
            <MadeBy madeBy={report.madeBy} />
          </span>
        </span>
      </td>
      <td>
        {label(t('reportFrozen.table.readers'))}
        <Names refs={report.readers} />
      </td>
      <td>
        {label(t('reportFrozen.table.marking'))}
        <span
          className={page.marking}
          style={{ color: TLP_COLOURS[report.marking] }}
        >{`TLP:${report.marking}`}</span>
      </td>
      <td className={styles.whole}>
        <Since report={report} />
      </td>
    </tr>
  );
}

const COLUMNS = [
  'name',
  'period',
  'incidents',
  'made',
  'readers',
  'marking',
  'since',
] as const;

function Content() {
  const { t } = useTranslation();
  const state = useReportScope();
  const { size, cursor, offset } = readPage(state.params);
  const { data, error, reload } = useFrozenReports({
    limit: size === DEFAULT_SIZE ? undefined : size,
    cursor,
  });
  return (
    <>
      <ScopeBar
        state={state}
        actions={<FreezeButton target={state} isPrimary />}
      />
      <Card className={styles.card}>
        <CardHeader>
          <div className={styles.titles}>
            <h2 className={styles.title}>{t('reportFrozen.title')}</h2>
            <span className={styles.quiet}>{t('reportFrozen.note')}</span>
          </div>
        </CardHeader>
        <CardBody>
          <p className={classNames(styles.quiet, page.intro)}>
            {t('reportFrozen.intro')}
          </p>
          {error && (
            <PanelFailed
              title={t('reportFrozen.failed')}
              subject={t('reports.subject')}
              error={error}
              onRetry={reload}
            />
          )}
          {!error && !data && (
            <PanelLoading label={t('reportFrozen.loading')} rows={5} />
          )}
          {!error && data && data.items.length === 0 && (
            <PanelEmpty
              title={t('reportFrozen.none')}
              hint={t('reportFrozen.noneHint')}
            />
          )}
          {!error && data && data.items.length > 0 && (
            <>
              <table className={styles.table}>
                <caption className={styles.hidden}>
                  {t('reportFrozen.title')}
                </caption>
                <thead>
                  <tr>
                    {COLUMNS.map(name => (
                      <th key={name} scope="col">
                        {t(`reportFrozen.table.${name}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.items.map(report => (
                    <Row key={report.id} report={report} />
                  ))}
                </tbody>
              </table>
              <Pager
                state={{
                  change: state.change,
                  turn: state.turn,
                  filters: { size, cursor, offset },
                }}
                shown={data.items.length}
                total={data.totalItems}
                nextCursor={data.pageInfo.nextCursor}
              />
            </>
          )}
          {data?.next && (
            <p className={classNames(styles.quiet, page.next)}>
              {t('reportFrozen.next', {
                name: data.next.name,
                time: shortTimeWithZone(data.next.at),
              })}
              {data.next.readers.length > 0 && (
                <>
                  , {t('reportFrozen.nextFor')}{' '}
                  <Names refs={data.next.readers} />
                </>
              )}
            </p>
          )}
        </CardBody>
      </Card>
    </>
  );
}

/**
 * Frozen reports, and how to make one.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function FrozenReportsPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  usePageTitle(t('reportFrozen.title'));
  return (
    <ReportsFrame framed={props.framed}>
      <Content />
    </ReportsFrame>
  );
}
