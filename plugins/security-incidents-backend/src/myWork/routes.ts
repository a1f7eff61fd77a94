import {
  incidentReadPermission,
  WORK_FILTERS,
  type WorkItem,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json } from '../http/answers';
import { listPageShape, toFilterShape } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { exampleSummary } from '../incidents/examples';
import type { RequestContext } from '../kernel/contexts';
import type { MyWorkService } from './MyWorkService';
import { workPageSchema } from './schemas';

const TASK_ID = '3b0e1c52-8a51-4d3f-9a51-6f1f0f3a2b11';
const { id, key, title, mode, status, severity, priority } = exampleSummary;
const { tlp, visibility, version } = exampleSummary;

const exampleItems: WorkItem[] = [
  {
    kind: 'task',
    id: `task:${TASK_ID}`,
    title: 'Revoke and rotate',
    incident: {
      id,
      key,
      title,
      mode,
      status,
      severity,
      priority,
      tlp,
      visibility,
      version,
    },
    due: { at: '2026-11-23T12:20:00.000Z', state: 'due' },
    holder: { ref: 'group:default/team-payments', because: 'assignee' },
    mine: false,
    action: { name: 'take', target: `task-${TASK_ID}` },
    taskId: TASK_ID,
    taskState: 'open',
    required: true,
    evidenceRequired: false,
    waitsFor: [],
  },
];

/** What callers must do across incidents. */
export function createMyWorkRoutes(
  service: MyWorkService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/my/work',
      id: 'getMyWork',
      tag: 'my work',
      summary: 'List what the caller must do across incidents',
      description:
        'Tasks, clocks, decisions and management updates of open incidents that the caller or a group of theirs answers for. What is due first comes first; what has no due time comes last.',
      permissions: [incidentReadPermission],
      query: z.strictObject({
        ...toFilterShape(WORK_FILTERS),
        ...listPageShape,
      }),
      answer: json(workPageSchema, {
        description: 'A page of work, and the numbers of all of it.',
        example: {
          items: exampleItems,
          totalItems: 1,
          pageInfo: {},
          counts: {
            all: 1,
            mine: 0,
            group: 1,
            byDue: { overdue: 0, 'at-risk': 0, due: 1, none: 0 },
          },
          later: { total: 0, incidents: [] },
          asOf: '2026-11-23T10:31:00.000Z',
          truncated: false,
        },
      }),
      handle: ({ query, context }) => service.getMyWork(query, context),
    }),
  ];
}
