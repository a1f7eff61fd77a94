import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import type {
  PlanRun,
  PlanRunTask,
  TaskState,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import { Sheet } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { PrincipalSheet } from '../people';
import { useTaskChange } from './useTaskChange';

/** Asks why a task is skipped or re-opened. */
export function ReasonDialog(props: {
  task: PlanRunTask;
  to: Extract<TaskState, 'skipped' | 'open'>;
  onClose(): void;
}) {
  const { task, to } = props;
  const { t } = useTranslation();
  const { change, pending, problem } = useTaskChange();
  const [reason, setReason] = useState('');
  const isSkip = to === 'skipped';
  return (
    <Sheet
      title={
        isSkip
          ? t('incidentPage.task.reason.skipTitle', { task: task.title })
          : t('incidentPage.task.reason.reopenTitle', { task: task.title })
      }
      sendLabel={
        isSkip
          ? t('incidentPage.task.reason.skip')
          : t('incidentPage.task.reason.reopen')
      }
      canSend={Boolean(reason.trim())}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        if (await change(task, { state: to, reason: reason.trim() })) {
          props.onClose();
        }
      }}
    >
      <TextAreaField
        label={t('incidentPage.task.reason.label')}
        description={
          isSkip && task.required
            ? t('incidentPage.task.reason.requiredHint')
            : t('incidentPage.task.reason.hint')
        }
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}

/** Assigns a task. */
export function AssignDialog(props: {
  task: PlanRunTask;
  run: PlanRun;
  onClose(): void;
}) {
  const { task, run } = props;
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const role = run.roles.find(({ id }) => id === task.role);
  const { assigneeRef } = task;
  return (
    <PrincipalSheet
      title={t('incidentPage.task.assignDialog.title', { task: task.title })}
      sendLabel={t('incidentPage.task.assignDialog.send')}
      takesOverFrom={assigneeRef}
      send={principalRef =>
        api.changeTask(incident.key, task.id, { assigneeRef: principalRef })
      }
      onClose={props.onClose}
    >
      <p className={`${page.quiet} ${page.flush}`}>
        {role
          ? t('incidentPage.task.assignDialog.role', { role: role.title })
          : t('incidentPage.task.assignDialog.noRole')}
      </p>
    </PrincipalSheet>
  );
}
