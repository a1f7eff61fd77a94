import { useApi } from '@backstage/core-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import type { MyReportMessage } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { EntityName, Time } from '../common';
import { problemOf, useIdempotencyKey } from '../IncidentPage/fields';
import styles from './MyReportsPage.module.css';

/** Where the reporter answers a question, or adds something on their own. Quick answers fill the text; they do not send. */
export function AnswerForm(props: {
  reportKey: string;
  /** What the reporter is asked. */
  question?: MyReportMessage;
  onSent(): void;
}) {
  const { reportKey, question, onSent } = props;
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { keyFor, done } = useIdempotencyKey();
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const [isSent, setSent] = useState(false);
  const [failure, setFailure] = useState<string>();

  const send = async () => {
    const request = { text: text.trim() };
    setSending(true);
    setFailure(undefined);
    try {
      await api.answerMyReport(reportKey, request, {
        idempotencyKey: keyFor(request),
      });
      done();
      setText('');
      setSent(true);
      onSent();
    } catch (error) {
      setFailure(problemOf(error as Error).message);
    } finally {
      setSending(false);
    }
  };

  const quick = question
    ? [
        t('myReports.answer.yes'),
        t('myReports.answer.no'),
        t('myReports.answer.unknown'),
      ]
    : [t('myReports.add.again')];
  const fill = (choice: string) =>
    setText(question ? choice : t('myReports.add.againText'));
  const label = question
    ? t('myReports.answer.label')
    : t('myReports.add.label');
  return (
    <div className={question ? styles.ask : styles.add}>
      {question && (
        <>
          <p className={styles.between}>
            <strong>
              {t('myReports.asks', {
                name: <EntityName entityRef={question.by} />,
              })}
            </strong>
            <span className={styles.quiet}>
              <Time at={question.at} />
            </span>
          </p>
          <p className={styles.question}>{question.text}</p>
        </>
      )}
      <div className={styles.quick}>
        {quick.map(choice => (
          <Button
            key={choice}
            size="small"
            variant="secondary"
            onPress={() => fill(choice)}
          >
            {choice}
          </Button>
        ))}
      </div>
      <TextAreaField
        label={label}
        value={text}
        onChange={next => {
          setText(next);
          setSent(false);
        }}
      />
      <div className={styles.between}>
        <span className={styles.quiet} role="status">
          {isSent
            ? t('myReports.sent')
            : t(question ? 'myReports.answer.hint' : 'myReports.add.hint')}
        </span>
        <Button
          variant={question ? 'primary' : 'secondary'}
          isDisabled={text.trim() === ''}
          isPending={isSending}
          onPress={send}
        >
          {t(question ? 'myReports.answer.send' : 'myReports.add.send')}
        </Button>
      </div>
      {failure && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
    </div>
  );
}
