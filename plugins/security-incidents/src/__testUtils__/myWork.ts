import type {
  TaskWork,
  WorkDueState,
  WorkIncident,
  WorkItem,
  WorkPage,
} from 'backstage-plugin-security-incidents-common';

export const ADA = 'user:default/ada';
export const TEAM = 'group:default/team-payments';

/** A time so many minutes from now. */
export const inMinutes = (minutes: number) =>
  new Date(Date.now() + minutes * 60_000).toISOString();

export const workIncident: WorkIncident = {
  id: 'incident-1',
  key: 'SEC-2026-0001',
  title: 'Key in a log',
  mode: 'real',
  status: 'containment',
  severity: 'high',
  priority: 'P2',
  tlp: 'AMBER',
  visibility: 'open',
  version: 7,
};

/** A task that Ada has on an incident. */
export function taskWork(
  id: string,
  title: string,
  more: Partial<TaskWork> = {},
): TaskWork {
  return {
    kind: 'task',
    id: `task:${id}`,
    taskId: id,
    title,
    incident: workIncident,
    due: { state: 'none' },
    holder: { ref: ADA, because: 'assignee' },
    mine: true,
    action: { name: 'finish', target: `task-${id}` },
    taskState: 'open',
    required: false,
    evidenceRequired: false,
    waitsFor: [],
    ...more,
  };
}

/** `GET /my/work` with some items, of more if `total` says so. */
export function workPage(
  items: WorkItem[],
  total: number = items.length,
): WorkPage {
  const group = items.filter(item => !item.mine).length;
  const count = (state: WorkDueState) =>
    items.filter(({ due }) => due.state === state).length;
  return {
    items,
    totalItems: total,
    pageInfo: {},
    counts: {
      all: total,
      mine: total - group,
      group,
      byDue: {
        overdue: count('overdue'),
        'at-risk': count('at-risk'),
        due: count('due'),
        none: count('none'),
      },
    },
    later: { total: 0, incidents: [] },
    asOf: new Date().toISOString(),
    truncated: false,
  };
}
