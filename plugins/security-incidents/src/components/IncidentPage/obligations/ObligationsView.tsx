import { Button, ButtonLink, Card, CardBody } from '@backstage/ui';
import {
  type IncidentObligations,
  isOpenObligation,
  type Obligation,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';
import { useKeys, useKeysSetting, useNow } from '../../../hooks';
import { useAppLocation, useRouteRef } from '../../../navigation';
import { useIncidentObligations } from '../../../queries';
import { obligationsRouteRef } from '../../../routes';
import { formatDuration, nearTime } from '../../../time';
import { useTranslation } from '../../../translation';
import {
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  TextWithNames,
} from '../../common';
import {
  type Answer,
  ClockMeter,
  DecideDialog,
  getRuleName,
  NotLegalAdvice,
  ObligationsForbidden,
  RemindButton,
  ObligationStateMark,
  toDueText,
  toLeftText,
  toOffsetText,
  toStageText,
  toStartTexts,
  useMayReadObligations,
} from '../../obligations';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { HistoryCard } from './HistoryCard';
import { MomentsCard, QuestionsCard, WhoDecidesCard } from './MomentsCard';
import styles from './obligationsView.module.css';
import { RaiseDialog } from './RaiseDialog';

type Decide = (obligation: Obligation, answer?: Answer) => void;

function Proof({ obligation, now }: { obligation: Obligation; now: number }) {
  const { t } = useTranslation();
  const { submission, decision } = obligation;
  return (
    <>
      {submission && (
        <p className={page.flush}>
          {[submission.proof, submission.reference].filter(Boolean).join(', ')}{' '}
          <span className={page.quiet}>
            <TextWithNames
              text={t('obligation.register.sentRecordedBy', {
                time: nearTime(submission.at, now),
                recorded: nearTime(submission.recordedAt, now),
                person: submission.recordedBy,
              })}
            />
          </span>
        </p>
      )}
      {decision && (
        <p className={page.flush}>
          {t('obligation.register.quoted', { text: decision.reason })}{' '}
          <span className={page.quiet}>
            <TextWithNames text={decision.by} />, {nearTime(decision.at, now)}
          </span>
        </p>
      )}
    </>
  );
}

/** What is left, or how much of the time was left when it was sent. */
function Time({ obligation, now }: { obligation: Obligation; now: number }) {
  const { t } = useTranslation();
  const { state, submission, dueAt } = obligation;
  if (state === 'not-applicable') return null;
  if (submission) {
    const spare = dueAt && Date.parse(dueAt) - Date.parse(submission.at);
    return (
      <div className={styles.time}>
        <span className={styles.left}>{nearTime(submission.at, now)}</span>
        {spare !== undefined && spare !== '' && (
          <span className={page.quiet}>
            {t(
              spare < 0
                ? 'obligation.register.late'
                : 'obligation.register.early',
              { time: formatDuration(Math.abs(spare)) },
            )}
            {`, ${toDueText(t, obligation, now)}`}
          </span>
        )}
      </div>
    );
  }
  return (
    <div className={styles.time}>
      <span className={styles.left}>{toLeftText(t, obligation, now)}</span>
      <ClockMeter
        label={getRuleName(obligation.rule)}
        clock={obligation}
        now={now}
      />
      <span className={page.quiet}>{toDueText(t, obligation, now)}</span>
    </div>
  );
}

function Row(props: {
  obligation: Obligation;
  data: IncidentObligations;
  isFirst: boolean;
  incidentKey: string;
  now: number;
  onDecide: Decide;
}) {
  const { obligation, data, isFirst, incidentKey, now, onDecide } = props;
  const { rule, state } = obligation;
  const { t } = useTranslation();
  const starts = toStartTexts(t, obligation, data.moments, now);
  const isOpen = isOpenObligation(state);
  const isToSend = state === 'pending' || state === 'missed';
  return (
    <li
      id={`obligation-${obligation.id}`}
      data-row={obligation.id}
      tabIndex={-1}
      className={styles.row}
    >
      <div className={styles.top}>
        <div className={styles.what}>
          <ObligationStateMark state={state} isChip />
          <h3 className={styles.name}>
            {rule.regimeTitle}{' '}
            <span className={styles.plain}>{toStageText(rule)}</span>
          </h3>
          <span className={page.quiet}>
            {[rule.title, toOffsetText(t, rule), rule.source]
              .filter(Boolean)
              .join('. ')}
          </span>
        </div>
        <Time obligation={obligation} now={now} />
      </div>
      {isOpen && (
        <p className={page.flush}>
          {starts.main}
          {starts.detail && (
            <span className={page.quiet}>{`, ${starts.detail}`}</span>
          )}
        </p>
      )}
      {isOpen && rule.note && <div className={styles.note}>{rule.note}</div>}
      <Proof obligation={obligation} now={now} />
      {data.mayDecide && (
        <div className={page.row}>
          <Button
            size="small"
            variant={isFirst && isOpen ? 'primary' : 'secondary'}
            onPress={() =>
              onDecide(obligation, isToSend ? 'submitted' : undefined)
            }
          >
            {isToSend && t('obligation.action.recordSending')}
            {state === 'to-assess' && t('obligation.action.decide')}
            {!isOpen && t('obligation.action.change')}
          </Button>
          {state === 'to-assess' && (
            <Button
              size="small"
              variant="tertiary"
              onPress={() => onDecide(obligation, 'not-applicable')}
            >
              {t('obligation.action.notApplicable')}
            </Button>
          )}
          {isOpen && (
            <RemindButton obligation={obligation} incidentKey={incidentKey} />
          )}
        </div>
      )}
    </li>
  );
}

function NotRaised({ data }: { data: IncidentObligations }) {
  const { t } = useTranslation();
  const [raising, setRaising] = useState(false);
  const { notRaised, mayDecide } = data;
  if (notRaised.length === 0) return null;
  return (
    <p className={`${styles.notRaised} ${page.quiet}`}>
      {t('obligation.view.notRaised', {
        rules: notRaised.map(getRuleName).join(', '),
      })}{' '}
      {mayDecide && (
        <button
          type="button"
          className={page.linkButton}
          onClick={() => setRaising(true)}
        >
          {t('obligation.view.raise')}
        </button>
      )}
      {raising && (
        <RaiseDialog rules={notRaised} onClose={() => setRaising(false)} />
      )}
    </p>
  );
}

function ListCard(props: {
  data: IncidentObligations;
  incidentKey: string;
  onDecide: Decide;
}) {
  const { data, incidentKey, onDecide } = props;
  const { t } = useTranslation();
  const now = useNow();
  const register = useRouteRef(obligationsRouteRef)();
  const open = data.items.filter(({ state }) => isOpenObligation(state));
  return (
    <Card>
      <CardBody>
        <div className={page.between}>
          <h2 className={page.cardTitle}>
            {t('obligation.title')}{' '}
            <span className={page.quiet}>
              {t('obligation.view.count', {
                open: open.length,
                all: data.items.length,
              })}
            </span>
          </h2>
          <ButtonLink size="small" variant="tertiary" href={register}>
            {t('obligation.view.register')}
          </ButtonLink>
        </div>
        {data.items.length === 0 ? (
          <PanelEmpty
            title={t('obligation.view.none')}
            hint={t('obligation.view.noneHint')}
          />
        ) : (
          <ul className={styles.rows}>
            {data.items.map((obligation, index) => (
              <Row
                key={obligation.id}
                obligation={obligation}
                data={data}
                isFirst={index === 0}
                incidentKey={incidentKey}
                now={now}
                onDecide={onDecide}
              />
            ))}
          </ul>
        )}
        <NotRaised data={data} />
      </CardBody>
    </Card>
  );
}

/** D decides about the row in focus, or else about the soonest. */
function DecideKey(props: { data: IncidentObligations; onDecide: Decide }) {
  const { data, onDecide } = props;
  const [on] = useKeysSetting();
  useKeys(
    on && data.mayDecide
      ? {
          d: () => {
            const row =
              document.activeElement?.closest<HTMLElement>('[data-row]');
            const obligation =
              data.items.find(({ id }) => id === row?.dataset.row) ??
              data.items[0];
            if (obligation) onDecide(obligation);
          },
        }
      : {},
  );
  return null;
}

/** Scrolls to the obligation that the address names. */
function useLinkedRow(isShown: boolean) {
  const { hash } = useAppLocation();
  useEffect(() => {
    if (!isShown || !hash.startsWith('#obligation-')) return;
    const row = document.getElementById(hash.slice(1));
    row?.scrollIntoView?.({ block: 'nearest' });
    row?.focus({ preventScroll: true });
  }, [hash, isShown]);
}

/** The obligations of the incident, with what decides about their clocks. */
export function ObligationsView() {
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const { allowed, loading } = useMayReadObligations(incident.id);
  const { data, error, reload } = useIncidentObligations(incident.key, {
    enabled: allowed,
  });
  const [asked, setAsked] = useState<{
    obligation: Obligation;
    answer?: Answer;
  }>();
  useLinkedRow(Boolean(data));
  if (!allowed && !loading) {
    return (
      <div className={styles.grid}>
        <ObligationsForbidden />
      </div>
    );
  }
  if (!data) {
    return (
      <Card>
        <CardBody>
          {error ? (
            <PanelFailed
              title={t('obligation.view.failed')}
              subject={t('obligation.subject')}
              error={error}
              onRetry={reload}
            />
          ) : (
            <PanelLoading label={t('obligation.subject')} rows={10} />
          )}
        </CardBody>
      </Card>
    );
  }
  const decide: Decide = (obligation, answer) =>
    setAsked({ obligation, answer });
  return (
    <div className={styles.grid}>
      <div className={page.column}>
        <ListCard data={data} incidentKey={incident.key} onDecide={decide} />
        <HistoryCard />
      </div>
      <div className={page.column}>
        <MomentsCard data={data} onDecide={decide} />
        <QuestionsCard data={data} />
        <WhoDecidesCard data={data}>
          <NotLegalAdvice />
        </WhoDecidesCard>
      </div>
      <DecideKey data={data} onDecide={decide} />
      {asked && (
        <DecideDialog
          subject={{
            incident,
            obligation: asked.obligation,
            obligations: data,
          }}
          answer={asked.answer}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

/** How many obligations are open, beside the link to the view. */
export function ObligationsCount() {
  const { incident } = useIncidentRecord();
  const { allowed } = useMayReadObligations(incident.id);
  const { data } = useIncidentObligations(incident.key, { enabled: allowed });
  const open = data?.items.filter(({ state }) => isOpenObligation(state));
  return open?.length ? <> {open.length}</> : null;
}
