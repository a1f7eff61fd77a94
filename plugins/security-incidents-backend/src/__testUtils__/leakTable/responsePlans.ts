import type { LeakTable } from './LeakTable';
import { SERVICE } from './people';

export const responsePlanLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/plan-runs': id => ({
      method: 'get',
      path: `/incidents/${id}/plan-runs`,
    }),
    'POST /incidents/{id}/plan-runs': id => ({
      method: 'post',
      path: `/incidents/${id}/plan-runs`,
      body: { noPlanReason: 'None fits' },
    }),
    'PATCH /incidents/{id}/tasks/{taskId}': id => ({
      method: 'patch',
      path: `/incidents/${id}/tasks/any`,
      body: { state: 'done' },
    }),
  },
  aboutMany: {
    'GET /response-plans': [
      { method: 'get', path: `/response-plans?entityRef=${SERVICE}` },
    ],
    'GET /response-plans/coverage': [
      { method: 'get', path: '/response-plans/coverage' },
    ],
    'GET /response-plans/coverage.csv': [
      { method: 'get', path: '/response-plans/coverage.csv' },
    ],
    'GET /response-plans/coverage.json': [
      { method: 'get', path: '/response-plans/coverage.json' },
    ],
    'GET /response-plans/{namespace}/{name}': [
      { method: 'get', path: '/response-plans/default/leaked-credential' },
    ],
  },
  aboutNone: [
    'POST /response-plans/import',
    'GET /response-plans/{namespace}/{name}/cacao',
  ],
};
