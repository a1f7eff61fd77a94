import type { LeakTable } from './LeakTable';

export const myWorkLeaks: LeakTable = {
  aboutMany: {
    'GET /my/work': ['', '?limit=1', '?holder=group', '?due=none'].map(
      query => ({
        method: 'get' as const,
        path: `/my/work${query}`,
      }),
    ),
  },
};
