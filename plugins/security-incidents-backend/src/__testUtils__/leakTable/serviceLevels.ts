import type { LeakTable } from './LeakTable';

export const serviceLevelLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/escalations': id => ({
      method: 'get',
      path: `/incidents/${id}/escalations`,
    }),
    'POST /incidents/{id}/escalations': id => ({
      method: 'post',
      path: `/incidents/${id}/escalations`,
      body: { reason: 'Nobody answers' },
    }),
    'POST /incidents/{id}/major': id => ({
      method: 'post',
      path: `/incidents/${id}/major`,
      body: { decision: 'declare', reason: 'All are affected' },
    }),
  },
};
