import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { RiShieldCheckLine, RiShieldCrossLine } from '@remixicon/react';
import type { TimelineVerification } from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { type Problem, problemOf } from './fields';
import { clockTime } from '../../time';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';

/** Says whether the hash chain of the timeline holds. */
export function VerificationSeal() {
  const { incident, revision } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const [found, setFound] = useState<TimelineVerification>();
  const [problem, setProblem] = useState<Problem>();
  const [attempt, setAttempt] = useState(0);
  const { key, rights } = incident;

  useEffect(() => {
    if (!rights.verify) return undefined;
    const controller = new AbortController();
    api.verifyTimeline(key, { signal: controller.signal }).then(
      verification => {
        if (controller.signal.aborted) return;
        setProblem(undefined);
        setFound(verification);
      },
      error => {
        if (!controller.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => controller.abort();
  }, [api, key, rights.verify, revision, attempt]);

  if (!rights.verify) return null;
  if (problem) {
    return (
      <span className={styles.pair}>
        <span className={styles.quiet}>Not checked: {problem.message}</span>
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setAttempt(count => count + 1)}
        >
          Check again
        </Button>
      </span>
    );
  }
  if (!found) return <span className={styles.quiet}>Checking the record</span>;

  const intact = found.status === 'ok';
  return (
    <details className={styles.seal}>
      <summary
        className={`${styles.chip} ${
          intact ? styles.positive : styles.negative
        }`}
        style={{ whiteSpace: 'normal' }}
      >
        {intact ? (
          <RiShieldCheckLine aria-hidden />
        ) : (
          <RiShieldCrossLine aria-hidden />
        )}
        {intact
          ? `Record intact, ${found.entries} entries, checked ${clockTime(
              found.checkedAt,
            )} UTC`
          : `Record does not verify: ${found.message ?? found.status}`}
      </summary>
      <div className={styles.quiet}>
        {intact
          ? 'Each entry carries the hash of the one before it. Keep the head hash elsewhere to prove later that nothing was changed.'
          : 'The stored entries were changed outside this application. Keep a copy of the database before anything else is done.'}
        {found.erased > 0 &&
          ` ${found.erased} entries had their content erased.`}
        <div>Head hash</div>
        <div className={styles.mono}>{found.headHash}</div>
      </div>
    </details>
  );
}
