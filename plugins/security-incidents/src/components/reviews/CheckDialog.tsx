import { useApi } from '@backstage/core-plugin-api';
import { Radio, RadioGroup, TextAreaField, TextField } from '@backstage/ui';
import type { ImprovementAction } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reviewsApiRef } from '../../api';
import { useReviewMutation } from '../../queries';
import { fromTimeInput } from '../../time';
import { useTranslation } from '../../translation';
import { DateTimeField, problemOf, Sheet } from '../IncidentPage/fields';
import type { ActionProps } from './ActionDialog';
import styles from './reviews.module.css';

/** Records whether an action had its effect. One that had none is open again, with a new date. */
export function CheckDialog(
  props: ActionProps & { action: ImprovementAction },
) {
  const { incidentKey, pageKey, action, onClose } = props;
  const { t } = useTranslation();
  const api = useApi(reviewsApiRef);
  const { mutate, isPending, error } = useReviewMutation(pageKey);
  const [result, setResult] = useState<'works' | 'works-not'>('works');
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  const dueAt = due ? fromTimeInput(due) : undefined;
  const needsDate = result === 'works-not';
  return (
    <Sheet
      title={t('reviews.check.title', { title: action.title })}
      sendLabel={t('reviews.check.send')}
      canSend={Boolean(text.trim()) && (!needsDate || dueAt !== undefined)}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() =>
        mutate(
          () =>
            api.changeAction(
              incidentKey,
              action.id,
              {
                effect: { result, text: text.trim() },
                ...(needsDate && { dueAt }),
              },
              { ifMatch: action.version },
            ),
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {action.check.worksIf && (
        <p className={styles.text}>
          <b>{t('reviews.action.worksIf')}</b>: {action.check.worksIf}
        </p>
      )}
      <RadioGroup
        label={t('reviews.check.result')}
        value={result}
        onChange={value =>
          setResult(value === 'works-not' ? 'works-not' : 'works')
        }
      >
        <Radio value="works">{t('reviews.check.works')}</Radio>
        <Radio value="works-not">{t('reviews.check.worksNot')}</Radio>
      </RadioGroup>
      <TextAreaField
        label={t('reviews.check.found')}
        value={text}
        onChange={setText}
        rows={2}
        isRequired
      />
      {needsDate && (
        <DateTimeField
          label={t('reviews.check.newDate')}
          value={due}
          onChange={setDue}
        />
      )}
      <p className={styles.note}>{t('reviews.check.other')}</p>
    </Sheet>
  );
}

/** Asks why, and does something with the answer. */
export function ReasonDialog(props: {
  title: string;
  hint?: string;
  label: string;
  sendLabel: string;
  sending: boolean;
  error: Error | null;
  onSend(reason: string): void;
  onClose(): void;
}) {
  const { error } = props;
  const [reason, setReason] = useState('');
  return (
    <Sheet
      title={props.title}
      sendLabel={props.sendLabel}
      canSend={Boolean(reason.trim())}
      sending={props.sending}
      problem={error ? problemOf(error) : undefined}
      onSend={() => props.onSend(reason.trim())}
      onClose={props.onClose}
    >
      {props.hint && <p className={styles.text}>{props.hint}</p>}
      <TextField
        label={props.label}
        value={reason}
        onChange={setReason}
        isRequired
      />
    </Sheet>
  );
}
