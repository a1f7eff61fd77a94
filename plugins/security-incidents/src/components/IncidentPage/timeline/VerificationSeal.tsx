import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { RiErrorWarningFill, RiShieldCheckLine } from '@remixicon/react';
import type {
  RecordMismatch,
  TimelineVerification,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../../api';
import { useNow } from '../../../hooks';
import { queryKeys, usePanelQuery } from '../../../queries';
import { formatDuration, shortTime } from '../../../time';
import { type Translate, useTranslation } from '../../../translation';
import { classNames } from '../../common';
import { problemOf } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './timeline.module.css';

/** The message that names each table. */
const TABLE_MESSAGES = {
  incidents: 'incidents',
  affected_entities: 'affectedEntities',
  incident_scopes: 'incidentScopes',
  role_assignments: 'roleAssignments',
  incident_members: 'incidentMembers',
  resolution_steps: 'resolutionSteps',
  plan_runs: 'planRuns',
  plan_tasks: 'planTasks',
  no_plan_decisions: 'noPlanDecisions',
  escalations: 'escalations',
} as const;

function isNamedTable(table: string): table is keyof typeof TABLE_MESSAGES {
  return Object.hasOwn(TABLE_MESSAGES, table);
}

function toAgoText(t: Translate, iso: string, nowMs: number): string {
  const ms = nowMs - Date.parse(iso);
  return ms < 60_000
    ? t('incidentPage.timeline.seal.justNow')
    : t('incidentPage.timeline.seal.ago', { duration: formatDuration(ms) });
}

/** Says what differs, each difference once, in the words of the page. */
function toMismatchTexts(
  t: Translate,
  mismatches: readonly RecordMismatch[],
): string[] {
  const texts = mismatches.map(({ table, field, kind }) => {
    const what = isNamedTable(table)
      ? t(`incidentPage.timeline.seal.table.${TABLE_MESSAGES[table]}`)
      : table;
    return t(`incidentPage.timeline.seal.mismatch.${kind}`, {
      what,
      field: (field ?? '').replaceAll('_', ' '),
    });
  });
  return [...new Set(texts)];
}

function Proof({ found }: { found: TimelineVerification }) {
  const { t } = useTranslation();
  const intact = found.status === 'ok';
  const isRecordMismatch = found.status === 'record-mismatch';
  const checked = t('incidentPage.timeline.seal.checked', {
    time: shortTime(found.checkedAt),
  });
  const { seq, erased, rows, mismatches = [] } = found;
  const texts: Array<string | false> = intact
    ? [
        checked,
        rows !== undefined &&
          t('incidentPage.timeline.seal.compared', { count: rows }),
        t('incidentPage.timeline.seal.intactNote'),
      ]
    : [
        seq !== undefined &&
          seq > 1 &&
          t('incidentPage.timeline.seal.intactUntil', {
            seq: String(seq - 1),
          }),
        isRecordMismatch
          ? t('incidentPage.timeline.seal.mismatchNote')
          : t('incidentPage.timeline.seal.brokenNote'),
        checked,
      ];
  if (erased > 0) {
    texts.push(t('incidentPage.timeline.seal.erased', { count: erased }));
  }
  return (
    <div className={`${styles.proof} ${page.quiet}`}>
      {texts.filter(Boolean).join(' ')}
      {mismatches.length > 0 && (
        <ul>
          {toMismatchTexts(t, mismatches).map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <div>
        {intact
          ? t('incidentPage.timeline.seal.headHash')
          : t('incidentPage.timeline.seal.headHashStored')}
      </div>
      <div className={styles.mono}>{found.headHash}</div>
    </div>
  );
}

/** Says whether the hash chain of the timeline holds, and whether the record is what the timeline says. */
export function VerificationSeal() {
  const { incident, pageKey } = useIncidentRecord();
  const { t } = useTranslation();
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
          {t('incidentPage.timeline.seal.again')}
        </Button>
      </span>
    );
  }
  if (!found)
    return (
      <span className={page.quiet}>
        {t('incidentPage.timeline.seal.checking')}
      </span>
    );

  if (found.status === 'ok') {
    return (
      <details className={styles.seal}>
        <summary>
          <RiShieldCheckLine size={16} className={styles.intact} aria-hidden />
          {t('incidentPage.timeline.seal.intact', {
            count: found.entries,
            when: toAgoText(t, found.checkedAt, nowMs),
          })}
        </summary>
        <Proof found={found} />
      </details>
    );
  }
  return (
    <details className={classNames(styles.seal, styles.broken)} open>
      <summary>
        <RiErrorWarningFill size={16} aria-hidden />
        {t('incidentPage.timeline.seal.broken', {
          reason: found.message ?? found.status,
        })}
      </summary>
      <Proof found={found} />
    </details>
  );
}
