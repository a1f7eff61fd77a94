import { Button, Card, CardBody } from '@backstage/ui';
import type {
  ObligationFilterValues,
  ObligationPage,
  ObligationState,
  RegisteredObligation,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useNow } from '../../hooks';
import { useObligations } from '../../queries';
import { formatDuration, nearTime } from '../../time';
import { toKey, type Translate, useTranslation } from '../../translation';
import { PanelEmpty, TextWithNames } from '../common';
import { ExportList } from '../exports';
import {
  getRuleName,
  ObligationStateMark,
  toStageText,
  toStartTexts,
} from '../obligations';
import { IncidentCell } from './IncidentCell';
import styles from './ObligationsPage.module.css';

const OUTCOMES = ['submitted', 'submitted-late', 'not-applicable'] as const;
const FIRST = 2;
const ALL = 200;

/** `23h 50m early`, `3h 15m over`, or when it was decided. */
function toOutcomeText(
  t: Translate,
  { submission, dueAt, decision }: RegisteredObligation,
  now: number,
): string | undefined {
  if (submission && dueAt) {
    const spare = Date.parse(dueAt) - Date.parse(submission.at);
    const time = formatDuration(Math.abs(spare));
    return t(
      spare < 0 ? 'obligation.register.late' : 'obligation.register.early',
      { time },
    );
  }
  return decision && nearTime(decision.at, now);
}

function Proof({ row, now }: { row: RegisteredObligation; now: number }) {
  const { t } = useTranslation();
  const { submission, decision } = row;
  if (submission) {
    const { at, recordedAt, recordedBy, proof, reference } = submission;
    return (
      <div className={styles.cell}>
        <span>{[proof, reference].filter(Boolean).join(', ')}</span>
        {row.state === 'submitted-late' && decision?.reason && (
          <span>
            {t('obligation.register.quoted', { text: decision.reason })}
          </span>
        )}
        <span className={styles.quiet}>
          <TextWithNames
            text={t('obligation.register.sentRecordedBy', {
              time: nearTime(at, now),
              recorded: nearTime(recordedAt, now),
              person: recordedBy,
            })}
          />
        </span>
      </div>
    );
  }
  if (!decision) return null;
  return (
    <div className={styles.cell}>
      <span>{t('obligation.register.quoted', { text: decision.reason })}</span>
      <span className={styles.quiet}>
        <TextWithNames text={decision.by} />
        {decision.with &&
          `, ${t(
            decision.with === 'merge'
              ? 'obligation.register.withMerge'
              : 'obligation.register.withDismissal',
          )}`}
      </span>
    </div>
  );
}

function Row({ row, now }: { row: RegisteredObligation; now: number }) {
  const { t } = useTranslation();
  const { rule, incident, state, dueAt } = row;
  const starts = toStartTexts(t, row, incident.moments, now);
  return (
    <tr className={styles.row}>
      <td>
        <div className={styles.cell}>
          <ObligationStateMark state={state} />
          <span className={styles.quiet}>{toOutcomeText(t, row, now)}</span>
        </div>
      </td>
      <td>
        <div className={styles.cell}>
          <b>{rule.regimeTitle}</b>
          <span>{toStageText(rule)}</span>
        </div>
      </td>
      <td>
        <IncidentCell incident={incident} obligationId={row.id} />
      </td>
      <td>
        <div className={styles.cell}>
          <span>
            {state === 'not-applicable'
              ? t('obligation.register.notStarted')
              : starts.main}
          </span>
          {dueAt && (
            <span className={styles.quiet}>
              {t('obligation.basis.due', { time: nearTime(dueAt, now) })}
            </span>
          )}
        </div>
      </td>
      <td>
        <Proof row={row} now={now} />
      </td>
    </tr>
  );
}

function Outcome(props: {
  state: ObligationState;
  count: number;
  filters: ObligationFilterValues;
  now: number;
}) {
  const { state, count, filters, now } = props;
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  const { data } = useObligations({
    ...filters,
    state: [state],
    orderBy: 'decided',
    limit: isAll ? ALL : FIRST,
  });
  return (
    <tbody>
      <tr className={styles.group}>
        <th scope="rowgroup" colSpan={4}>
          {t(`obligation.state.${toKey(state)}`)}{' '}
          <span className={styles.quiet}>{count}</span>
        </th>
        <td>
          {count > FIRST && (
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setAll(!isAll)}
            >
              {isAll
                ? t('obligation.register.fewer')
                : t('obligation.register.all', { count })}
            </Button>
          )}
        </td>
      </tr>
      {data?.items.map(row => (
        <Row key={`${row.id} ${getRuleName(row.rule)}`} row={row} now={now} />
      ))}
    </tbody>
  );
}

/** What was decided, the newest of each outcome. */
export function DecidedCard(props: {
  counts: ObligationPage['counts'];
  filters: ObligationFilterValues;
}) {
  const { counts, filters } = props;
  const { t } = useTranslation();
  const now = useNow();
  const shown = OUTCOMES.filter(
    state =>
      counts[state] > 0 && (!filters.state || filters.state.includes(state)),
  );
  const total = OUTCOMES.reduce((sum, state) => sum + counts[state], 0);
  return (
    <Card>
      <CardBody>
        <div className={styles.head}>
          <h2 className={styles.cardTitle}>
            {t('obligation.register.decided')}{' '}
            <span className={styles.quiet}>
              {t('obligation.register.decidedHint', { count: total })}
            </span>
          </h2>
          {shown.length > 0 && (
            <ExportList
              list="obligations"
              query={{ ...filters, open: false }}
              label={t('obligation.register.exportDecided')}
            />
          )}
        </div>
        {shown.length === 0 ? (
          <PanelEmpty title={t('obligation.register.decidedNone')} />
        ) : (
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {(
                    [
                      'outcome',
                      'obligation',
                      'incident',
                      'clock',
                      'proof',
                    ] as const
                  ).map(column => (
                    <th key={column} scope="col">
                      {t(`obligation.register.column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              {shown.map(state => (
                <Outcome
                  key={state}
                  state={state}
                  count={counts[state]}
                  filters={filters}
                  now={now}
                />
              ))}
            </table>
          </div>
        )}
      </CardBody>
    </Card>
  );
}
