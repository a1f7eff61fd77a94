import type { LeakTable, Request } from './LeakTable';
import { SERVICE } from './people';

export const reviewLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/review': id => ({
      method: 'get',
      path: `/incidents/${id}/review`,
    }),
    'PUT /incidents/{id}/review': id => ({
      method: 'put',
      path: `/incidents/${id}/review`,
      body: { summary: 'A token was readable' },
    }),
    ...Object.fromEntries(
      ['complete', 'approve', 'reminders'].map(
        (part): [string, (id: string) => Request] => [
          `POST /incidents/{id}/review/${part}`,
          id => ({
            method: 'post',
            path: `/incidents/${id}/review/${part}`,
            body: {},
          }),
        ],
      ),
    ),
    'POST /incidents/{id}/review/reopen': id => ({
      method: 'post',
      path: `/incidents/${id}/review/reopen`,
      body: { reason: 'Another cause' },
    }),
    'POST /incidents/{id}/review/waive': id => ({
      method: 'post',
      path: `/incidents/${id}/review/waive`,
      body: { reason: 'Reviewed with another one' },
    }),
    'POST /incidents/{id}/review/actions': id => ({
      method: 'post',
      path: `/incidents/${id}/review/actions`,
      body: { type: 'fix', title: 'Rotate tokens' },
    }),
    'PATCH /incidents/{id}/review/actions/{actionId}': id => ({
      method: 'patch',
      path: `/incidents/${id}/review/actions/any`,
      body: { state: 'done' },
    }),
    'GET /incidents/{id}/related-reviews': id => ({
      method: 'get',
      path: `/incidents/${id}/related-reviews`,
    }),
  },
  aboutMany: {
    'GET /reviews': ['', `?entityRef=${SERVICE}`, '?q=nightjar'].map(query => ({
      method: 'get' as const,
      path: `/reviews${query}`,
    })),
    'GET /reviews/texts': ['', '?limit=1'].map(query => ({
      method: 'get' as const,
      path: `/reviews/texts${query}`,
    })),
    'GET /reviews/counts': [{ method: 'get', path: '/reviews/counts' }],
    'GET /actions': [
      '',
      '?group=open&limit=1',
      `?entityRef=${SERVICE}`,
      '?q=nightjar',
    ].map(query => ({ method: 'get' as const, path: `/actions${query}` })),
    'GET /entities/{kind}/{namespace}/{name}/reviews': [
      'component/default/payments-api',
      'system/default/cards',
    ].map(path => ({
      method: 'get' as const,
      path: `/entities/${path}/reviews`,
    })),
  },
  aboutNone: [
    // Actions of incidents that the caller may not read are in reviews/access.test.ts.
    'POST /actions/reminders',
  ],
};
