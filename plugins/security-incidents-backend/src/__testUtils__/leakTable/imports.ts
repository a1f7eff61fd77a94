import type { LeakTable } from './LeakTable';

export const importLeaks: LeakTable = {
  aboutNone: [
    // Of imports, which hold no incident; imports/imports.test.ts has their permission and what others see of them.
    'POST /imports/incidents',
    'GET /imports',
    'GET /imports/{id}',
    'POST /imports/{id}/cancel',
    'GET /imports/mappings',
    'POST /imports/mappings',
    'DELETE /imports/mappings/{id}',
    // imports/importedIncidents.test.ts has restricted ones.
    'GET /imports/{id}/incidents',
  ],
};
