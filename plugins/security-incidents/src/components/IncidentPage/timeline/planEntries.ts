import type {
  PlanContentChange,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { shortTime } from '../../../time';
import { planChangeLines } from '../plan/planChanges';
import { type Data, dataOf, shortName, textOf } from './entryData';

interface TaskChange {
  title: string;
  from?: string | null;
  to?: string | null;
}

/** The tasks that one entry names, or the one that it is about. */
function tasksIn(data: Data, name = 'tasks'): TaskChange[] {
  const tasks = data[name];
  return Array.isArray(tasks) ? (tasks as TaskChange[]) : [];
}

const versionOf = (part: unknown) => textOf((part ?? {}) as Data, 'version');

/** `the task Revoke and rotate` or `3 tasks`. */
function which(tasks: TaskChange[]): string {
  return tasks.length === 1
    ? `the task ${tasks[0].title}`
    : `${tasks.length} tasks`;
}

function assigned(tasks: TaskChange[], data: Data): string {
  if (tasks.length !== 1) {
    return data.because === 'role'
      ? `passed on ${which(tasks)} with their role`
      : `assigned ${which(tasks)}`;
  }
  const [{ title, to }] = tasks;
  return to ? `gave ${title} to ${shortName(to)}` : `left ${title} to nobody`;
}

function due(tasks: TaskChange[]): string {
  if (tasks.length !== 1) return `moved the due times of ${which(tasks)}`;
  const [{ title, to }] = tasks;
  return to
    ? `moved ${title}: due ${shortTime(to)} now`
    : `moved ${title}: no due time now`;
}

/** What happened to a plan or to its tasks; undefined for everything else. */
export function planSentence(entry: TimelineEntry): string | undefined {
  const data = dataOf(entry);
  const title = textOf(data, 'title') ?? '';
  const tasks = tasksIn(data);
  switch (entry.action) {
    case 'plan.applied':
      return `applied the plan ${title} ${
        textOf(data, 'version') ?? ''
      }`.trim();
    case 'plan.declined':
      return 'decided to go without a plan';
    case 'plan.upgraded':
      return `upgraded the plan ${title} from ${versionOf(
        data.from,
      )} to ${versionOf(data.to)}`;
    case 'task.added':
      return `added ${which(tasks)}, which the facts ask for now`;
    case 'task.started':
      return `started ${title}`;
    case 'task.done':
      return `finished ${title}`;
    case 'task.skipped':
      return `skipped ${title}`;
    case 'task.reopened':
      return `opened ${title} again`;
    case 'task.assigned':
      return assigned(tasks, data);
    case 'task.due-changed':
      return due(tasks);
    default:
      return undefined;
  }
}

function upgradeLines(data: Data): string[] {
  const { changes } = data;
  const names = (name: string, words: string) => {
    const tasks = tasksIn(data, name);
    return tasks.length
      ? [`${words}: ${tasks.map(({ title }) => title).join(', ')}`]
      : [];
  };
  return [
    ...planChangeLines(
      Array.isArray(changes) ? (changes as PlanContentChange[]) : [],
    ),
    ...names('keptThoughRemoved', 'Kept, since it was finished'),
    ...names('skipped', 'Skipped, since the plan no longer has it'),
  ];
}

/** What there is to say below the sentence, one line each. */
export function planLines(entry: TimelineEntry): string[] {
  const data = dataOf(entry);
  const tasks = tasksIn(data);
  switch (entry.action) {
    case 'plan.applied':
      return [`${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'}`];
    case 'plan.upgraded':
      return upgradeLines(data);
    case 'task.added':
      return tasks.length > 1 ? tasks.map(({ title }) => title) : [];
    case 'task.assigned':
      return tasks.length > 1
        ? tasks.map(
            ({ title, to }) => `${title}: ${to ? shortName(to) : 'nobody'}`,
          )
        : [];
    case 'task.due-changed':
      return tasks.length > 1
        ? tasks.map(
            ({ title, to }) => `${title}: ${to ? shortTime(to) : 'not known'}`,
          )
        : [];
    default:
      return [];
  }
}
