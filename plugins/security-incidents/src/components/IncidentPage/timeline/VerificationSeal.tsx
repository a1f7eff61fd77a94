import { Button } from '@backstage/ui';
import { RiErrorWarningFill, RiShieldCheckLine } from '@remixicon/react';
import type {
  RecordMismatch,
  TimelineVerification,
} from 'backstage-plugin-security-incidents-common';
import { useNow } from '../../../hooks';
import { formatDuration, shortTimeWithZone } from '../../../time';
import { type Translate, useTranslation } from '../../../translation';
import { classNames } from '../../common';
import { problemOf } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './timeline.module.css';
import { SEAL_ID, useVerification } from './useVerification';

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
  evidence: 'evidence',
  escalations: 'escalations',
  incident_list_items: 'incidentListItems',
  incident_scope_items: 'incidentScopeItems',
  search_words: 'searchWords',
  search_names: 'searchNames',
} as const;

/** More of them help nobody to read the page. */
const MAX_SHOWN = 20;

function isNamedTable(table: string): table is keyof typeof TABLE_MESSAGES {
  return Object.hasOwn(TABLE_MESSAGES, table);
}

function toAgoText(t: Translate, iso: string, nowMs: number): string {
  const ms = nowMs - Date.parse(iso);
  return ms < 60_000
    ? t('incidentPage.timeline.seal.justNow')
    : t('incidentPage.timeline.seal.ago', { duration: formatDuration(ms) });
}

/** Says what differs in the words of the page. */
function toMismatchText(
  t: Translate,
  { table, field, kind }: RecordMismatch,
): string {
  const what = isNamedTable(table)
    ? t(`incidentPage.timeline.seal.table.${TABLE_MESSAGES[table]}`)
    : table;
  return t(`incidentPage.timeline.seal.mismatch.${kind}`, {
    what,
    field: (field ?? '').replaceAll('_', ' '),
  });
}

/** Names the place in the database, for whoever investigates. */
function toPlace(t: Translate, { table, row, field }: RecordMismatch): string {
  return [
    t('incidentPage.timeline.seal.place.table', { table }),
    row && t('incidentPage.timeline.seal.place.row', { row }),
    field && t('incidentPage.timeline.seal.place.field', { field }),
  ]
    .filter(Boolean)
    .join(', ');
}

function Mismatches({ mismatches }: { mismatches: readonly RecordMismatch[] }) {
  const { t } = useTranslation();
  const more = mismatches.length - MAX_SHOWN;
  return (
    <>
      <ul className={styles.mismatches}>
        {mismatches.slice(0, MAX_SHOWN).map(mismatch => (
          <li key={`${mismatch.kind} ${toPlace(t, mismatch)}`}>
            {toMismatchText(t, mismatch)}
            <div className={styles.place}>{toPlace(t, mismatch)}</div>
          </li>
        ))}
      </ul>
      {more > 0 && t('incidentPage.timeline.seal.more', { count: more })}
    </>
  );
}

function Proof({ found }: { found: TimelineVerification }) {
  const { t } = useTranslation();
  const intact = found.status === 'ok';
  const isRecordMismatch = found.status === 'record-mismatch';
  const checked = t('incidentPage.timeline.seal.checked', {
    time: shortTimeWithZone(found.checkedAt),
  });
  const { seq, erased, rows, coverage, checkpoint, mismatches = [] } = found;
  const isPartial = coverage === 'partial';
  const texts: Array<string | false> = intact
    ? [
        checked,
        rows !== undefined &&
          !isPartial &&
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
  if (checkpoint) {
    texts.push(
      t(
        checkpoint.isSigned
          ? 'incidentPage.timeline.seal.covered'
          : 'incidentPage.timeline.seal.coveredUnsigned',
        {
          n: String(checkpoint.n),
          time: shortTimeWithZone(checkpoint.at),
          entries: String(checkpoint.entries),
        },
      ),
    );
  }
  if (isPartial) texts.push(t('incidentPage.timeline.seal.inPart'));
  if (erased > 0) {
    texts.push(t('incidentPage.timeline.seal.erased', { count: erased }));
  }
  return (
    <div className={`${styles.proof} ${page.quiet}`}>
      {texts.filter(Boolean).join(' ')}
      {mismatches.length > 0 && <Mismatches mismatches={mismatches} />}
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
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const nowMs = useNow();
  const { data: found, error, reload } = useVerification();

  if (!incident.rights.verify) return null;
  if (error) {
    return (
      <span className={page.pair}>
        <span className={page.quiet}>
          {t('incidentPage.timeline.seal.failed', {
            message: problemOf(error).message,
          })}
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
    const summary =
      found.coverage === 'partial'
        ? 'incidentPage.timeline.seal.intactInPart'
        : 'incidentPage.timeline.seal.intact';
    return (
      <details className={styles.seal}>
        <summary>
          <RiShieldCheckLine size={16} className={styles.intact} aria-hidden />
          {t(summary, {
            count: found.entries,
            when: toAgoText(t, found.checkedAt, nowMs),
          })}
        </summary>
        <Proof found={found} />
      </details>
    );
  }
  return (
    <details
      id={SEAL_ID}
      className={classNames(styles.seal, styles.broken)}
      open
    >
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
