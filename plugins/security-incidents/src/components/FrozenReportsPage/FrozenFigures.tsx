import { Card, CardBody, CardHeader } from '@backstage/ui';
import {
  type FrozenContent,
  getRequirement,
  type ReportGap,
} from 'backstage-plugin-security-incidents-common';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { ExplanationText } from '../reports/ExplanationText';
import { groupByExplanation } from '../reports/explanations';
import { toClassRows, toGapText, toMonthTable } from '../reports/figureRows';
import styles from '../reports/reports.module.css';
import { getRequirementText } from '../reports/requirements';
import { ResultMark } from '../reports/ResultMark';
import page from './FrozenReport.module.css';
import { Scroller } from './Scroller';
import { toSaid } from '../said';

/** What was counted, as a sum with words. */
function PopulationCard({ content }: { content: FrozenContent }) {
  const { t } = useTranslation();
  const { population } = content.overview;
  const { records, exercises, merged, incidents, byState } = population;
  const rows = [
    [String(records), t('reportFrozen.read.state.records')],
    [
      `− ${exercises.total}`,
      `${exercises.keys.join(', ')} ${t('reportFrozen.read.state.exercises')}`,
    ],
    [
      `− ${merged.total}`,
      `${merged.keys.join(', ')} ${t('reportFrozen.read.state.merged')}`,
    ],
    [String(incidents), t('reportFrozen.read.state.incidents', { ...byState })],
  ];
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('reportFrozen.read.population')}</h2>
      </CardHeader>
      <CardBody>
        <table className={page.sum}>
          <caption className={styles.hidden}>
            {t('reportFrozen.read.population')}
          </caption>
          <tbody>
            {rows.map(([count, words]) => (
              <tr key={words}>
                <th scope="row">{count}</th>
                <td>{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}

function MonthsCard({ content }: { content: FrozenContent }) {
  const { t } = useTranslation();
  const { header, rows } = toMonthTable(t, content.overview.months);
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('reportFrozen.read.months')}</h2>
      </CardHeader>
      <CardBody>
        <Scroller label={t('reportFrozen.read.months')}>
          <table className={page.numbers}>
            <caption className={styles.hidden}>
              {t('reportFrozen.read.months')}
            </caption>
            <thead>
              <tr>
                {header.map(name => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, name, counts, total }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  {counts.map((count, column) => (
                    <td key={header[column + 1]}>{count || ''}</td>
                  ))}
                  <td>
                    <strong>{total}</strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </CardBody>
    </Card>
  );
}

function ClassesCard({ content }: { content: FrozenContent }) {
  const { t } = useTranslation();
  const { byClass, incidents } = content.analysis;
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('reportFrozen.read.classes')}</h2>
      </CardHeader>
      <CardBody>
        <table className={page.numbers}>
          <caption className={styles.hidden}>
            {t('reportFrozen.read.classes')}
          </caption>
          <tbody>
            {toClassRows(t, byClass).map(({ id, label, total }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td>{total}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                <strong>{t('chart.all')}</strong>
              </th>
              <td>
                <strong>{incidents}</strong>
              </td>
            </tr>
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}

function ServicesCard({ content }: { content: FrozenContent }) {
  const { t } = useTranslation();
  const { services, moreServices, population } = content.overview;
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('reportFrozen.read.services')}</h2>
      </CardHeader>
      <CardBody>
        <table className={page.numbers}>
          <caption className={styles.hidden}>
            {t('reportFrozen.read.services')}
          </caption>
          <tbody>
            {services.map(({ entityRef, incidents }) => (
              <tr key={entityRef}>
                <th scope="row">
                  <EntityName entityRef={entityRef} />
                </th>
                <td>{incidents}</td>
              </tr>
            ))}
            {moreServices.entities > 0 && (
              <tr>
                <th scope="row">
                  {t('reportFrozen.read.more', {
                    count: moreServices.entities,
                  })}
                </th>
                <td>{moreServices.hits}</td>
              </tr>
            )}
            <tr>
              <th scope="row">
                <strong>{t('reportFrozen.read.hits')}</strong>
              </th>
              <td>
                <strong>{population.hits.total}</strong>
              </td>
            </tr>
          </tbody>
        </table>
        <p className={styles.quiet}>{t('reportFrozen.read.hitsNote')}</p>
      </CardBody>
    </Card>
  );
}

function SpeedCard({ content }: { content: FrozenContent }) {
  const { t } = useTranslation();
  const orDash = (ms: number | undefined) =>
    ms === undefined ? '' : formatDuration(ms);
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('reportFrozen.read.speed.title')}</h2>
      </CardHeader>
      <CardBody>
        <Scroller label={t('reportFrozen.read.speed.title')}>
          <table className={page.numbers}>
            <caption className={styles.hidden}>
              {t('reportFrozen.read.speed.title')}
            </caption>
            <thead>
              <tr>
                {(
                  ['what', 'formula', 'n', 'median', 'p90', 'excluded'] as const
                ).map(name => (
                  <th
                    key={name}
                    scope="col"
                    className={name === 'formula' ? page.words : undefined}
                  >
                    {t(`reportFrozen.read.speed.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {content.overview.durations.map(
                ({ id, formula, n, medianMs, p90Ms, excluded }) => (
                  <tr key={id}>
                    <th scope="row">{t(`reports.duration.${id}`)}</th>
                    <td className={page.words}>{toSaid(t, formula)}</td>
                    <td>{n}</td>
                    <td>{orDash(medianMs)}</td>
                    <td>{orDash(p90Ms)}</td>
                    <td>{excluded}</td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </Scroller>
      </CardBody>
    </Card>
  );
}

/** Each gap, and those that are explained together once. */
function Broken({ gaps }: { gaps: readonly ReportGap[] }) {
  const { t } = useTranslation();
  if (gaps.length === 0) return <>{t('reportClause.requirements.nothing')}</>;
  return (
    <ul className={styles.list}>
      {gaps
        .filter(({ explanation }) => !explanation)
        .map(gap => (
          <li key={gap.key}>{`${gap.key}, ${toGapText(t, gap)}`}</li>
        ))}
      {groupByExplanation(gaps).map(group => (
        <li key={group[0].key}>
          {group.map(({ key }) => key).join(', ')}{' '}
          <span className={styles.quiet}>
            <ExplanationText explanation={group[0].explanation!} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function RequirementsCard({ content }: { content: FrozenContent }) {
  const { t } = useTranslation();
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('reportFrozen.read.requirements')}</h2>
      </CardHeader>
      <CardBody>
        <Scroller label={t('reportFrozen.read.requirements')}>
          <table className={page.requirements}>
            <caption className={styles.hidden}>
              {t('reportFrozen.read.requirements')}
            </caption>
            <thead>
              <tr>
                <th scope="col" colSpan={2}>
                  {t('reportClause.requirements.requirement')}
                </th>
                <th scope="col">{t('reportClause.requirements.share')}</th>
                <th scope="col">{t('reportFrozen.read.result')}</th>
                <th scope="col">{t('reportClause.requirements.broken')}</th>
              </tr>
            </thead>
            <tbody>
              {content.overview.clause.requirements.map(share => {
                const { requirement, met, due, missing, notDue, gaps } = share;
                const { kind, letter, column, controls } =
                  getRequirement(requirement);
                return (
                  <tr key={requirement}>
                    <td className={styles.quiet}>
                      {kind === 'element' ? column : letter}
                    </td>
                    <th scope="row">
                      <strong>
                        {getRequirementText(t, requirement, 'title')}
                      </strong>
                      <span className={styles.quiet}>
                        {controls.join(', ')}
                      </span>
                    </th>
                    <td>{t('reports.shareOf', { met: met.total, due })}</td>
                    <td>
                      <span className={page.result}>
                        <ResultMark
                          result={missing.total > 0 ? 'missing' : 'met'}
                        />
                        {missing.total > 0
                          ? t('reports.missingCount', { count: missing.total })
                          : t('reports.met')}
                      </span>
                      {notDue.total > 0 && (
                        <span className={styles.quiet}>
                          {t('reports.notDueCount', { count: notDue.total })}
                        </span>
                      )}
                    </td>
                    <td>
                      <Broken gaps={gaps} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroller>
      </CardBody>
    </Card>
  );
}

/** The figures of a frozen report. They never change, so they link to nothing that does. */
export function FrozenFigures({ content }: { content: FrozenContent }) {
  return (
    <>
      <PopulationCard content={content} />
      <MonthsCard content={content} />
      <div className={page.two}>
        <ClassesCard content={content} />
        <ServicesCard content={content} />
      </div>
      <SpeedCard content={content} />
      <RequirementsCard content={content} />
    </>
  );
}
