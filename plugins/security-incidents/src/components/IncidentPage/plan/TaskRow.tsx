import {
  Alert,
  Button,
  ButtonIcon,
  Menu,
  MenuItem,
  MenuTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import {
  RiAttachment2,
  RiCheckboxCircleFill,
  RiCheckLine,
  RiCircleLine,
  RiContrastLine,
  RiMore2Line,
  RiSkipForwardLine,
} from '@remixicon/react';
import type {
  PlanRun,
  PlanRunTask,
  TaskState,
} from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useNow } from '../../../hooks';
import { shortTime } from '../../../time';
import { classNames } from '../../common';
import { listText } from '../../PlanPage/planText';
import { CLOCK_TONES, ClockMark } from '../clocks/ClockMark';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import { Assignee } from './Assignee';
import styles from './plan.module.css';
import { usePlanRuns, useTaskChange } from './PlanRuns';
import { AssignDialog, ReasonDialog } from './TaskDialogs';
import {
  asksForEvidence,
  dueWords,
  isUnfinished,
  taskMoments,
  waitsFor,
} from './tasks';
import { useTaskRights } from './useTaskRights';

const MARKS: Record<TaskState, { icon: ReactNode; word: string }> = {
  open: { icon: <RiCircleLine aria-hidden />, word: 'Open' },
  'in-progress': {
    icon: <RiContrastLine className={styles.begun} aria-hidden />,
    word: 'In progress',
  },
  done: {
    icon: <RiCheckboxCircleFill className={page.good} aria-hidden />,
    word: 'Done',
  },
  skipped: {
    icon: <RiSkipForwardLine className={styles.skipped} aria-hidden />,
    word: 'Skipped',
  },
};

function Due({ task }: { task: PlanRunTask }) {
  const { main, detail, state } = dueWords(task, useNow(taskMoments(task)));
  const settled = !isUnfinished(task);
  return (
    <div className={styles.due}>
      <div
        className={classNames(
          page.time,
          state && CLOCK_TONES[state],
          settled || !task.dueAt ? page.quiet : page.strong,
        )}
      >
        {state && <ClockMark state={state} />}
        {main}
      </div>
      {detail && <div className={`${page.quiet} ${page.time}`}>{detail}</div>}
    </div>
  );
}

function Ended({ task }: { task: PlanRunTask }) {
  const { state, endedAt, endedBy, reason } = task;
  if (!endedAt) return null;
  return (
    <span>
      {`${MARKS[state].word} ${shortTime(endedAt)}`}
      {endedBy && (
        <>
          {' by '}
          <Actor subject={endedBy} />
        </>
      )}
      {reason && `: ${reason}`}
    </span>
  );
}

/** What else there is to know: in one line while there is little of it. */
function About(props: { task: PlanRunTask; waiting: PlanRunTask[] }) {
  const { task, waiting } = props;
  const { showStep } = useIncidentRecord();
  const { stepId } = task;
  const unfinished = isUnfinished(task);
  return (
    <div className={styles.about}>
      <span className={classNames(task.required && unfinished && page.strong)}>
        {task.required ? 'Required' : 'Optional'}
      </span>
      {task.state === 'in-progress' && task.startedAt && (
        <span>{`In progress since ${shortTime(task.startedAt)}`}</span>
      )}
      <Ended task={task} />
      {stepId && (
        <button
          type="button"
          className={page.linkButton}
          aria-label={`What was recorded for ${task.title}`}
          onClick={() => showStep(stepId)}
        >
          What was recorded
        </button>
      )}
      {task.retired && <span>No longer in the plan</span>}
      {waiting.length > 0 && (
        <span>{`Waits for ${listText(
          waiting.map(({ title }) => title),
        )}`}</span>
      )}
      {task.evidenceRequired && unfinished && (
        <span className={styles.evidence}>
          <RiAttachment2 size={14} aria-hidden />
          Evidence needed
        </span>
      )}
      {task.links.map(({ title, url }) => (
        <a
          key={url}
          className={page.link}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
        >
          {title}
        </a>
      ))}
    </div>
  );
}

/** One task of a plan: what, who, by when, and what can be done about it. */
export function TaskRow(props: {
  task: PlanRunTask;
  run: PlanRun;
  /** Somebody may do it now, and the reader should: its actions stand beside it. */
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

  // The button that was pressed may be gone; the row is not.
  const begin = async () => {
    if (await change(task, { state: 'in-progress' })) row.current?.focus();
  };
  const finish = () => compose({ task });
  const actions: Array<{ id: string; label: string; act(): void }> = [
    ...(may.start ? [{ id: 'start', label: 'Start', act: begin }] : []),
    ...(may.finish
      ? [
          { id: 'done', label: 'Mark done', act: finish },
          ...(asksForEvidence(task)
            ? []
            : [
                {
                  id: 'done-silently',
                  label: 'Mark done, nothing to add',
                  act: () => {
                    change(task, { state: 'done' });
                  },
                },
              ]),
        ]
      : []),
    ...(may.skip
      ? [
          {
            id: 'skip',
            label: 'Skip with reason',
            act: () => setAsking('skipped'),
          },
        ]
      : []),
    ...(may.reopen
      ? [{ id: 'reopen', label: 'Open again', act: () => setAsking('open') }]
      : []),
    ...(may.assign
      ? [{ id: 'assign', label: 'Assign', act: () => setAsking('assign') }]
      : []),
  ];

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
      <span className={styles.mark}>
        {MARKS[task.state].icon}
        <VisuallyHidden>{`${MARKS[task.state].word}:`}</VisuallyHidden>
      </span>
      <div className={styles.what}>
        <div className={classNames(styles.title, spread && page.strong)}>
          {task.title}
        </div>
        <About task={task} waiting={waiting} />
        {task.instructions && (
          <details className={styles.instructions} open={spread || undefined}>
            <summary>Instructions</summary>
            <p>{task.instructions.trim()}</p>
          </details>
        )}
        {problem && (
          <div role="alert" className={page.note}>
            <Alert status="warning" title={problem.message} />
          </div>
        )}
        {spread && (may.start || may.finish || may.skip) && (
          <div className={styles.actions}>
            {may.start && (
              <Button variant="secondary" isPending={pending} onPress={begin}>
                Start
              </Button>
            )}
            {may.finish && (
              <Button
                variant="secondary"
                iconStart={<RiCheckLine aria-hidden />}
                isDisabled={pending}
                onPress={finish}
              >
                Mark done
              </Button>
            )}
            {may.skip && (
              <Button
                variant="tertiary"
                isDisabled={pending}
                onPress={() => setAsking('skipped')}
              >
                Skip with reason
              </Button>
            )}
          </div>
        )}
      </div>
      <Assignee task={task} run={run} />
      <Due task={task} />
      <div className={styles.more}>
        {actions.length > 0 && (
          <MenuTrigger>
            <ButtonIcon
              variant="tertiary"
              size="small"
              icon={<RiMore2Line aria-hidden />}
              aria-label={`What can be done with ${task.title}`}
            />
            <Menu onAction={key => actions.find(({ id }) => id === key)?.act()}>
              {actions.map(({ id, label }) => (
                <MenuItem key={id} id={id}>
                  {label}
                </MenuItem>
              ))}
            </Menu>
          </MenuTrigger>
        )}
      </div>
      {asking === 'assign' && (
        <AssignDialog
          task={task}
          run={run}
          onClose={() => setAsking(undefined)}
        />
      )}
      {(asking === 'skipped' || asking === 'open') && (
        <ReasonDialog
          task={task}
          to={asking}
          onClose={() => setAsking(undefined)}
        />
      )}
    </li>
  );
}
