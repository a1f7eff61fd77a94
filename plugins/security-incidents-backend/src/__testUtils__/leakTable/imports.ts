import type { LeakTable } from './LeakTable';

export const importLeaks: LeakTable = {
  aboutImport: {
    'GET /imports': () => ({ method: 'get', path: '/imports?limit=200' }),
    'GET /imports/{id}': id => ({ method: 'get', path: `/imports/${id}` }),
    'GET /imports/{id}/incidents': id => ({
      method: 'get',
      path: `/imports/${id}/incidents`,
    }),
  },
  aboutNone: [
    // Of imports, which hold no incident; imports/imports.test.ts has their permission and what others see of them.
    'POST /imports/incidents',
    'POST /imports/{id}/cancel',
    'GET /imports/mappings',
    'POST /imports/mappings',
    'DELETE /imports/mappings/{id}',
  ],
};
