import { Card, CardBody, CardHeader } from '@backstage/ui';
import { RiFileLockLine } from '@remixicon/react';
import type { FrozenReportSummary } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { useFrozenReports } from '../../queries';
import { frozenReportRouteRef, frozenReportsRouteRef } from '../../routes';
import { dayOf, shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import {
  classNames,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  EntityName,
} from '../common';
import { KeyLinks } from '../reports/PopulationCard';
import styles from '../reports/reports.module.css';
import page from './ReportsPage.module.css';

const SHOWN = 3;

/** Whether records changed since a report was frozen. */
export function ChangedText({ report }: { report: FrozenReportSummary }) {
  const { t } = useTranslation();
  const { total, items } = report.changed;
  return total === 0 ? (
    <span className={classNames(styles.good, page.small)}>
      {t('reportOverview.frozen.same')}
    </span>
  ) : (
    <span className={classNames(styles.late, page.small)}>
      {t('reportOverview.frozen.changed', { count: total })}{' '}
      <KeyLinks keys={items.map(({ key }) => key)} most={2} />
    </span>
  );
}

function Item({ report }: { report: FrozenReportSummary }) {
  const { t } = useTranslation();
  const link = useRouteRef(frozenReportRouteRef);
  return (
    <li className={page.frozen}>
      <RiFileLockLine size={18} aria-hidden />
      <span className={styles.lines}>
        <AppLink
          to={link({ id: report.id })}
          className={classNames(styles.hit, styles.bold)}
        >
          {report.name}
        </AppLink>
        <span className={styles.quiet}>
          {t('term.incidents', { count: report.incidents })}
          {', '}
          {t('reportOverview.frozen.line', { day: dayOf(report.madeAt) })}{' '}
          {report.madeBy ? (
            <>
              {t('reportOverview.frozen.by')}{' '}
              <EntityName entityRef={report.madeBy} />
            </>
          ) : (
            t('reports.by.schedule')
          )}
        </span>
        <ChangedText report={report} />
      </span>
    </li>
  );
}

/** The newest frozen reports, and when the schedule makes the next. */
export function FrozenCard() {
  const { t } = useTranslation();
  const { data, error, reload } = useFrozenReports({ limit: SHOWN });
  const list = useRouteRef(frozenReportsRouteRef)();
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>{t('reportOverview.frozen.title')}</h2>
          {data && data.totalItems > 0 && (
            <AppLink to={list} className={classNames(styles.hit, styles.jump)}>
              {t('reportOverview.frozen.all', { count: data.totalItems })}
            </AppLink>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('reportOverview.frozen.failed')}
            subject={t('reports.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && <PanelLoading label={t('reports.loading')} />}
        {data && data.items.length === 0 && (
          <PanelEmpty
            title={t('reportOverview.frozen.none')}
            hint={t('reportOverview.frozen.noneHint')}
          />
        )}
        {data && (
          <ul className={styles.list}>
            {data.items.map(report => (
              <Item key={report.id} report={report} />
            ))}
          </ul>
        )}
        {data?.next && (
          <p className={classNames(styles.quiet, page.explained)}>
            {t('reportOverview.frozen.next', {
              time: shortTimeWithZone(data.next.at),
              name: data.next.name,
            })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
