import { Card, CardBody, CardHeader } from '@backstage/ui';
import type {
  AnalysisReport,
  ReportShare,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { AppLink, useRouteRef } from '../../navigation';
import { sourceRouteRef } from '../../routes';
import { getLabels, useTranslation } from '../../translation';
import { ChartCard, ShareBar } from '../charts';
import { classNames } from '../common';
import { toClassRows } from '../reports/figureRows';
import { ImpactSum } from '../reports/Figures';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './AnalysisPage.module.css';

interface PartProps {
  report: AnalysisReport;
  state: ReportScopeState;
}

const toPercent = (part: number, all: number) =>
  all === 0 ? 0 : Math.round((part / all) * 100);

function CountTable(props: {
  caption: string;
  name: string;
  rows: Array<{ id: string; label: string; total: number; href?: string }>;
  all: number;
}) {
  const { t } = useTranslation();
  return (
    <table className={classNames(page.counts)}>
      <caption className={styles.hidden}>{props.caption}</caption>
      <thead className={styles.hidden}>
        <tr>
          <th scope="col">{props.name}</th>
          <th scope="col">{t('reportAnalysis.kinds.incidents')}</th>
          <th scope="col">{t('reportAnalysis.kinds.share')}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ id, label, total, href }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td className={styles.right}>
              {href && total > 0 ? (
                <AppLink
                  to={href}
                  className={styles.hit}
                  aria-label={t('chart.bar', {
                    label,
                    incidents: t('term.incidents', { count: total }),
                  })}
                >
                  {total}
                </AppLink>
              ) : (
                total
              )}
            </td>
            <td className={page.barCell}>
              <ShareBar part={total} all={props.all} />
              <span className={styles.hidden}>
                {t('reports.percent', {
                  percent: String(toPercent(total, props.all)),
                })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Incidents by RSIT class. */
export function ClassCard({ report, state }: PartProps) {
  const { t } = useTranslation();
  const rows = toClassRows(t, report.byClass).map(row => ({
    ...row,
    href: state.rowsOf({ class: row.id }),
  }));
  return (
    <ChartCard
      id="by-class"
      title={t('reportAnalysis.kinds.title')}
      isTable
      table={{
        header: [
          t('reportAnalysis.kinds.class'),
          t('reportAnalysis.kinds.incidents'),
        ],
        rows: rows.map(({ label, total }) => [label, total]),
      }}
    >
      <CountTable
        caption={t('reportAnalysis.kinds.caption')}
        name={t('reportAnalysis.kinds.class')}
        rows={rows}
        all={report.incidents}
      />
    </ChartCard>
  );
}

/** Incidents by the way they were detected. */
export function SourcesCard({ report }: PartProps) {
  const { t } = useTranslation();
  const labels = getLabels(t, 'detectionMethod');
  const rows = [...report.bySource]
    .sort((a, b) => b.total - a.total)
    .map(({ source, total }) => ({
      id: source,
      label:
        source === 'undecided'
          ? t('reportAnalysis.sources.undecided')
          : labels[source],
      total,
    }));
  return (
    <ChartCard
      id="by-source"
      title={t('reportAnalysis.sources.title')}
      isTable
      table={{
        header: [
          t('reportAnalysis.sources.way'),
          t('reportAnalysis.kinds.incidents'),
        ],
        rows: rows.map(({ label, total }) => [label, total]),
      }}
    >
      <CountTable
        caption={t('reportAnalysis.sources.title')}
        name={t('reportAnalysis.sources.way')}
        rows={rows}
        all={report.incidents}
      />
    </ChartCard>
  );
}

function ShareRow(props: {
  label: string;
  share: { met: number; of: number };
  none: string;
  missed?: ReactNode;
}) {
  const { label, share, none, missed } = props;
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={styles.right}>
        {share.of === 0 ? (
          <span className={styles.quiet}>{none}</span>
        ) : (
          <strong>
            {t('reportAnalysis.levels.share', { met: share.met, of: share.of })}
          </strong>
        )}
      </td>
      <td className={styles.right}>{missed}</td>
    </tr>
  );
}

/** Shares that met their target, what was re-opened, and plan tasks on time. */
export function LevelsCard({ report, state }: PartProps) {
  const { t } = useTranslation();
  const { attainment, reopened, planTasks } = report;
  const missed = (label: string, { missed: found }: ReportShare) =>
    found.total > 0 && (
      <AppLink
        to={state.rowsOf({ key: found.keys })}
        className={styles.hit}
        aria-label={t('reportAnalysis.levels.missedLabel', {
          what: label,
          count: found.total,
        })}
      >
        {t('reportAnalysis.levels.missed', { count: found.total })}
      </AppLink>
    );
  const reopenedLabel = t('reportAnalysis.levels.reopened');
  return (
    <Card className={styles.card}>
      <CardHeader>
        <h2 className={styles.title}>{t('reportAnalysis.levels.title')}</h2>
      </CardHeader>
      <CardBody>
        <table className={page.counts}>
          <caption className={styles.hidden}>
            {t('reportAnalysis.levels.title')}
          </caption>
          <tbody>
            {attainment &&
              (['acknowledge', 'contain', 'resolve'] as const).map(name => {
                const label = t(`reportAnalysis.levels.${name}`);
                return (
                  <ShareRow
                    key={name}
                    label={label}
                    share={attainment[name]}
                    none={t('reportAnalysis.levels.none')}
                    missed={missed(label, attainment[name])}
                  />
                );
              })}
            <ShareRow
              label={t('reportAnalysis.levels.planTasks')}
              share={{ met: planTasks.onTime, of: planTasks.due }}
              none={t('reportAnalysis.levels.noneDue')}
            />
            {reopened && (
              <ShareRow
                label={reopenedLabel}
                // Counted the other way round: those that were re-opened.
                share={{ met: reopened.missed.total, of: reopened.of }}
                none={t('reportAnalysis.levels.noneClosed')}
                missed={
                  reopened.missed.total > 0 && (
                    <AppLink
                      to={state.rowsOf({ key: reopened.missed.keys })}
                      className={styles.hit}
                      aria-label={t('chart.bar', {
                        label: reopenedLabel,
                        incidents: t('term.incidents', {
                          count: reopened.missed.total,
                        }),
                      })}
                    >
                      {t('term.incidents', { count: reopened.missed.total })}
                    </AppLink>
                  )
                }
              />
            )}
          </tbody>
        </table>
        {!attainment && (
          <p className={styles.quiet}>{t('reportAnalysis.levels.pending')}</p>
        )}
      </CardBody>
    </Card>
  );
}

/** Impact on services, information and people, as sums over the resolved incidents. */
export function ImpactCard({ report, state }: PartProps) {
  const { t } = useTranslation();
  const { impact, told } = report;
  const rowsOf = (keys: string[]) => state.rowsOf({ key: keys });
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>{t('reportAnalysis.impact.title')}</h2>
          <span className={styles.quiet}>
            {t('reportAnalysis.impact.note', { count: impact.of })}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        <dl className={styles.figures}>
          {(
            ['serviceMinutes', 'recordsExposed', 'peopleAffected'] as const
          ).map(name => (
            <ImpactSum
              key={name}
              label={t(`reportAnalysis.impact.${name}`)}
              figure={impact[name]}
              rowsOf={rowsOf}
            />
          ))}
          {told && (
            <div className={styles.figure}>
              <dt className={styles.quiet}>
                {t('reportAnalysis.impact.told')}
              </dt>
              <dd>
                <span className={styles.value}>
                  {told.total > 0 ? (
                    <AppLink to={rowsOf(told.keys)} className={styles.hit}>
                      {t('reportAnalysis.impact.toldTimes', {
                        count: told.total,
                      })}
                    </AppLink>
                  ) : (
                    t('reportAnalysis.impact.toldTimes', { count: 0 })
                  )}
                </span>
              </dd>
            </div>
          )}
        </dl>
      </CardBody>
    </Card>
  );
}

/** How many detections of each source became incidents. */
export function PrecisionCard({ report }: PartProps) {
  const { t } = useTranslation();
  const source = useRouteRef(sourceRouteRef);
  const { precision } = report;
  if (!precision) return null;
  const toShare = ({ promoted, falseAlarms }: (typeof precision)[number]) =>
    promoted + falseAlarms === 0
      ? ''
      : t('reports.percent', {
          percent: String(toPercent(promoted, promoted + falseAlarms)),
        });
  const header = [
    t('reportAnalysis.precision.source'),
    t('reportAnalysis.precision.promoted'),
    t('reportAnalysis.precision.falseAlarms'),
    t('reportAnalysis.precision.others'),
    t('reportAnalysis.precision.precision'),
  ];
  return (
    <ChartCard
      id="detection-precision"
      title={t('reportAnalysis.precision.title')}
      isTable
      foot={t('reportAnalysis.precision.formula')}
      table={{
        header,
        rows: precision.map(row => [
          row.sourceId,
          row.promoted,
          row.falseAlarms,
          row.otherwiseDismissed,
          toShare(row),
        ]),
      }}
    >
      {precision.length === 0 ? (
        <p className={styles.quiet}>{t('reportAnalysis.precision.none')}</p>
      ) : (
        <table className={page.counts}>
          <caption className={styles.hidden}>
            {t('reportAnalysis.precision.title')}
          </caption>
          <thead>
            <tr>
              {header.map((name, index) => (
                <th
                  key={name}
                  scope="col"
                  className={index > 0 ? styles.right : undefined}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {precision.map(row => (
              <tr key={row.sourceId}>
                <th scope="row">
                  <AppLink
                    to={source({ id: row.sourceId })}
                    className={styles.hit}
                  >
                    {row.sourceId}
                  </AppLink>
                </th>
                <td className={styles.right}>{row.promoted}</td>
                <td className={styles.right}>{row.falseAlarms}</td>
                <td className={styles.right}>{row.otherwiseDismissed}</td>
                <td className={styles.right}>{toShare(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ChartCard>
  );
}
