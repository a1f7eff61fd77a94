import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { RiErrorWarningFill, RiShieldCheckLine } from '@remixicon/react';
import type { TimelineVerification } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../../api';
import { useNow } from '../../../hooks';
import { queryKeys, usePanelQuery } from '../../../queries';
import { formatDuration, shortTime } from '../../../time';
import { classNames } from '../../common';
import { problemOf } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './timeline.module.css';

function ago(iso: string, nowMs: number): string {
  const ms = nowMs - Date.parse(iso);
  return ms < 60_000 ? 'just now' : `${formatDuration(ms)} ago`;
}

function Proof({ found }: { found: TimelineVerification }) {
  const intact = found.status === 'ok';
  const at = `Checked ${shortTime(found.checkedAt)} UTC.`;
  const before =
    found.seq !== undefined && found.seq > 1
      ? `Entries #1 to #${found.seq - 1} are intact. `
      : '';
  return (
    <div className={`${styles.proof} ${page.quiet}`}>
      {intact
        ? `${at} Each entry carries the hash of the one before it. Keep the head hash elsewhere to prove later that nothing was changed.`
        : `${before}Nothing is hidden: all entries show as they are stored. They were changed outside this application; keep a copy of the database before anything else is done, and tell compliance. ${at}`}
      {found.erased > 0 &&
        ` ${found.erased} ${
          found.erased === 1 ? 'entry' : 'entries'
        } had the content erased.`}
      <div>{intact ? 'Head hash' : 'Head hash as stored'}</div>
      <div className={styles.mono}>{found.headHash}</div>
    </div>
  );
}

/** Says whether the hash chain of the timeline holds. */
export function VerificationSeal() {
  const { incident, pageKey } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const nowMs = useNow();
  const { key, rights } = incident;
  const {
    data: found,
    error,
    reload,
  } = usePanelQuery<TimelineVerification>({
    queryKey: queryKeys.incidentPart(pageKey, 'verification'),
    enabled: rights.verify,
    queryFn: ({ signal }) => api.verifyTimeline(key, { signal }),
  });

  if (!rights.verify) return null;
  if (error) {
    return (
      <span className={page.pair}>
        <span className={page.quiet}>
          Not checked: {problemOf(error).message}
        </span>
        <Button size="small" variant="tertiary" onPress={() => reload()}>
          Check again
        </Button>
      </span>
    );
  }
  if (!found) return <span className={page.quiet}>Checking the record</span>;

  if (found.status === 'ok') {
    return (
      <details className={styles.seal}>
        <summary>
          <RiShieldCheckLine size={16} className={styles.intact} aria-hidden />
          {`Record intact, ${found.entries} ${
            found.entries === 1 ? 'entry' : 'entries'
          }, verified ${ago(found.checkedAt, nowMs)}`}
        </summary>
        <Proof found={found} />
      </details>
    );
  }
  return (
    <details className={classNames(styles.seal, styles.broken)} open>
      <summary>
        <RiErrorWarningFill size={16} aria-hidden />
        {`Record does not verify: ${found.message ?? found.status}`}
      </summary>
      <Proof found={found} />
    </details>
  );
}
