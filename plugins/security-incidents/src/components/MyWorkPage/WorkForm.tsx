import { useApi } from '@backstage/core-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import type {
  TaskWork,
  UpdateWork,
  WorkItem,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { type Problem, useIdempotencyKey } from '../IncidentPage/fields';
import { DecisionForm } from './DecisionForm';
import { FormFrame, type WorkFormProps } from './FormFrame';
import styles from './MyWorkPage.module.css';
import { useWorkAct } from './useWorkAct';

/** One text and one button; Ctrl+Enter sends it. */
function TextForm(props: {
  title: string;
  label: string;
  hint: string;
  sendLabel: string;
  isRequired: boolean;
  pending: boolean;
  problem?: Problem;
  onSend(text: string): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const written = text.trim();
  const canSend = !props.pending && (!props.isRequired || Boolean(written));
  const send = () => canSend && props.onSend(written);
  return (
    <FormFrame
      title={props.title}
      problem={props.problem}
      isEmpty={!written}
      onClose={props.onClose}
      buttons={
        <>
          <Button
            variant="primary"
            isDisabled={!canSend}
            isPending={props.pending}
            onPress={send}
          >
            {props.sendLabel}
          </Button>
          <span className={styles.quiet}>{t('myWork.form.send')}</span>
        </>
      }
    >
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        onKeyDownCapture={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        <TextAreaField
          label={props.label}
          description={props.hint}
          value={text}
          onChange={setText}
          rows={2}
          isRequired={props.isRequired}
          // The row's button was pressed to write this.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
      </div>
    </FormFrame>
  );
}

function FinishForm({ item, onDone, onClose }: WorkFormProps<TaskWork>) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { act, pending, problem } = useWorkAct(item, onDone);
  return (
    <TextForm
      title={item.title}
      label={t('myWork.form.finish.label')}
      hint={
        item.evidenceRequired
          ? t('myWork.form.finish.evidence')
          : t('myWork.form.finish.hint')
      }
      sendLabel={t('myWork.form.finish.send')}
      isRequired={item.evidenceRequired}
      pending={pending}
      problem={problem}
      onSend={note =>
        act(() =>
          api.changeTask(item.incident.key, item.taskId, {
            state: 'done',
            ...(note && { note }),
          }),
        )
      }
      onClose={onClose}
    />
  );
}

function UpdateForm({ item, onDone, onClose }: WorkFormProps<UpdateWork>) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { act, pending, problem } = useWorkAct(item, onDone);
  const { keyFor } = useIdempotencyKey();
  return (
    <TextForm
      title={t('myWork.update')}
      label={t('myWork.form.update.label')}
      hint={t('myWork.form.update.hint')}
      sendLabel={t('myWork.form.update.send')}
      isRequired
      pending={pending}
      problem={problem}
      onSend={text => {
        const step = {
          kind: 'communication',
          audience: 'management',
          text,
        } as const;
        act(() =>
          api.recordStep(item.incident.key, step, {
            idempotencyKey: keyFor(step),
          }),
        );
      }}
      onClose={onClose}
    />
  );
}

/** What the reader writes or chooses to do what the row asks; undefined when nothing is asked. */
export function WorkForm({ item, ...rest }: WorkFormProps<WorkItem>) {
  switch (item.kind) {
    case 'task':
      return <FinishForm item={item} {...rest} />;
    case 'update':
      return <UpdateForm item={item} {...rest} />;
    case 'decision':
      return <DecisionForm item={item} {...rest} />;
    default:
      return null;
  }
}
