import type { LeakTable } from './LeakTable';

export const myReportLeaks: LeakTable = {
  aboutOwn: {
    'GET /my/reports/{id}': id => ({
      method: 'get',
      path: `/my/reports/${id}`,
    }),
    'POST /my/reports/{id}/answers': id => ({
      method: 'post',
      path: `/my/reports/${id}/answers`,
      body: { text: 'At nine' },
    }),
  },
  aboutNone: [
    // Of the caller's own reports; myReports.test.ts follows them for each persona.
    'GET /my/reports',
    'GET /my/report-recipients',
  ],
};
