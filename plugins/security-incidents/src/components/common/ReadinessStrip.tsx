import { VisuallyHidden } from '@backstage/ui';
import {
  type Readiness,
  READINESS_CHECKS,
  type ReadinessCheck,
  type ReadinessState,
} from 'backstage-plugin-security-incidents-common';
import classNames from './classNames';
import styles from './readiness.module.css';
import { MARK_OF, StateMark } from './StateMark';

/** The five checks as people read them. */
export const CHECK_LABELS: Record<ReadinessCheck, string> = {
  owner: 'Owner',
  plans: 'Plans',
  reviewed: 'Reviewed',
  tested: 'Tested',
  roles: 'Roles',
};

const WORDS: Record<ReadinessState, string> = {
  pass: 'in order',
  late: 'late',
  fail: 'not in order',
  'n-a': 'nothing to check',
};

/** How many of the five checks pass. */
export function checksPassed({ checks }: Pick<Readiness, 'checks'>): number {
  return READINESS_CHECKS.filter(check => checks[check] === 'pass').length;
}

/** Whether a service is ready for an incident: five marks with their words, in the same order everywhere. */
export function ReadinessStrip({ readiness }: { readiness: Readiness }) {
  return (
    <ul
      className={styles.strip}
      aria-label={`Ready in ${checksPassed(readiness)} of ${
        READINESS_CHECKS.length
      } checks`}
    >
      {READINESS_CHECKS.map(check => {
        const state = readiness.checks[check];
        return (
          <li
            key={check}
            className={classNames(
              styles.check,
              state === 'n-a' && styles.notDone,
            )}
          >
            <StateMark state={MARK_OF[state]} decorative />
            <span>
              {CHECK_LABELS[check]}
              <VisuallyHidden>: {WORDS[state]}</VisuallyHidden>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
