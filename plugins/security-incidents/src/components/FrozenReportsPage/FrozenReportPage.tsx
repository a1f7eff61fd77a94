import { Button, ButtonLink, Card, CardBody, CardHeader } from '@backstage/ui';
import type { FrozenReport } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { usePageTitle } from '../../hooks';
import { AppLink, usePathKey, useRouteRef } from '../../navigation';
import { useFrozenReport } from '../../queries';
import {
  frozenReportRouteRef,
  frozenReportsRouteRef,
  incidentRouteRef,
} from '../../routes';
import { dateTimeWithZone, shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, PanelFailed, PanelLoading } from '../common';
import { TLP_COLOURS } from '../common/tlpColours';
import { getPeriodDays, getPeriodTexts } from '../reports/period';
import { PrintSheet } from '../reports/PrintSheet';
import { ReportsFrame } from '../reports/ReportsFrame';
import styles from '../reports/reports.module.css';
import { ReportActions } from '../reports/ScopeBar';
import { ComparisonCard } from './ComparisonCard';
import { FreezeButton } from './FreezeDialog';
import { FrozenFigures } from './FrozenFigures';
import { FrozenRecords } from './FrozenRecords';
import page from './FrozenReport.module.css';
import { MadeBy, Names } from './FrozenReportsPage';

/** Eight digits at a time, as people compare them. */
const inGroups = (sha256: string) => sha256.replace(/(.{8})(?=.)/g, '$1 ');

function Cover({ report }: { report: FrozenReport }) {
  const { t } = useTranslation();
  const link = useRouteRef(frozenReportRouteRef);
  const { period, scope, marking, supersededBy } = report;
  const { population, clause, record } = report.content.overview;
  const facts = [
    {
      name: t('reportFrozen.read.standsFor'),
      value: dateTimeWithZone(report.madeAt),
    },
    {
      name: t('reportFrozen.read.madeBy'),
      value: <MadeBy madeBy={report.madeBy} />,
    },
    {
      name: t('reportFrozen.read.answers'),
      value: t('reportFrozen.read.clause'),
    },
    {
      name: t('reportFrozen.read.counted'),
      value: t('reportFrozen.read.countedIn', { zone: period.zone }),
    },
    {
      name: t('reportFrozen.read.readers'),
      value: <Names refs={report.readers} />,
    },
  ];
  const figures = [
    {
      id: 'counted',
      value: population.incidents,
      words: t('reportFrozen.read.figures.counted'),
      more: t('reportFrozen.read.figures.ofRecords', {
        records: population.records,
      }),
    },
    {
      id: 'requirements',
      value: t('reportFrozen.read.figures.of', {
        part: clause.metInFull,
        all: clause.of,
      }),
      words: t('reportFrozen.read.figures.requirements'),
    },
    {
      id: 'gaps',
      value: clause.gaps,
      words: t('reportFrozen.read.figures.gaps', {
        incidents: t('term.incidents', {
          count: clause.incidentsWithGaps.total,
        }),
      }),
    },
    {
      id: 'chains',
      value: t('reportFrozen.read.figures.of', {
        part: record.intact,
        all: record.chains,
      }),
      words: t('reportFrozen.read.figures.chains'),
      more: [
        t('reportFrozen.read.figures.entries', { count: population.entries }),
        record.unchecked > 0 &&
          t('reports.record.unchecked', { count: record.unchecked }),
      ]
        .filter(Boolean)
        .join('. '),
    },
  ];
  return (
    <Card>
      <CardBody>
        <div className={page.coverTop}>
          <span className={styles.quiet}>{t('reportFrozen.read.kind')}</span>
          <span
            className={page.marking}
            style={{ color: TLP_COLOURS[marking] }}
          >{`TLP:${marking}`}</span>
        </div>
        <h2 className={page.name}>{report.name}</h2>
        <p className={page.days}>
          {t('reportFrozen.days', {
            ...getPeriodTexts(period),
            zone: period.zone,
          })}
          {'. '}
          {scope.entityRef ? (
            <Names refs={scope.entityRef} />
          ) : (
            t('reportScope.everything')
          )}
        </p>
        {supersededBy && (
          <p className={styles.late}>
            {t('reportFrozen.read.superseded')}{' '}
            <AppLink to={link({ id: supersededBy })} className={styles.hit}>
              {t('reportFrozen.read.openNewer')}
            </AppLink>
          </p>
        )}
        <dl className={page.facts}>
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ul className={page.figures}>
          {figures.map(({ id, value, words, more }) => (
            <li key={id}>
              <strong>{value}</strong>
              <span>{words}</span>
              {more && <span className={styles.quiet}>{more}</span>}
            </li>
          ))}
        </ul>
        <section className={page.check}>
          <h3>{t('reportFrozen.read.check.title')}</h3>
          <p>{t('reportFrozen.read.check.chains')}</p>
          <dl>
            <dt>{t('reportFrozen.read.hash')}</dt>
            <dd>
              <code>{inGroups(report.sha256)}</code>
            </dd>
          </dl>
          <p>{t('reportFrozen.read.check.hash')}</p>
          {report.redacted && <p>{t('reportFrozen.read.redacted')}</p>}
          <p className={styles.quiet}>{t('reportFrozen.read.check.cannot')}</p>
        </section>
      </CardBody>
    </Card>
  );
}

