import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { FrozenComparison } from 'backstage-plugin-security-incidents-common';
import { useFrozenComparison } from '../../queries';
import { useTranslation } from '../../translation';
import { classNames, PanelFailed, PanelLoading } from '../common';
import { getRequirementText } from '../reports/requirements';
import styles from '../reports/reports.module.css';
import page from './FrozenReport.module.css';

function useRows(comparison: FrozenComparison) {
  const { t } = useTranslation();
  const { then, today } = comparison;
  const row = (
    id: string,
    label: string,
    get: (side: FrozenComparison['then']) => number | string,
  ) => ({ id, label, then: get(then), today: get(today) });
  return [
    row(
      'records',
      t('reportFrozen.read.compare.records'),
      side => side.population.records,
    ),
    row(
      'exercises',
      t('reportFrozen.read.compare.exercises'),
      side => side.population.exercises.total,
    ),
    row(
      'merged',
      t('reportFrozen.read.compare.merged'),
      side => side.population.merged.total,
    ),
    row(
      'incidents',
      t('reportFrozen.read.compare.incidents'),
      side => side.population.incidents,
    ),
    row(
      'metInFull',
      t('reportFrozen.read.compare.metInFull'),
      side => side.clause.metInFull,
    ),
    row('gaps', t('reportFrozen.read.compare.gaps'), side => side.clause.gaps),
    row(
      'complete',
      t('reportFrozen.read.compare.complete'),
      side => side.clause.complete,
    ),
    ...then.clause.requirements.map(({ requirement }) =>
      row(requirement, getRequirementText(t, requirement, 'title'), side => {
        const share = side.clause.requirements.find(
          other => other.requirement === requirement,
        );
        return share
          ? t('reportFrozen.read.compare.share', {
              met: share.met.total,
              due: share.due,
            })
          : '';
      }),
    ),
  ];
}

function Rows({ comparison }: { comparison: FrozenComparison }) {
  const { t } = useTranslation();
  const rows = useRows(comparison);
  return (
    <table className={page.compare}>
      <caption className={styles.hidden}>
        {t('reportFrozen.read.compare.title')}
      </caption>
      <thead>
        <tr>
          {(['what', 'then', 'today'] as const).map(name => (
            <th key={name} scope="col">
              {t(`reportFrozen.read.compare.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, then, today }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td>{then}</td>
            <td className={classNames(then !== today && page.differs)}>
              {today}
              {then !== today && (
                <span className={styles.hidden}>
                  {t('reportFrozen.read.compare.differs')}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A frozen report beside the same report of today. */
export function ComparisonCard({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, reload } = useFrozenComparison(id, true);
  return (
    <Card>
      <CardHeader>
        <div className={styles.titles}>
          <h2 className={styles.title}>
            {t('reportFrozen.read.compare.title')}
          </h2>
          <span className={styles.quiet}>
            {t('reportFrozen.read.compare.note')}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('reportFrozen.read.compare.failed')}
            subject={t('reports.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && (
          <PanelLoading
            label={t('reportFrozen.read.compare.loading')}
            rows={6}
          />
        )}
        {!error && data && <Rows comparison={data} />}
      </CardBody>
    </Card>
  );
}
