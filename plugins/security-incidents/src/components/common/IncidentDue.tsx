import type {
  IncidentSummary,
  NextDue,
} from 'backstage-plugin-security-incidents-common';
import { useNow } from '../../hooks';
import { utcTime } from '../../time';
import { useTranslation } from '../../translation';
import classNames from './classNames';
import { DueStateMark } from './DueMark';
import { findLead, getDueState, getDueText, getDueTitle } from './dueState';
import { EntityName } from './EntityName';
import { IncidentLink } from './incidentCells';
import { getServices } from './IncidentServices';
import styles from './incidentsTable.module.css';

/** What to do so that a clock starts, or that there is none. */
function NothingDue({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  if (!incident.open) return null;
  return incident.severity ? (
    <span className={styles.quiet}>{t('incidentTable.due.nothing')}</span>
  ) : (
    <>
      <span className={styles.quiet}>{t('incidentTable.due.noClock')}</span>
      <span className={styles.under}>
        <span>
          <IncidentLink incident={incident} isSecond>
            {t('incidentTable.due.decide')}
          </IncidentLink>
          {` ${t('incidentTable.due.toStart')}`}
        </span>
      </span>
    </>
  );
}

/** What is due next, in how long, and who has it. */
export function NextDueCell({ incident }: { incident: IncidentSummary }) {
  const { nextDue } = incident;
  return nextDue ? (
    <Due incident={incident} due={nextDue} />
  ) : (
    <NothingDue incident={incident} />
  );
}

function Due({ incident, due }: { incident: IncidentSummary; due: NextDue }) {
  const { t } = useTranslation();
  const now = useNow({
    turns: [Date.parse(due.atRiskAt), Date.parse(due.dueAt)],
  });
  const state = getDueState(due, now);
  // A first answer that nobody leads to is for the owners.
  const who =
    due.assigneeRef ??
    (findLead(incident) === undefined
      ? getServices(incident)[0]?.snapshot.ownerRef
      : undefined);
  return (
    <div className={styles.due} title={utcTime(due.dueAt)}>
      <span
        className={classNames(
          styles.dueTime,
          state === 'overdue' && styles.overdue,
          state === 'at-risk' && styles.atRisk,
        )}
      >
        {state && <DueStateMark state={state} />}
        {getDueText(t, due.dueAt, now)}
      </span>
      <span className={styles.dueWhat}>{getDueTitle(t, due)}</span>
      {who && (
        <span className={styles.dueWhat}>
          <EntityName entityRef={who} />
        </span>
      )}
    </div>
  );
}
