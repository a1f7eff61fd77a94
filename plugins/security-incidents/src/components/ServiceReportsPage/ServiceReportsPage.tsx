import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { ServicesReport } from 'backstage-plugin-security-incidents-common';
import { downloadText } from '../../api/download';
import { DEFAULT_SIZE, readPage, usePageTitle } from '../../hooks';
import { useServiceReports } from '../../queries';
import { useTranslation } from '../../translation';
import { toCsv } from '../charts';
import { Pager, PanelEmpty, PanelFailed, PanelLoading } from '../common';
import { ExportButton } from '../reports/ExportButton';
import { ReportSheet } from '../reports/ReportSheet';
import { ReportsFrame } from '../reports/ReportsFrame';
import styles from '../reports/reports.module.css';
import { ScopeBar } from '../reports/ScopeBar';
import { ServiceRows, useCameBackText } from '../reports/ServiceRows';
import { useReportScope } from '../reports/useReportScope';

/** The services of the page as a file. */
function useDownload(data: ServicesReport | undefined) {
  const { t } = useTranslation();
  const cameBack = useCameBackText();
  return () =>
    downloadText(
      'services.csv',
      toCsv(
        [
          t('reportServices.list.service'),
          t('reportServices.list.ref'),
          t('reportServices.list.owner'),
          t('reportServices.list.incidents'),
          t('reportServices.list.cameBack'),
          t('reportServices.list.n'),
          t('reportServices.list.contained'),
          t('reportServices.list.overdue'),
        ],
        (data?.items ?? []).map(row => [
          row.title ?? row.entityRef,
          row.entityRef,
          row.ownerRef,
          row.incidents,
          row.cameBack.map(cameBack).join('; '),
          row.timeToContain.n,
          row.timeToContain.medianMs === undefined
            ? undefined
            : Math.round(row.timeToContain.medianMs / 60_000),
          row.overdueActions,
        ]),
      ),
      'text/csv',
    );
}

function Content() {
  const { t } = useTranslation();
  const state = useReportScope();
  const { size, cursor, offset } = readPage(state.params);
  const { data, error, reload } = useServiceReports(state.query, {
    limit: size === DEFAULT_SIZE ? undefined : size,
    cursor,
  });
  const download = useDownload(data);
  return (
    <>
      <ScopeBar state={state} />
      {data && (
        <ReportSheet title={t('reports.print.services')} header={data} />
      )}
      <Card className={styles.card}>
        <CardHeader>
          <div className={styles.cardHead}>
            <div className={styles.titles}>
              <h2 className={styles.title}>{t('reportServices.list.title')}</h2>
              <span className={styles.quiet}>
                {t('reportServices.list.order')}
              </span>
            </div>
            {data && data.items.length > 0 && (
              <ExportButton
                label={t('reportServices.list.export')}
                onPress={download}
              />
            )}
          </div>
        </CardHeader>
        <CardBody>
          {error && (
            <PanelFailed
              title={t('reportServices.list.failed')}
              subject={t('reports.subject')}
              error={error}
              onRetry={reload}
            />
          )}
          {!error && !data && (
            <PanelLoading label={t('reportServices.list.loading')} rows={10} />
          )}
          {!error && data && data.items.length === 0 && (
            <PanelEmpty
              title={t('reportOverview.services.empty')}
              hint={t('reportOverview.services.emptyHint')}
            />
          )}
          {!error && data && data.items.length > 0 && (
            <>
              <ServiceRows rows={data.items} state={state} />
              <Pager
                state={{
                  change: state.change,
                  turn: state.turn,
                  filters: { size, cursor, offset },
                }}
                shown={data.items.length}
                total={data.totalItems}
                nextCursor={data.pageInfo.nextCursor}
                note={t('reportServices.list.note', {
                  incidents: t('term.incidents', { count: data.incidents }),
                  hits: data.hits,
                })}
              />
            </>
          )}
        </CardBody>
      </Card>
    </>
  );
}

/**
 * Services and resources of a period, each with a link to its year.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function ServiceReportsPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  usePageTitle(t('reportServices.title'));
  return (
    <ReportsFrame framed={props.framed}>
      <Content />
    </ReportsFrame>
  );
}
