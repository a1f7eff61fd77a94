import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import type {
  PlanRun,
  PlanRunTask,
  TaskState,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { Sheet } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { PrincipalSheet } from '../PrincipalSheet';
import { useTaskChange } from './PlanRuns';

/** Asks why a task is skipped, or opened again. */
export function ReasonDialog(props: {
  task: PlanRunTask;
  to: Extract<TaskState, 'skipped' | 'open'>;
  onClose(): void;
}) {
  const { task, to } = props;
  const { change, pending, problem } = useTaskChange();
  const [reason, setReason] = useState('');
  const label = to === 'skipped' ? 'Skip the task' : 'Open it again';
  return (
    <Sheet
      title={`${to === 'skipped' ? 'Skip' : 'Open again'}: ${task.title}`}
      sendLabel={label}
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
        label="Why?"
        description={
          to === 'skipped' && task.required
            ? 'It is required: who reads the record later will look for this reason.'
            : 'The timeline keeps it.'
        }
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
    </Sheet>
  );
}

/** Gives a task to somebody. */
export function AssignDialog(props: {
  task: PlanRunTask;
  run: PlanRun;
  onClose(): void;
}) {
  const { task, run } = props;
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const role = run.roles.find(({ id }) => id === task.role);
  return (
    <PrincipalSheet
      title={`Assign: ${task.title}`}
      sendLabel="Assign"
      description={
        task.assigneeRef
          ? `Takes over from ${task.assigneeRef.split('/').pop()}`
          : undefined
      }
      send={assigneeRef =>
        api.changeTask(incident.key, task.id, { assigneeRef })
      }
      onClose={props.onClose}
    >
      <p className={`${page.quiet} ${page.flush}`}>
        {role
          ? `The plan gives it to: ${role.title}. Whoever you name keeps it, also when that role changes hands.`
          : 'The plan gives it to no role.'}
      </p>
    </PrincipalSheet>
  );
}
