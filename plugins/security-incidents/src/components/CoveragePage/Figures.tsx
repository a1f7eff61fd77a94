import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Card, CardBody } from '@backstage/ui';
import {
  type Coverage,
  READINESS_CHECKS,
  type ReadinessCheck,
} from 'backstage-plugin-security-incidents-common';
import { Link } from 'react-router-dom';
import type { CoverageFiltersState } from '../../hooks';
import { CHECK_LABELS } from '../common';
import { shortRef } from '../filters';
import styles from './CoveragePage.module.css';

const LACKING: Record<ReadinessCheck, string> = {
  owner: 'an owner in the catalog',
  plans: 'a plan',
  reviewed: 'a review of the plan',
  tested: 'a test of the plan',
  roles: 'somebody for a role',
};

/** A whole percentage; all and none are said of all and none only. */
export function percentOf(part: number, all: number): number {
  if (part === 0 || part === all) return part === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((part / all) * 100)));
}

const services = (count: number) =>
  `${count} ${count === 1 ? 'service' : 'services'}`;

/** What moves the percentage most with one kind of work; in words. */
export function quickestGain(coverage: Coverage): string {
  const { services: all, ready, passing, lackingOnly } = coverage;
  if (ready === all) return 'Nothing is left to gain.';
  const most = (numbers: Record<ReadinessCheck, number>) =>
    READINESS_CHECKS.reduce((best, check) =>
      numbers[check] > numbers[best] ? check : best,
    );
  const check = most(lackingOnly);
  const count = lackingOnly[check];
  if (count > 0) {
    return `${services(count)} ${count === 1 ? 'lacks' : 'lack'} only ${
      LACKING[check]
    }. Putting that right makes it ${percentOf(ready + count, all)} %.`;
  }
  const failing = { ...passing };
  for (const name of READINESS_CHECKS) failing[name] = all - passing[name];
  const first = most(failing);
  return `no service lacks one thing only. ${services(failing[first])} lack ${
    LACKING[first]
  }, the most of all.`;
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

/** Where the most is left to do; each number leads to its services. */
function BySystem(props: { coverage: Coverage; state: CoverageFiltersState }) {
  const { bySystem } = props.coverage;
  return (
    <section>
      <div className={styles.between}>
        <h2 className={styles.smallTitle}>By system</h2>
        <span className={styles.quiet}>ready, the least first</span>
      </div>
      {bySystem.length === 0 && (
        <p className={styles.quiet}>None of these services is in a system.</p>
      )}
      <table className={styles.checks}>
        <caption className={styles.hidden}>
          How many services of each system are ready
        </caption>
        <tbody>
          {bySystem.map(({ systemRef, services: count, ready }) => (
            <tr key={systemRef}>
              <th scope="row">
                <EntityRefLink entityRef={systemRef} hideIcon />
              </th>
              <Meter part={ready} all={count} />
              <td>
                <Link
                  className={styles.hit}
                  to={props.state.hrefOf({ system: systemRef, show: 'all' })}
                  aria-label={`${ready} of ${count} services of ${shortRef(
                    systemRef,
                  )} are ready`}
                >{`${ready} of ${count}`}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** One percentage that can be argued about, with its formula, what moves it, and each check and system apart. */
export function Figures(props: {
  coverage: Coverage;
  state: CoverageFiltersState;
}) {
  const { coverage } = props;
  const { services: all, ready, passing, formula } = coverage;
  return (
    <Card className={styles.card}>
      <CardBody>
        <div className={styles.figures}>
          <section>
            <h2 className={styles.smallTitle}>Services that are ready</h2>
            <p className={styles.big}>
              <strong>{`${percentOf(ready, all)} %`}</strong>
              <span>{`${ready} of ${all}`}</span>
            </p>
            <p className={styles.quiet}>{`Formula: ${formula}.`}</p>
            <p className={styles.gain}>
              <strong>Quickest gain: </strong>
              {quickestGain(coverage)}
            </p>
          </section>
          <section>
            <div className={styles.between}>
              <h2 className={styles.smallTitle}>By check</h2>
              <span className={styles.quiet}>{`share of ${services(
                all,
              )}`}</span>
            </div>
            <table className={styles.checks}>
              <caption className={styles.hidden}>
                How many services pass each check
              </caption>
              <tbody>
                {READINESS_CHECKS.map(check => {
                  const toFix = all - passing[check];
                  return (
                    <tr key={check}>
                      <th scope="row">{CHECK_LABELS[check]}</th>
                      <Meter part={passing[check]} all={all} />
                      <td>
                        <strong>{`${percentOf(passing[check], all)} %`}</strong>
                      </td>
                      <td className={styles.quiet}>
                        {toFix > 0 ? `${toFix} to fix` : 'all pass'}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
          <BySystem coverage={coverage} state={props.state} />
        </div>
      </CardBody>
    </Card>
  );
}
