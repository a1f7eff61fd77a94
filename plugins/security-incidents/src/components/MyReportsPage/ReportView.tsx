import type {
  MyReportDetails,
  MyReportMessage,
  ReportState,
} from 'backstage-plugin-security-incidents-common';
import { Fragment } from 'react';
import { useTranslation, type Translate } from '../../translation';
import {
  classNames,
  EntityName,
  Time,
  useEntityName,
  ZoneNote,
} from '../common';
import { AnswerForm } from './AnswerForm';
import { STATE_TEXTS } from './stateTexts';
import styles from './MyReportsPage.module.css';

const STEPS: readonly ReportState[] = [
  'received',
  'looked-into',
  'dealt-with',
  'finished',
];

function toHeadline(t: Translate, state: ReportState, name?: string): string {
  if (name) {
    switch (state) {
      case 'received':
        return t('myReports.headline.receivedBy', { name });
      case 'looked-into':
        return t('myReports.headline.lookedIntoBy', { name });
      case 'dealt-with':
        return t('myReports.headline.dealtWithBy', { name });
      default:
    }
  }
  return t(`myReports.headline.${STATE_TEXTS[state]}`);
}

function HeadlineBy(props: { state: ReportState; handledBy: string }) {
  const { t } = useTranslation();
  return <>{toHeadline(t, props.state, useEntityName(props.handledBy))}</>;
}

/** The steps that a report goes through; one that was joined or dismissed ends after those that it reached. */
function Steps(props: { report: MyReportDetails }) {
  const { state, progress } = props.report;
  const { t } = useTranslation();
  const isOnWay = STEPS.includes(state);
  const steps = isOnWay
    ? STEPS
    : [
        ...STEPS.filter(step => progress.some(({ state: at }) => at === step)),
        state,
      ];
  return (
    <ol className={styles.steps} aria-label={t('myReports.steps')}>
      {steps.map(step => {
        const reached = progress.find(at => at.state === step);
        return (
          <li
            key={step}
            className={classNames(
              styles.step,
              reached && styles.reached,
              step === state && styles.current,
            )}
            aria-current={step === state ? 'step' : undefined}
          >
            <span>{t(`myReports.state.${STATE_TEXTS[step]}`)}</span>
            <span className={styles.quiet}>
              {reached
                ? t('myReports.reached', { time: <Time at={reached.at} /> })
                : t('myReports.ahead')}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Message(props: { message: MyReportMessage }) {
  const { at, by, isMine, text } = props.message;
  const { t } = useTranslation();
  return (
    <li className={styles.message}>
      <span className={styles.between}>
        <strong>
          {isMine ? t('myReports.you') : <EntityName entityRef={by} />}
        </strong>
        <span className={styles.quiet}>
          <Time at={at} />
        </span>
      </span>
      <p className={styles.text}>{text}</p>
    </li>
  );
}

/** One report: how it stands, who has it, what is asked and what was said. */
export function ReportView(props: {
  report: MyReportDetails;
  onChanged(): void;
}) {
  const { report, onChanged } = props;
  const { t } = useTranslation();
  const { key, state, handledBy, messages, hasQuestion } = report;
  const question = hasQuestion ? messages[messages.length - 1] : undefined;
  const said = question ? messages.slice(0, -1) : messages;
  return (
    <article className={styles.card}>
      <p className={classNames(styles.between, styles.quiet)}>
        <span>
          {t('myReports.reportedAt', { time: <Time at={report.reportedAt} /> })}
        </span>
        <span>{t('myReports.quote', { key })}</span>
      </p>
      <h2 className={styles.headline}>
        {handledBy ? (
          <HeadlineBy state={state} handledBy={handledBy} />
        ) : (
          toHeadline(t, state)
        )}
      </h2>
      <p className={styles.quiet}>
        {t('myReports.since', { time: <Time at={report.stateAt} /> })}{' '}
        {t(`myReports.explain.${STATE_TEXTS[state]}`)}
      </p>
      <Steps report={report} />
      {report.canAnswer ? (
        <AnswerForm
          reportKey={key}
          question={question}
          onSent={onChanged}
          // A new question starts with an empty answer.
          key={question?.id ?? 'none'}
        />
      ) : (
        <p className={styles.quiet}>{t('myReports.over')}</p>
      )}
      <h3 className={styles.label}>{t('myReports.said')}</h3>
      <ul className={styles.plain}>
        {[...said].reverse().map(message => (
          <Message key={message.id} message={message} />
        ))}
        <li className={styles.message}>
          <span className={styles.between}>
            <strong>{t('myReports.you')}</strong>
            <span className={styles.quiet}>
              <Time at={report.reportedAt} />
            </span>
          </span>
          <p className={styles.text}>{report.text ?? report.title}</p>
          {report.entityRefs.length > 0 && (
            <p className={styles.quiet}>
              {t('myReports.about', {
                services: (
                  <>
                    {report.entityRefs.map((entityRef, index) => (
                      <Fragment key={entityRef}>
                        {index > 0 && ', '}
                        <EntityName entityRef={entityRef} />
                      </Fragment>
                    ))}
                  </>
                ),
              })}
            </p>
          )}
          {report.isSensitive && (
            <p className={styles.quiet}>{t('myReports.see.sensitive')}</p>
          )}
        </li>
      </ul>
      <ZoneNote />
    </article>
  );
}
