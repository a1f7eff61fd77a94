import { Card, CardBody, CardHeader } from '@backstage/ui';
import {
  RiAlarmWarningLine,
  RiCheckboxCircleFill,
  RiLockLine,
  RiTimerLine,
} from '@remixicon/react';
import type {
  ServiceIncident,
  ServiceYear,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { downloadText } from '../../api/download';
import { useNow } from '../../hooks';
import { AppLink, EntityLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { clockTime, dayOf, formatDuration } from '../../time';
import { getLabels, useTranslation } from '../../translation';
import { toCsv } from '../charts';
import { classNames, EntityName, PanelEmpty, SeverityMark } from '../common';
import { ExportButton } from '../reports/ExportButton';
import { ImportedMark } from '../reports/ImportedMark';
import styles from '../reports/reports.module.css';
import page from './ServiceYearPage.module.css';

type Tone = 'good' | 'bad' | 'late';

function Note(props: { tone?: Tone; children: ReactNode }) {
  const { tone, children } = props;
  const Icon = {
    good: RiCheckboxCircleFill,
    bad: RiAlarmWarningLine,
    late: RiTimerLine,
  }[tone ?? 'late'];
  return (
    <li className={page.note}>
      <Icon size={14} className={tone && styles[tone]} aria-hidden />
      <span>{children}</span>
    </li>
  );
}

function Containment({ item }: { item: ServiceIncident }) {
  const { t } = useTranslation();
  const now = useNow();
  const { containedMs, containment, containDueAt } = item;
  const notes = {
    within: t('reportServices.year.incidents.within'),
    late: t('reportServices.year.incidents.late'),
    over: t('reportServices.year.incidents.over'),
    running:
      containDueAt &&
      t('reportServices.year.incidents.left', {
        time: formatDuration(Date.parse(containDueAt) - now),
      }),
    'no-target': t('reportServices.year.incidents.noTarget'),
  };
  return (
    <span className={styles.lines}>
      <span className={styles.number}>
        {containedMs === undefined ? (
          <span className={styles.quiet}>
            {t('reportServices.year.incidents.notYet')}
          </span>
        ) : (
          <strong>{formatDuration(containedMs)}</strong>
        )}
      </span>
      <span
        className={classNames(
          styles.quiet,
          (containment === 'late' || containment === 'over') && styles.bad,
        )}
      >
        {notes[containment]}
      </span>
    </span>
  );
}

function Done({ item }: { item: ServiceIncident }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <span className={styles.lines}>
      <span>
        {item.whatWasDone ?? t('reportServices.year.incidents.nothingDone')}
      </span>
      <span className={styles.quiet}>
        {item.leadRef && (
          <>
            {t('reportServices.year.incidents.ledBy')}{' '}
            <EntityName entityRef={item.leadRef} />.{' '}
          </>
        )}
        <AppLink
          to={`${link({ key: item.key })}#timeline`}
          className={styles.hit}
        >
          {t('reportServices.year.incidents.steps', { count: item.steps })}
        </AppLink>{' '}
        {t('reportServices.year.incidents.people', { count: item.people })}
      </span>
    </span>
  );
}

function Plan({ item }: { item: ServiceIncident }) {
  const { t } = useTranslation();
  const { plan, noPlanReason } = item;
  if (plan) {
    return (
      <span className={styles.lines}>
        <EntityLink entityRef={plan.planRef} hideIcon>
          {`${plan.title} ${plan.version}`}
        </EntityLink>
        <span className={styles.quiet}>
          {t('reportServices.year.incidents.tasks', {
            onTime: plan.onTime,
            due: plan.due,
          })}
        </span>
      </span>
    );
  }
  return (
    <span className={styles.lines}>
      <span>
        {noPlanReason
          ? t('reportServices.year.incidents.noPlanReason')
          : t('reportServices.year.incidents.noPlan')}
      </span>
      {noPlanReason && <span className={styles.quiet}>{noPlanReason}</span>}
    </span>
  );
}

function Afterwards({ item }: { item: ServiceIncident }) {
  const { t } = useTranslation();
  const { review, actions, obligations } = item;
  const { toAssess, toSend, sent, late } = obligations;
  return (
    <ul className={classNames(styles.list, page.notes)}>
      {review === 'done' && (
        <Note tone="good">
          {t('reportServices.year.incidents.reviewDone')}
          {actions.total > 0 &&
            `, ${t('reportServices.year.incidents.actions', {
              count: actions.total,
            })}`}
          {actions.proven > 0 &&
            `, ${t('reportServices.year.incidents.proven', {
              count: actions.proven,
            })}`}
        </Note>
      )}
      {review === 'required' && (
        <Note tone="late">
          {t('reportServices.year.incidents.reviewRequired')}
        </Note>
      )}
      {review === 'waived' && (
        <Note tone="bad">
          {t('reportServices.year.incidents.reviewWaived')}
        </Note>
      )}
      {!review && (
        <li className={styles.quiet}>
          {t('reportServices.year.incidents.noReview')}
        </li>
      )}
      {actions.overdue > 0 && (
        <Note tone="bad">
          {t('reportServices.year.incidents.actions', {
            count: actions.total,
          })}
          {', '}
          {t('reportServices.year.incidents.overdue', {
            count: actions.overdue,
          })}
        </Note>
      )}
      {toSend > 0 && (
        <Note tone="late">
          {t('reportServices.year.incidents.toSend', { count: toSend })}
        </Note>
      )}
      {toAssess > 0 && (
        <Note>
          {t('reportServices.year.incidents.toAssess', { count: toAssess })}
        </Note>
      )}
      {sent + late > 0 && (
        <Note tone={late > 0 ? 'bad' : 'good'}>
          {t('reportServices.year.incidents.sent', { count: sent + late })}
          {late > 0 &&
            `, ${t('reportServices.year.incidents.sentLate', { count: late })}`}
        </Note>
      )}
    </ul>
  );
}

function Row({ item }: { item: ServiceIncident }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const classes = getLabels(t, 'rsitClass');
  return (
    <tr>
      <td>
        <span className={styles.lines}>
          <span className={page.day}>{dayOf(item.detectedAt)}</span>
          <span className={styles.quiet}>{clockTime(item.detectedAt)}</span>
        </span>
      </td>
      <th scope="row" className={styles.whole}>
        <span className={styles.lines}>
          <span className={styles.inline}>
            <SeverityMark severity={item.severity} />
            <AppLink
              to={link({ key: item.key })}
              className={classNames(styles.hit, styles.bold)}
            >
              {item.key}
            </AppLink>
            {item.restricted && (
              <RiLockLine size={14} aria-label={t('term.restricted')} />
            )}
            {item.imported && <ImportedMark />}
            {item.open && (
              <span className={page.chip}>
                {t(`term.status.${item.status}`)}
              </span>
            )}
          </span>
          <span>{item.title}</span>
          {item.class && (
            <span className={styles.quiet}>{classes[item.class]}</span>
          )}
        </span>
      </th>
      <td>
        <Containment item={item} />
      </td>
      <td className={styles.whole}>
        <Done item={item} />
      </td>
      <td>
        <Plan item={item} />
      </td>
      <td>
        <Afterwards item={item} />
      </td>
    </tr>
  );
}

function useDownload(year: ServiceYear) {
  const { t } = useTranslation();
  const classes = getLabels(t, 'rsitClass');
  return () =>
    downloadText(
      `${year.entityRef.replace(/[^\w.-]/g, '_')}.csv`,
      toCsv(
        [
          t('reportServices.year.incidents.key'),
          t('reportServices.year.incidents.title2'),
          t('reportServices.year.incidents.detected'),
          t('reportServices.year.incidents.severity'),
          t('reportServices.year.incidents.status'),
          t('reportServices.year.incidents.class'),
          t('reportServices.year.incidents.minutes'),
          t('reportServices.year.incidents.done'),
          t('reportServices.year.incidents.lead'),
          t('reportServices.year.incidents.plan2'),
        ],
        year.items.map(item => [
          item.key,
          item.title,
          item.detectedAt,
          t(`term.severity.${item.severity ?? 'undecided'}`),
          t(`term.status.${item.status}`),
          item.class && classes[item.class],
          item.containedMs === undefined
            ? undefined
            : Math.round(item.containedMs / 60_000),
          item.whatWasDone,
          item.leadRef,
          item.plan && `${item.plan.title} ${item.plan.version}`,
        ]),
      ),
      'text/csv',
    );
}

/** Each incident of the period: when, what was done, by whom, by which plan, and what followed. */
export function IncidentsCard({ year }: { year: ServiceYear }) {
  const { t } = useTranslation();
  const download = useDownload(year);
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <div className={styles.titles}>
            <h2 className={styles.title}>
              {t('reportServices.year.incidents.title')}
            </h2>
            <span className={styles.quiet}>
              {t('reportServices.year.incidents.order', {
                count: year.incidents.total,
              })}
            </span>
          </div>
          {year.items.length > 0 && (
            <ExportButton
              label={t('reportServices.year.incidents.export')}
              onPress={download}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        {year.items.length === 0 ? (
          <PanelEmpty title={t('reportServices.year.incidents.none')} />
        ) : (
          <table className={classNames(styles.table, page.incidents)}>
            <caption className={styles.hidden}>
              {t('reportServices.year.incidents.title')}
            </caption>
            <thead>
              <tr>
                {(
                  [
                    'detected',
                    'incident',
                    'contained',
                    'done',
                    'plan',
                    'afterwards',
                  ] as const
                ).map(name => (
                  <th key={name} scope="col" className={page[name]}>
                    {t(`reportServices.year.incidents.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {year.items.map(item => (
                <Row key={item.id} item={item} />
              ))}
            </tbody>
          </table>
        )}
        {year.truncated && (
          <p className={styles.quiet}>
            {t('reportServices.year.incidents.truncated', {
              count: year.items.length,
            })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
