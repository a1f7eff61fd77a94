import type {
  PlanContentChange,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { shortTime } from '../../../time';
import type { Translate } from '../../../translation';
import { EntityName } from '../../common';
import { toPlanChangeLines } from '../plan/planChanges';
import { type Data, dataOf, textOf } from './entryData';

interface TaskChange {
  title: string;
  from?: string | null;
  to?: string | null;
}

/** The tasks that an entry names. */
function findTasks(data: Data, name = 'tasks'): TaskChange[] {
  const tasks = data[name];
  return Array.isArray(tasks) ? (tasks as TaskChange[]) : [];
}

const getVersion = (part: unknown) =>
  textOf((part ?? {}) as Data, 'version') ?? '';

function toAssignedSentence(
  t: Translate,
  tasks: TaskChange[],
  { because }: Data,
): ReactNode {
  const count = tasks.length;
  if (count !== 1) {
    return because === 'role'
      ? t('incidentPage.timeline.sentence.tasksReassigned', { count })
      : t('incidentPage.timeline.sentence.tasksAssigned', { count });
  }
  const [{ title, from, to }] = tasks;
  if (because === 'take-over') {
    return from
      ? t('incidentPage.timeline.sentence.taskTakenOverFrom', {
          title,
          person: <EntityName entityRef={from} />,
        })
      : t('incidentPage.timeline.sentence.taskTakenOver', { title });
  }
  return to
    ? t('incidentPage.timeline.sentence.taskAssigned', {
        title,
        person: <EntityName entityRef={to} />,
      })
    : t('incidentPage.timeline.sentence.taskUnassigned', { title });
}

function toDueSentence(t: Translate, tasks: TaskChange[]): string {
  const count = tasks.length;
  if (count !== 1) {
    return t('incidentPage.timeline.sentence.tasksDue', { count });
  }
  const [{ title, to }] = tasks;
  return to
    ? t('incidentPage.timeline.sentence.taskDue', {
        title,
        time: shortTime(to),
      })
    : t('incidentPage.timeline.sentence.taskDueRemoved', { title });
}

/** What happened to a plan or to its tasks; undefined for everything else. */
export function toPlanSentence(t: Translate, entry: TimelineEntry): ReactNode {
  const data = dataOf(entry);
  const title = textOf(data, 'title') ?? '';
  const tasks = findTasks(data);
  switch (entry.action) {
    case 'plan.applied':
      return t('incidentPage.timeline.sentence.planApplied', {
        title,
        version: getVersion(data),
      }).trim();
    case 'plan.declined':
      return t('incidentPage.timeline.sentence.planDeclined');
    case 'plan.upgraded':
      return t('incidentPage.timeline.sentence.planUpgraded', {
        title,
        from: getVersion(data.from),
        to: getVersion(data.to),
      });
    case 'task.added':
      return tasks.length === 1
        ? t('incidentPage.timeline.sentence.taskAdded', {
            title: tasks[0].title,
          })
        : t('incidentPage.timeline.sentence.tasksAdded', {
            count: tasks.length,
          });
    case 'task.started':
      return t('incidentPage.timeline.sentence.taskStarted', { title });
    case 'task.done':
      return t('incidentPage.timeline.sentence.taskDone', { title });
    case 'task.skipped':
      return t('incidentPage.timeline.sentence.taskSkipped', { title });
    case 'task.reopened':
      return t('incidentPage.timeline.sentence.taskReopened', { title });
    case 'task.assigned':
      return toAssignedSentence(t, tasks, data);
    case 'task.due-changed':
      return toDueSentence(t, tasks);
    default:
      return undefined;
  }
}

function toUpgradeLines(t: Translate, data: Data): string[] {
  const { changes } = data;
  const getTitles = (name: string) =>
    findTasks(data, name)
      .map(({ title }) => title)
      .join(', ');
  const kept = getTitles('keptThoughRemoved');
  const skipped = getTitles('skipped');
  return [
    ...toPlanChangeLines(
      t,
      Array.isArray(changes) ? (changes as PlanContentChange[]) : [],
    ),
    ...(kept ? [t('incidentPage.timeline.line.kept', { titles: kept })] : []),
    ...(skipped
      ? [t('incidentPage.timeline.line.skipped', { titles: skipped })]
      : []),
  ];
}

/** What there is to say below the sentence, one line each. */
export function toPlanLines(t: Translate, entry: TimelineEntry): ReactNode[] {
  const data = dataOf(entry);
  const tasks = findTasks(data);
  switch (entry.action) {
    case 'plan.applied':
      return [t('incidentPage.timeline.line.tasks', { count: tasks.length })];
    case 'plan.upgraded':
      return toUpgradeLines(t, data);
    case 'task.added':
      return tasks.length > 1 ? tasks.map(({ title }) => title) : [];
    case 'task.assigned':
      if (tasks.length === 1) return [];
      return tasks.map(({ title, to }) =>
        to
          ? t('incidentPage.timeline.line.assigned', {
              title,
              person: <EntityName entityRef={to} />,
            })
          : t('incidentPage.timeline.line.unassigned', { title }),
      );
    case 'task.due-changed':
      if (tasks.length === 1) return [];
      return tasks.map(({ title, to }) =>
        to
          ? t('incidentPage.timeline.line.due', { title, time: shortTime(to) })
          : t('incidentPage.timeline.line.noDue', { title }),
      );
    default:
      return [];
  }
}
