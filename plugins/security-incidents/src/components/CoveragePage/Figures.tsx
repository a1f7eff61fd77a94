import { Card, CardBody } from '@backstage/ui';
import {
  type Coverage,
  READINESS_CHECKS,
  type SystemCoverage,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, EntityLink } from '../../navigation';
import { useTranslation } from '../../translation';
import { useEntityName } from '../common';
import { toGain, toPercent } from './coverageText';
import styles from './CoveragePage.module.css';
import type { CoverageFiltersState } from './useCoverageFilters';
import { toSaid } from '../said';

interface FigureProps {
  coverage: Coverage;
  state: CoverageFiltersState;
}

function Meter({ part, all }: { part: number; all: number }) {
  return (
    <td className={styles.meterCell} aria-hidden="true">
      <span className={styles.meter}>
        <span style={{ width: `${(part / all) * 100}%` }} />
      </span>
    </td>
  );
}

function Ready({ coverage, state }: FigureProps) {
  const { services, ready, formula } = coverage;
  const { t } = useTranslation();
  const gain = toGain(t, coverage);
  return (
    <section>
      <h2 className={styles.smallTitle}>{t('coveragePage.ready.title')}</h2>
      <p className={styles.big}>
        <strong>
          {t('coveragePage.ready.percent', {
            percent: String(toPercent(ready, services)),
          })}
        </strong>
        <AppLink
          className={styles.hit}
          to={state.hrefOf({ show: 'ready' })}
          aria-label={t('coveragePage.ready.show', {
            ready: String(ready),
            services: String(services),
          })}
        >
          {t('coveragePage.ready.count', {
            ready: String(ready),
            services: String(services),
          })}
        </AppLink>
      </p>
      <p className={styles.quiet}>
        {t('coveragePage.ready.formula', { formula: toSaid(t, formula) })}
      </p>
      <p className={styles.gain}>
        <strong>{t('coveragePage.gain.title')} </strong>
        {gain.text}{' '}
        {gain.check && gain.failing > 0 && (
          <AppLink
            className={styles.hit}
            to={state.hrefOf({ lacking: gain.check, show: undefined })}
          >
            {t('coveragePage.gain.show', {
              count: gain.failing,
              what: t(`coveragePage.gain.${gain.check}`),
            })}
          </AppLink>
        )}
      </p>
    </section>
  );
}

function ByCheck({ coverage, state }: FigureProps) {
  const { services, passing } = coverage;
  const { t } = useTranslation();
  return (
    <section>
      <div className={styles.between}>
        <h2 className={styles.smallTitle}>{t('coveragePage.byCheck.title')}</h2>
        <span className={styles.quiet}>
          {t('coveragePage.byCheck.share', {
            services: t('planText.services', { count: services }),
          })}
        </span>
      </div>
      <table className={styles.checks}>
        <caption className={styles.hidden}>
          {t('coveragePage.byCheck.caption')}
        </caption>
        <tbody>
          {READINESS_CHECKS.map(check => {
            const toFix = services - passing[check];
            return (
              <tr key={check}>
                <th scope="row">{t(`readiness.check.${check}`)}</th>
                <Meter part={passing[check]} all={services} />
                <td>
                  <strong>
                    {t('coveragePage.ready.percent', {
                      percent: String(toPercent(passing[check], services)),
                    })}
                  </strong>
                </td>
                <td className={styles.quiet}>
                  {toFix > 0 ? (
                    <AppLink
                      className={styles.hit}
                      to={state.hrefOf({ lacking: check, show: undefined })}
                      aria-label={t('coveragePage.byCheck.show', {
                        check: t(`readiness.check.${check}`),
                        services: t('planText.services', { count: toFix }),
                      })}
                    >
                      {t('coveragePage.byCheck.toFix', { count: toFix })}
                    </AppLink>
                  ) : (
                    t('coveragePage.byCheck.allPass')
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function SystemRow(props: {
  system: SystemCoverage;
  state: CoverageFiltersState;
}) {
  const { systemRef, services, ready } = props.system;
  const { t } = useTranslation();
  const name = useEntityName(systemRef);
  return (
    <tr>
      <th scope="row">
        <EntityLink entityRef={systemRef} hideIcon />
      </th>
      <Meter part={ready} all={services} />
      <td>
        <AppLink
          className={styles.hit}
          to={props.state.hrefOf({ system: systemRef, show: 'all' })}
          aria-label={t('coveragePage.bySystem.show', {
            ready: String(ready),
            services: String(services),
            system: name,
          })}
        >
          {t('coveragePage.ready.count', {
            ready: String(ready),
            services: String(services),
          })}
        </AppLink>
      </td>
    </tr>
  );
}

function BySystem({ coverage, state }: FigureProps) {
  const { bySystem } = coverage;
  const { t } = useTranslation();
  return (
    <section>
      <div className={styles.between}>
        <h2 className={styles.smallTitle}>
          {t('coveragePage.bySystem.title')}
        </h2>
        <span className={styles.quiet}>{t('coveragePage.bySystem.order')}</span>
      </div>
      {bySystem.length === 0 && (
        <p className={styles.quiet}>{t('coveragePage.bySystem.none')}</p>
      )}
      <table className={styles.checks}>
        <caption className={styles.hidden}>
          {t('coveragePage.bySystem.caption')}
        </caption>
        <tbody>
          {bySystem.map(system => (
            <SystemRow key={system.systemRef} system={system} state={state} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** One percentage with its formula and what moves it most, and the same for each check and system. */
export function Figures(props: FigureProps) {
  return (
    <Card className={styles.card}>
      <CardBody>
        <div className={styles.figures}>
          <Ready {...props} />
          <ByCheck {...props} />
          <BySystem {...props} />
        </div>
      </CardBody>
    </Card>
  );
}
