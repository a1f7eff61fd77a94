import type { LeakTable } from './LeakTable';

export const verificationLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/verification': id => ({
      method: 'get',
      path: `/incidents/${id}/verification`,
    }),
    'POST /incidents/{id}/timeline/{seq}/erasure': id => ({
      method: 'post',
      path: `/incidents/${id}/timeline/1/erasure`,
      body: { reason: 'A request by the person' },
    }),
  },
  aboutNone: [
    // Counts all incidents; checkpoints.test.ts has its permission.
    'GET /verification/checkpoints',
  ],
};
