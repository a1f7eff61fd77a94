import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { FrozenContent } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { SeverityMark } from '../common';
import { ImportedMark } from '../reports/ImportedMark';
import styles from '../reports/reports.module.css';
import page from './FrozenReport.module.css';

/** Digits of a hash that tell chains apart at a glance; the whole is in its tooltip. */
const SHOWN_DIGITS = 12;

/** Every record of the period with the state of its chain, also those that are not counted. */
export function FrozenRecords(props: { records: FrozenContent['records'] }) {
  const { records } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <Card>
      <CardHeader>
        <div className={styles.titles}>
          <h2 className={styles.title}>
            {t('reportFrozen.read.records.title')}
          </h2>
          <span className={styles.quiet}>
            {t('reportFrozen.read.records.note', { count: records.length })}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        <table className={styles.table}>
          <caption className={styles.hidden}>
            {t('reportFrozen.read.records.title')}
          </caption>
          <thead>
            <tr>
              {(
                [
                  'key',
                  'name',
                  'detected',
                  'status',
                  'complete',
                  'chain',
                  'head',
                ] as const
              ).map(name => (
                <th key={name} scope="col">
                  {t(`reportFrozen.read.records.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {records.map(record => (
              <tr key={record.key}>
                <th scope="row">
                  <span className={styles.inline}>
                    <SeverityMark severity={record.severity} size={10} />
                    <AppLink
                      to={link({ key: record.key })}
                      className={styles.hit}
                    >
                      {record.key}
                    </AppLink>
                    {record.imported && <ImportedMark />}
                  </span>
                </th>
                <td className={styles.whole}>
                  {record.title ?? (
                    <span className={styles.quiet}>
                      {t('reportFrozen.read.records.byKey')}
                    </span>
                  )}
                </td>
                <td>{dayOf(record.detectedAt)}</td>
                <td>
                  {t(`term.status.${record.status}`)}
                  {record.mode === 'exercise' && (
                    <span className={styles.quiet}>
                      {` ${t('reportFrozen.read.records.exercise')}`}
                    </span>
                  )}
                </td>
                <td>
                  {record.completeness &&
                    t('reports.shareOf', { ...record.completeness })}
                </td>
                <td>{record.chainLength}</td>
                <td>
                  <code className={page.head} title={record.chainHead}>
                    {record.chainHead.slice(0, SHOWN_DIGITS)}
                  </code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}
