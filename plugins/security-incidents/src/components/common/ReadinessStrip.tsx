import { VisuallyHidden } from '@backstage/ui';
import {
  type Readiness,
  READINESS_CHECKS,
  type ReadinessState,
} from 'backstage-plugin-security-incidents-common';
import classNames from './classNames';
import { useReadinessTranslation } from '../../translation';
import styles from './readiness.module.css';
import { MARK_OF, StateMark } from './StateMark';

/** Message key of each state; keys have no dashes. */
const STATE_KEYS = {
  pass: 'pass',
  late: 'late',
  fail: 'fail',
  'n-a': 'notApplicable',
} as const satisfies Record<ReadinessState, string>;

/** How many of the six checks pass. */
export function checksPassed({ checks }: Pick<Readiness, 'checks'>): number {
  return READINESS_CHECKS.filter(check => checks[check] === 'pass').length;
}

/** Whether a service is ready for an incident: its six checks, in the same order everywhere. */
export function ReadinessStrip({ readiness }: { readiness: Readiness }) {
  const { t } = useReadinessTranslation();
  return (
    <ul
      className={styles.strip}
      aria-label={t('readiness.label', {
        passed: String(checksPassed(readiness)),
        total: String(READINESS_CHECKS.length),
      })}
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
              {t(`readiness.check.${check}`)}
              <VisuallyHidden>
                : {t(`readiness.state.${STATE_KEYS[state]}`)}
              </VisuallyHidden>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
