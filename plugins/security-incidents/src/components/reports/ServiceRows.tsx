import {
  RiAlarmWarningLine,
  RiArrowRightLine,
  RiLoopLeftLine,
} from '@remixicon/react';
import type {
  ServiceReportRow,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { AppLink, EntityLink, useRouteRef } from '../../navigation';
import {
  improvementActionsRouteRef,
  serviceReportRouteRef,
} from '../../routes';
import { formatDuration } from '../../time';
import { getLabels, getRsitTypeText, useTranslation } from '../../translation';
import { CHART_SEVERITIES, toCountsText, toSeverity } from '../charts';
import { classNames, EntityName, SeverityMark, useEntityName } from '../common';
import styles from './reports.module.css';
import type { ReportScopeState } from './useReportScope';

/** The page of a service's year. */
export function useServiceYearLink(state: Pick<ReportScopeState, 'keepScope'>) {
  const route = useRouteRef(serviceReportRouteRef);
  return (entityRef: string) => {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return state.keepScope(
      route({ kind: kind.toLocaleLowerCase('en-US'), namespace, name }),
      { scope: undefined },
    );
  };
}

/** Each severity that occurs, as its mark and how often. */
export function SeverityNumbers({ counts }: { counts: SeverityCounts }) {
  const { t } = useTranslation();
  return (
    <span className={styles.severities}>
      <span className={styles.hidden}>{toCountsText(t, counts)}</span>
      {CHART_SEVERITIES.filter(name => counts[name] > 0).map(name => (
        <span key={name} aria-hidden="true">
          <SeverityMark severity={toSeverity(name)} decorative size={10} />
          {counts[name]}
        </span>
      ))}
    </span>
  );
}

/** What came back: the type where it has one, else the class. */
export function useCameBackText() {
  const { t } = useTranslation();
  return (item: ServiceReportRow['cameBack'][number]) => {
    const what = item.type
      ? getRsitTypeText(t, item.type)
      : getLabels(t, 'rsitClass')[item.class];
    return item.times === 2
      ? t('reports.cameBack.twice', { what })
      : t('reports.cameBack.times', { what, count: item.times });
  };
}

function ServiceRow(props: { row: ServiceReportRow; state: ReportScopeState }) {
  const { row, state } = props;
  const { entityRef, ownerRef, timeToContain, cameBack, overdueActions } = row;
  const { t } = useTranslation();
  const name = useEntityName(entityRef);
  const yearOf = useServiceYearLink(state);
  const cameBackText = useCameBackText();
  const actions = useRouteRef(improvementActionsRouteRef)();
  const rows = state.rowsOf({ service: entityRef });
  const label = (text: string) => (
    <span className={classNames(styles.label, styles.quiet)}>{text} </span>
  );
  return (
    <tr>
      <th scope="row">
        <span className={styles.lines}>
          <EntityLink entityRef={entityRef} />
          {ownerRef && (
            <span className={styles.quiet}>
              <EntityName entityRef={ownerRef} />
            </span>
          )}
        </span>
      </th>
      <td className={styles.right}>
        {label(t('reportOverview.services.incidents'))}
        <AppLink
          to={rows}
          className={classNames(styles.hit, styles.bold)}
          aria-label={t('chart.bar', {
            label: name,
            incidents: t('term.incidents', { count: row.incidents }),
          })}
        >
          {row.incidents}
        </AppLink>
      </td>
      <td>
        <SeverityNumbers counts={row.bySeverity} />
      </td>
      <td>
        {cameBack.length === 0 ? (
          <span className={styles.quiet}>
            {label(t('reportOverview.services.cameBack'))}
            {t('reports.cameBack.none')}
          </span>
        ) : (
          <span className={styles.inline}>
            <RiLoopLeftLine size={16} className={styles.bad} aria-hidden />
            <AppLink
              className={styles.hit}
              to={`${yearOf(entityRef)}#came-back`}
            >
              {cameBack.slice(0, 2).map(cameBackText).join('; ')}
            </AppLink>
          </span>
        )}
      </td>
      <td className={styles.right}>
        {label(t('reportOverview.services.contained'))}
        {timeToContain.n < 5 || timeToContain.medianMs === undefined ? (
          <AppLink to={rows} className={styles.hit}>
            {t('reportOverview.services.n', { count: timeToContain.n })}
          </AppLink>
        ) : (
          formatDuration(timeToContain.medianMs)
        )}
      </td>
      <td>
        {label(t('reportOverview.services.actions'))}
        {overdueActions > 0 ? (
          <span className={classNames(styles.inline, styles.bad)}>
            <RiAlarmWarningLine size={16} aria-hidden />
            <AppLink className={styles.hit} to={actions}>
              {t('reportOverview.services.overdue', { count: overdueActions })}
            </AppLink>
          </span>
        ) : (
          <span className={styles.quiet}>
            {t('reportOverview.services.none')}
          </span>
        )}
      </td>
      <td className={styles.right}>
        <AppLink
          to={yearOf(entityRef)}
          className={classNames(
            styles.inline,
            styles.hit,
            styles.bold,
            styles.jump,
          )}
          aria-label={t('reportOverview.services.yearOf', { name })}
        >
          {t('reportOverview.services.year')}
          <RiArrowRightLine size={16} aria-hidden />
        </AppLink>
      </td>
    </tr>
  );
}

/** Services as a table, which becomes cards on small screens. */
export function ServiceRows(props: {
  rows: ServiceReportRow[];
  state: ReportScopeState;
}) {
  const { t } = useTranslation();
  return (
    <table className={styles.table}>
      <caption className={styles.hidden}>
        {t('reportOverview.services.title')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('reportOverview.services.service')}</th>
          <th scope="col" className={styles.right}>
            {t('reportOverview.services.incidents')}
          </th>
          <th scope="col">{t('reportOverview.services.severity')}</th>
          <th scope="col">{t('reportOverview.services.cameBack')}</th>
          <th scope="col" className={styles.right}>
            {t('reportOverview.services.contained')}
          </th>
          <th scope="col">{t('reportOverview.services.actions')}</th>
          <th scope="col">
            <span className={styles.hidden}>
              {t('reportOverview.services.year')}
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(row => (
          <ServiceRow key={row.entityRef} row={row} state={props.state} />
        ))}
      </tbody>
    </table>
  );
}
