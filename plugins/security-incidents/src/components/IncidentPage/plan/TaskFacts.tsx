import { RiAttachment2 } from '@remixicon/react';
import type {
  PlanRunTask,
  TaskState,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../../navigation';
import { incidentViewRouteRef } from '../../../routes';
import { shortTime, utcTime } from '../../../time';
import { type Translate, useTranslation } from '../../../translation';
import { classNames } from '../../common';
import { listText } from '../../PlanPage/planText';
import { CLOCK_TONES, ClockMark } from '../clocks/ClockMark';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import styles from './plan.module.css';
import { isUnfinished, taskMoments, toDueWords } from './tasks';
import { useTaskNow } from './useTaskNow';

/** What people read for the state of a task. */
export function toStateLabel(t: Translate, state: TaskState): string {
  return state === 'in-progress'
    ? t('incidentPage.task.state.inProgress')
    : t(`incidentPage.task.state.${state}`);
}

/** When a task is due, or how it ended. */
export function TaskDue({ task }: { task: PlanRunTask }) {
  const { t } = useTranslation();
  const now = useTaskNow(taskMoments(task));
  const { main, detail, state } = toDueWords(t, task, now);
  const isQuiet = now === 'ended' || !isUnfinished(task) || !task.dueAt;
  return (
    <div className={styles.due}>
      <div
        className={classNames(
          page.time,
          state && CLOCK_TONES[state],
          isQuiet ? page.quiet : page.strong,
        )}
      >
        {state && <ClockMark state={state} />}
        {main}
      </div>
      {detail && (
        <div
          className={`${page.quiet} ${page.time}`}
          title={task.dueAt && utcTime(task.dueAt)}
        >
          {detail}
        </div>
      )}
    </div>
  );
}

function Ended({ task }: { task: PlanRunTask }) {
  const { t } = useTranslation();
  const { state, endedAt, endedBy, reason } = task;
  if (!endedAt) return null;
  const words = { state: toStateLabel(t, state), time: shortTime(endedAt) };
  const ended = endedBy
    ? t('incidentPage.task.endedBy', {
        ...words,
        actor: <Actor subject={endedBy} />,
      })
    : t('incidentPage.task.ended', words);
  return (
    <span title={utcTime(endedAt)}>
      {reason
        ? t('incidentPage.task.endedReason', { ended: <>{ended}</>, reason })
        : ended}
    </span>
  );
}

/** What else there is to know of a task; in one line while there is little of it. */
export function TaskFacts(props: {
  task: PlanRunTask;
  waiting: PlanRunTask[];
}) {
  const { task, waiting } = props;
  const { incident, showStep } = useIncidentRecord();
  const { t } = useTranslation();
  const viewLink = useRouteRef(incidentViewRouteRef);
  const evidenceView = viewLink({ key: incident.key, view: 'evidence' });
  const { stepId } = task;
  const unfinished = isUnfinished(task);
  return (
    <div className={styles.about}>
      <span className={classNames(task.required && unfinished && page.strong)}>
        {task.required
          ? t('incidentPage.task.required')
          : t('incidentPage.task.optional')}
      </span>
      {task.state === 'in-progress' && task.startedAt && (
        <span title={utcTime(task.startedAt)}>
          {t('incidentPage.task.inProgressSince', {
            time: shortTime(task.startedAt),
          })}
        </span>
      )}
      <Ended task={task} />
      {stepId && (
        <button
          type="button"
          className={page.linkButton}
          aria-label={t('incidentPage.task.recordedLabel', {
            task: task.title,
          })}
          onClick={() => showStep(stepId)}
        >
          {t('incidentPage.task.recorded')}
        </button>
      )}
      {task.retired && <span>{t('incidentPage.task.retired')}</span>}
      {waiting.length > 0 && (
        <span>
          {t('incidentPage.task.waitsFor', {
            tasks: listText(
              waiting.map(({ title }) => title),
              t('planText.and'),
            ),
          })}
        </span>
      )}
      {(task.evidenceId || (task.evidenceRequired && unfinished)) && (
        <AppLink
          to={
            task.evidenceId
              ? `${evidenceView}#evidence-${task.evidenceId}`
              : evidenceView
          }
          className={`${styles.evidence} ${page.link}`}
          aria-label={t(
            task.evidenceId
              ? 'incidentPage.task.evidenceAddedLabel'
              : 'incidentPage.task.evidenceLabel',
            { task: task.title },
          )}
        >
          <RiAttachment2 size={14} aria-hidden />
          {task.evidenceId
            ? t('incidentPage.task.evidenceAdded')
            : t('incidentPage.task.evidence')}
        </AppLink>
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