function ChangedCard(props: {
  report: FrozenReport;
  isCompared: boolean;
  onCompare(): void;
}) {
  const { total, items } = props.report.changed;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <Card>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>
            {t('reportFrozen.read.changed.title')}
          </h2>
          {!props.isCompared && (
            <Button variant="secondary" size="small" onPress={props.onCompare}>
              {t('reportFrozen.read.changed.compare')}
            </Button>
          )}
        </div>
      </CardHeader>
      <CardBody>
        <p className={total === 0 ? styles.good : styles.late}>
          {total === 0
            ? t('reportFrozen.read.changed.none')
            : t('reportFrozen.read.changed.what', { count: total })}
        </p>
        {items.length > 0 && (
          <table className={styles.table}>
            <caption className={styles.hidden}>
              {t('reportFrozen.read.changed.title')}
            </caption>
            <thead>
              <tr>
                {(['key', 'was', 'is', 'entries', 'when'] as const).map(
                  name => (
                    <th key={name} scope="col">
                      {t(`reportFrozen.read.changed.${name}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {items.map(item => (
                <tr key={item.id}>
                  <th scope="row" className={styles.whole}>
                    <AppLink
                      to={link({ key: item.key })}
                      className={classNames(styles.hit, styles.bold)}
                    >
                      {item.key}
                    </AppLink>{' '}
                    {item.title}
                  </th>
                  <td>{t(`term.status.${item.was}`)}</td>
                  <td>{t(`term.status.${item.is}`)}</td>
                  <td>{item.entries}</td>
                  <td>{shortTimeWithZone(item.updatedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {total > items.length && (
          <p className={styles.quiet}>
            {t('reportFrozen.read.changed.more', {
              count: total - items.length,
            })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function Tools({ report }: { report: FrozenReport }) {
  const { t } = useTranslation();
  const { period, scope } = report;
  const days = getPeriodDays(period);
  const { zone } = period;
  const target = {
    scope: { ...days, zone, entityRef: scope.entityRef?.[0] },
    query: { ...days, zone, ...scope },
  };
  return (
    <div
      className={page.tools}
      role="toolbar"
      aria-label={t('reportFrozen.read.tools')}
    >
      <ReportActions
        actions={
          !report.supersededBy && (
            <FreezeButton
              target={target}
              supersedes={report.id}
              label={t('reportFrozen.read.supersede')}
            />
          )
        }
      />
    </div>
  );
}

function Content({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, reload } = useFrozenReport(id);
  const list = useRouteRef(frozenReportsRouteRef)();
  usePageTitle(data?.name ?? t('reportFrozen.title'));
  const [isCompared, setCompared] = useState(false);
  if (error) {
    return (
      <Card>
        <CardBody>
          <PanelFailed
            title={t('reportFrozen.read.failed')}
            subject={t('reports.subject')}
            error={error}
            onRetry={reload}
          />
          <ButtonLink variant="secondary" size="small" href={list}>
            {t('reportFrozen.title')}
          </ButtonLink>
        </CardBody>
      </Card>
    );
  }
  if (!data) {
    return (
      <Card>
        <CardBody>
          <PanelLoading label={t('reportFrozen.read.loading')} rows={12} />
        </CardBody>
      </Card>
    );
  }
  return (
    <>
      <PrintSheet
        title={data.name}
        subtitle={t('reportFrozen.days', {
          ...getPeriodTexts(data.period),
          zone: data.period.zone,
        })}
        marking={`TLP:${data.marking}`}
        sha256={data.sha256}
        hideCover
      />
      <Tools report={data} />
      <Cover report={data} />
      <ChangedCard
        report={data}
        isCompared={isCompared}
        onCompare={() => setCompared(true)}
      />
      {isCompared && <ComparisonCard id={id} />}
      <FrozenFigures content={data.content} />
      <FrozenRecords records={data.content.records} />
    </>
  );
}

/**
 * One frozen report: its cover, what changed since, its figures and its records.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function FrozenReportPage(props: { framed?: boolean }) {
  const id = usePathKey(useRouteRef(frozenReportsRouteRef)());
  return (
    <ReportsFrame framed={props.framed}>
      {id && <Content key={id} id={id} />}
    </ReportsFrame>
  );
}
