import type { ObligationPage } from 'backstage-plugin-security-incidents-common';
import { countIn, type LeakTable } from './LeakTable';
import { REPORTER, SERVICE } from './people';

export const obligationLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/obligations': id => ({
      method: 'get',
      path: `/incidents/${id}/obligations`,
    }),
    'POST /incidents/{id}/obligations': id => ({
      method: 'post',
      path: `/incidents/${id}/obligations`,
      body: { ruleId: 'gdpr-33-2', reason: 'We are the processor' },
    }),
    'POST /incidents/{id}/obligations/{obligationId}/decision': id => ({
      method: 'post',
      path: `/incidents/${id}/obligations/any/decision`,
      body: { decision: 'not-applicable', reason: 'No personal data' },
    }),
    'POST /incidents/{id}/obligations/{obligationId}/reminders': id => ({
      method: 'post',
      path: `/incidents/${id}/obligations/any/reminders`,
      body: {},
    }),
  },
  aboutMany: {
    'GET /obligation-rules': [{ method: 'get', path: '/obligation-rules' }],
    'GET /obligations': [
      '',
      '?limit=1',
      '?open=true&orderBy=decided',
      '?state=to-assess&regime=gdpr',
      '?due=overdue&due=at-risk',
      `?entityRef=${SERVICE}`,
      '?owner=group:default/engineering',
      `?involved=${REPORTER}`,
    ].map(query => ({ method: 'get' as const, path: `/obligations${query}` })),
  },
  counts: {
    'GET /obligations': countIn<ObligationPage>(({ totalItems, counts }) => [
      totalItems,
      counts['to-assess'],
    ]),
  },
};
