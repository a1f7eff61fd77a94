import { Alert, VisuallyHidden } from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiCircleLine,
  RiContrastLine,
  RiSkipForwardLine,
} from '@remixicon/react';
import type {
  PlanRun,
  PlanRunTask,
  TaskState,
} from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../translation';
import { classNames } from '../../common';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Assignee } from './Assignee';
import styles from './plan.module.css';
import { usePlanRuns } from './PlanRuns';
import { type TaskActions, TaskButtons, TaskMenu } from './TaskActions';
import { AssignDialog, ReasonDialog } from './TaskDialogs';
import { TaskDue, TaskFacts, toStateLabel } from './TaskFacts';
import { isUnfinished, waitsFor } from './tasks';
import { useTaskChange } from './useTaskChange';
import { useTaskRights } from './useTaskRights';

const ICONS: Record<TaskState, ReactNode> = {
  open: <RiCircleLine aria-hidden />,
  'in-progress': <RiContrastLine className={styles.begun} aria-hidden />,
  done: <RiCheckboxCircleFill className={page.good} aria-hidden />,
  skipped: <RiSkipForwardLine className={styles.skipped} aria-hidden />,
};

function Mark({ state }: { state: TaskState }) {
  const { t } = useTranslation();
  return (
    <span className={styles.mark}>
      {ICONS[state]}
      <VisuallyHidden>
        {t('incidentPage.task.stateLabel', { state: toStateLabel(t, state) })}
      </VisuallyHidden>
    </span>
  );
}

function Instructions(props: { text: string; open: boolean }) {
  const { t } = useTranslation();
  return (
    <details className={styles.instructions} open={props.open || undefined}>
      <summary>{t('incidentPage.task.instructions')}</summary>
      <p>{props.text.trim()}</p>
    </details>
  );
}

/** One task of a plan: what, who, by when, and what can be done about it. */
export function TaskRow(props: {
  task: PlanRunTask;
  run: PlanRun;
  /** The reader should do it next: its actions stand beside it. */
  isNext: boolean;
}) {
  const { task, run, isNext } = props;
  const { compose } = useIncidentRecord();
  const { wanted } = usePlanRuns();
  const { change, pending, problem } = useTaskChange();
  const [asking, setAsking] = useState<'skipped' | 'open' | 'assign'>();
  const row = useRef<HTMLLIElement>(null);
  const waiting = waitsFor(task, run);
  const may = useTaskRights(task, waiting.length > 0);
  const spread = isNext || task.state === 'in-progress';

  useEffect(() => {
    if (wanted?.id !== task.id) return;
    row.current?.scrollIntoView?.({ block: 'center' });
    row.current?.focus({ preventScroll: true });
  }, [wanted, task.id]);

  const actions: TaskActions = {
    may,
    start: async () => {
      // The button that was pressed may be gone; the row is not.
      if (await change(task, { state: 'in-progress' })) row.current?.focus();
    },
    finish: () => compose({ task }),
    note: () => compose({ task }),
    takeOver: () => change(task, { takeOver: true }),
    finishSilently: () => change(task, { state: 'done' }),
    skip: () => setAsking('skipped'),
    reopen: () => setAsking('open'),
    assign: () => setAsking('assign'),
  };
  const close = () => setAsking(undefined);

  return (
    <li
      ref={row}
      className={classNames(
        styles.task,
        spread && styles.current,
        !isUnfinished(task) && styles.settled,
      )}
      tabIndex={-1}
      data-task={task.state}
      aria-label={task.title}
    >
      <Mark state={task.state} />
      <div className={styles.what}>
        <div className={classNames(styles.title, spread && page.strong)}>
          {task.title}
        </div>
        <TaskFacts task={task} waiting={waiting} />
        {task.instructions && (
          <Instructions text={task.instructions} open={spread} />
        )}
        {problem && (
          <div role="alert" className={page.note}>
            <Alert status="warning" title={problem.message} />
          </div>
        )}
        {spread && <TaskButtons actions={actions} pending={pending} />}
      </div>
      <Assignee task={task} run={run} />
      <TaskDue task={task} />
      <div className={styles.more}>
        <TaskMenu task={task} actions={actions} />
      </div>
      {asking === 'assign' && (
        <AssignDialog task={task} run={run} onClose={close} />
      )}
      {(asking === 'skipped' || asking === 'open') && (
        <ReasonDialog task={task} to={asking} onClose={close} />
      )}
    </li>
  );
}
