import { Card, CardBody, CardHeader } from '@backstage/ui';
import {
  RiCpuLine,
  RiLockLine,
  RiShieldCheckLine,
  RiShieldFlashLine,
} from '@remixicon/react';
import {
  type Population,
  POPULATION_STATES,
  POPULATION_STATUSES,
  type RecordState,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import { classNames } from '../common';
import styles from './reports.module.css';
import type { ReportScopeState } from './useReportScope';

/** Everything in the period: real ones and exercises, merged ones too. */
const RECORDS = { mode: 'exercise', status: undefined };

function Hit(props: { to: string; children: ReactNode; label?: string }) {
  return (
    <AppLink to={props.to} className={styles.hit} aria-label={props.label}>
      {props.children}
    </AppLink>
  );
}

function Term(props: {
  sign?: string;
  count: number;
  to: string;
  text: ReactNode;
  className?: string;
}) {
  const { sign, count, to } = props;
  return (
    <li className={classNames(styles.term, props.className)}>
      <span className={styles.sign}>{sign}</span>
      <span className={styles.big}>
        {count > 0 ? <Hit to={to}>{count}</Hit> : 0}
      </span>
      <span className={styles.termText}>{props.text}</span>
    </li>
  );
}

/** Links to incidents by their keys, the first few of them. */
export function KeyLinks(props: { keys: readonly string[]; most?: number }) {
  const { keys, most = 3 } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <>
      {keys.slice(0, most).map((key, index) => (
        <span key={key}>
          {index > 0 && ', '}
          <AppLink to={link({ key })} className={styles.hit}>
            {key}
          </AppLink>
        </span>
      ))}
      {keys.length > most &&
        ` ${t('reports.andMore', { count: keys.length - most })}`}
    </>
  );
}

/** Rows of exercises only; the list shows real ones besides, so it is narrowed by key. */
export function toExerciseRows(population: Population) {
  return {
    mode: 'exercise',
    status: undefined,
    key: population.exercises.keys,
  };
}

/** Records minus exercises minus merged ones, as a sum. */
export function PopulationSum(props: {
  population: Population;
  state: ReportScopeState;
}) {
  const { population, state } = props;
  const { rowsOf } = state;
  const { t } = useTranslation();
  const { records, exercises, merged, incidents } = population;
  const into = merged.into.flatMap(({ mergedInto }) => mergedInto ?? []);
  return (
    <ul className={styles.sum} aria-label={t('reports.population.sum')}>
      <Term
        count={records}
        to={rowsOf(RECORDS)}
        text={t('reports.population.records')}
      />
      <Term
        className={styles.taken}
        sign="−"
        count={exercises.total}
        to={rowsOf(toExerciseRows(population))}
        text={t('reports.population.exercises')}
      />
      <Term
        className={styles.taken}
        sign="−"
        count={merged.total}
        to={rowsOf({ status: 'merged' })}
        text={
          into.length > 0 ? (
            <>
              {t('reports.population.mergedInto')}{' '}
              <KeyLinks keys={[...new Set(into)]} most={2} />
            </>
          ) : (
            t('reports.population.merged')
          )
        }
      />
      <Term
        className={styles.result}
        sign="="
        count={incidents}
        to={rowsOf()}
        text={t('reports.population.incidents', { count: incidents })}
      />
    </ul>
  );
}

function PopulationBar({
  population,
  state,
}: {
  population: Population;
  state: ReportScopeState;
}) {
  const { t } = useTranslation();
  const { rowsOf } = state;
  const { byState, exercises, merged } = population;
  const parts = [
    ...POPULATION_STATES.map(name => ({
      name,
      count: byState[name],
      to: rowsOf({ status: [...POPULATION_STATUSES[name]] }),
    })),
    {
      name: 'exercises' as const,
      count: exercises.total,
      to: rowsOf(toExerciseRows(population)),
    },
    {
      name: 'merged' as const,
      count: merged.total,
      to: rowsOf({ status: 'merged' }),
    },
  ].filter(({ count }) => count > 0);
  return (
    <>
      <div className={styles.populationBar} aria-hidden="true">
        {parts.map(({ name, count }) => (
          <span
            key={name}
            className={styles[name]}
            style={{ flexGrow: count }}
          />
        ))}
      </div>
      <ul
        className={styles.legend}
        aria-label={t('reports.population.byState')}
      >
        {parts.map(({ name, count, to }) => (
          <li key={name}>
            <span
              className={classNames(styles.swatch, styles[name])}
              aria-hidden="true"
            />
            <Hit to={to}>
              {t(`reports.population.state.${name}`, { count })}
            </Hit>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether the records of a report are intact, in words. */
export function RecordText({ record }: { record: RecordState }) {
  const { t } = useTranslation();
  const { chains, intact, unchecked, checkedAt, broken } = record;
  if (broken.total > 0) {
    return (
      <span className={classNames(styles.inline, styles.bad)} role="alert">
        <RiShieldFlashLine size={16} aria-hidden />
        <strong>{t('reports.record.broken', { count: broken.total })}</strong>
        <KeyLinks keys={broken.keys} />
      </span>
    );
  }
  return (
    <span className={styles.inline}>
      <RiShieldCheckLine
        size={16}
        className={unchecked === 0 ? styles.good : styles.late}
        aria-hidden
      />
      <strong>
        {unchecked === 0
          ? t('reports.record.intact')
          : t('reports.record.partly')}
      </strong>
      <span>
        {t('reports.record.chains', {
          intact: String(intact),
          chains: String(chains),
        })}
      </span>
      {unchecked > 0 && (
        <span>{t('reports.record.unchecked', { count: unchecked })}</span>
      )}
      {checkedAt && (
        <span className={styles.quiet}>
          {t('reports.record.checked', { time: shortTimeWithZone(checkedAt) })}
        </span>
      )}
    </span>
  );
}

/** What is counted and what is not: the population first, since every other number is a part of it. */
export function PopulationCard(props: {
  population: Population;
  record: RecordState;
  state: ReportScopeState;
}) {
  const { population, record, state } = props;
  const { t } = useTranslation();
  const { restricted, incidents, hits, entries } = population;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>{t('reports.population.title')}</h2>
          <span className={styles.quiet}>
            {t('reportScope.byDetection', { zone: state.scope.zone })}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        <PopulationSum population={population} state={state} />
        <PopulationBar population={population} state={state} />
        <ul className={styles.facts}>
          {restricted.total > 0 && (
            <li>
              <RiLockLine size={16} aria-hidden />
              <span>
                <strong>
                  {t('reports.population.restricted', {
                    count: restricted.total,
                  })}
                </strong>{' '}
                {t('reports.population.others', {
                  count: incidents - restricted.total,
                })}
              </span>
            </li>
          )}
          <li>
            <span className={styles.inline}>
              <RecordText record={record} />
              <span className={styles.quiet}>
                {t('reports.record.entries', { count: entries })}
              </span>
            </span>
          </li>
          <li>
            <RiCpuLine size={16} aria-hidden />
            <span>
              <strong>
                {t('reports.population.entities', { count: hits.entities })}
              </strong>{' '}
              {t('reports.population.hits', { count: hits.total })}
            </span>
          </li>
        </ul>
      </CardBody>
    </Card>
  );
}
