import { Button } from '@backstage/ui';
import type {
  IncidentStatus,
  PlanRun,
  PlanRunTask,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import { classNames } from '../../common';
import { listText } from '../../PlanPage/planText';
import { CLOCK_TONES } from '../clocks/ClockMark';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './plan.module.css';
import { usePlanRuns } from './PlanRuns';
import { toDueWords, requiredBefore, taskMoments, waitsFor } from './tasks';
import { useTaskNow } from './useTaskNow';
import { useTaskRights } from './useTaskRights';

function RequiredTask(props: { task: PlanRunTask; run?: PlanRun }) {
  const { task, run } = props;
  const { compose } = useIncidentRecord();
  const { t } = useTranslation();
  const { goToTask } = usePlanRuns();
  const waiting = waitsFor(task, run);
  const may = useTaskRights(task, waiting.length > 0);
  const { main, detail, state } = toDueWords(
    t,
    task,
    useTaskNow(taskMoments(task)),
  );
  return (
    <li className={styles.required}>
      <div>
        <button
          type="button"
          className={page.linkButton}
          data-printed
          onClick={() => goToTask(task.id)}
        >
          {task.title}
        </button>
        <div className={classNames(page.quiet, state && CLOCK_TONES[state])}>
          {waiting.length > 0
            ? t('incidentPage.task.waitsFor', {
                tasks: listText(
                  waiting.map(({ title }) => title),
                  t('planText.and'),
                ),
              })
            : [main, detail].filter(Boolean).join(task.dueAt ? ', ' : ' ')}
        </div>
      </div>
      {may.finish && (
        <Button
          variant="secondary"
          aria-label={t('incidentPage.task.markDoneLabel', {
            task: task.title,
          })}
          onPress={() => compose({ task })}
        >
          {t('incidentPage.task.markDone')}
        </Button>
      )}
    </li>
  );
}

/** The required tasks that block a status, each with what settles it. */
export function RequiredTasks({ to }: { to: IncidentStatus }) {
  const { plans } = usePlanRuns();
  if (!plans) return null;
  return (
    <ul className={`${page.list} ${styles.requireds}`}>
      {requiredBefore(plans, to).map(task => (
        <RequiredTask
          key={task.id}
          task={task}
          run={plans.runs.find(({ id }) => id === task.runId)}
        />
      ))}
    </ul>
  );
}
