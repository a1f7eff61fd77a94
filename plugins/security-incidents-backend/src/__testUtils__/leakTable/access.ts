import type { LeakTable } from './LeakTable';
import { PEOPLE, REPORTER } from './people';

export const accessLeaks: LeakTable = {
  aboutOne: {
    'PUT /incidents/{id}/roles/{role}': id => ({
      method: 'put',
      path: `/incidents/${id}/roles/scribe`,
      body: { principalRef: REPORTER },
    }),
    'DELETE /incidents/{id}/roles/{role}': id => ({
      method: 'delete',
      path: `/incidents/${id}/roles/incident-commander`,
    }),
    'POST /incidents/{id}/members': id => ({
      method: 'post',
      path: `/incidents/${id}/members`,
      body: { principalRef: REPORTER },
    }),
    'DELETE /incidents/{id}/members': id => ({
      method: 'delete',
      path: `/incidents/${id}/members`,
      body: { principalRef: PEOPLE.invited },
    }),
    'GET /incidents/{id}/views': id => ({
      method: 'get',
      path: `/incidents/${id}/views`,
    }),
    'POST /incidents/{id}/break-glass': id => ({
      method: 'post',
      path: `/incidents/${id}/break-glass`,
      body: { reason: 'On call and nobody answers' },
    }),
  },
};
