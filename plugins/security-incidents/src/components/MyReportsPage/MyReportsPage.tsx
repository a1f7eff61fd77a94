import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/ui';
import type {
  MyReport,
  MyReportDetails,
  Page,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { errorStatus } from '../../api/errorStatus';
import { usePageTitle } from '../../hooks';
import { usePathKey, useRouteRef } from '../../navigation';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';
import { myReportsRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import {
  classNames,
  MayReport,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
} from '../common';
import { ReportConcernButton } from '../ReportDialog';
import { UnframedHead } from '../UnframedHead';
import styles from './MyReportsPage.module.css';
import { ReportList } from './ReportList';
import { ReportView } from './ReportView';

const PAGE_SIZE = 100;

function OneReport(props: { reportKey: string }) {
  const { reportKey } = props;
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { data, error, reload } = usePanelQuery<MyReportDetails>({
    queryKey: queryKeys.myReport(reportKey),
    queryFn: ({ signal }) => api.getMyReport(reportKey, { signal }),
    follow: followIncidents(report => [report.id]),
  });
  if (data) return <ReportView report={data} onChanged={reload} />;
  if (error && errorStatus(error) === 404) {
    return (
      <PanelEmpty
        title={t('myReports.notFound.title')}
        hint={t('myReports.notFound.hint')}
      />
    );
  }
  if (error) {
    return (
      <PanelFailed
        title={t('myReports.failed.title')}
        hint={t('myReports.failed.hint')}
        subject={t('myReports.subject')}
        error={error}
        onRetry={reload}
      />
    );
  }
  return <PanelLoading label={t('myReports.subject')} rows={6} />;
}

/**
 * Where a reporter follows their reports in plain words. It shows nothing of the incident itself.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function MyReportsPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const list = useRouteRef(myReportsRouteRef)();
  const key = usePathKey(list);
  usePageTitle(key ?? t('myReports.title'));
  const { data, error, reload } = usePanelQuery<Page<MyReport>>({
    queryKey: queryKeys.myReports,
    queryFn: ({ signal }) => api.listMyReports({ limit: PAGE_SIZE, signal }),
    follow: followIncidents(page => page.items.map(({ id }) => id)),
  });
  // A link to a report leads to it, or says that there is none.
  const isEmpty = !key && data?.items.length === 0;
  return (
    <div className={styles.page}>
      {!props.framed && <UnframedHead />}
      <div
        className={classNames(
          key ? styles.withReport : styles.columns,
          isEmpty && styles.alone,
        )}
      >
        <section className={styles.list} aria-labelledby="my-reports">
          <h2 id="my-reports" className={styles.title}>
            {data && !isEmpty
              ? t('myReports.count', { count: data.totalItems })
              : t('myReports.title')}
          </h2>
          {error && (
            <PanelFailed
              title={t('myReports.failed.title')}
              hint={t('myReports.failed.hint')}
              subject={t('myReports.subject')}
              error={error}
              onRetry={reload}
            />
          )}
          {!error && !data && <PanelLoading label={t('myReports.subject')} />}
          {isEmpty && (
            <PanelEmpty
              title={t('myReports.none.title')}
              hint={t('myReports.none.hint')}
            >
              <MayReport>
                <ReportConcernButton variant="primary" />
              </MayReport>
            </PanelEmpty>
          )}
          {data && <ReportList reports={data.items} chosen={key} />}
        </section>
        {!isEmpty && (
          <div className={styles.report}>
            {key ? (
              <>
                <div className={styles.back}>
                  <Link href={list}>{t('myReports.back')}</Link>
                </div>
                <OneReport key={key} reportKey={key} />
              </>
            ) : (
              data && <p className={styles.quiet}>{t('myReports.choose')}</p>
            )}
          </div>
        )}
        <aside className={styles.aside}>
          <h3 className={styles.label}>{t('myReports.see.title')}</h3>
          <ul className={styles.plain}>
            <li>{t('myReports.see.yours')}</li>
            <li className={styles.quiet}>{t('myReports.see.notYours')}</li>
          </ul>
        </aside>
      </div>
    </div>
  );
}
