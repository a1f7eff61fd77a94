import type { BundleContents } from 'backstage-plugin-security-incidents-common';
import { countIn, type LeakTable } from './LeakTable';
import { SERVICE } from './people';

export const bundleLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/bundle': id => ({
      method: 'get',
      path: `/incidents/${id}/bundle`,
    }),
    'GET /incidents/{id}/bundle/contents': id => ({
      method: 'get',
      path: `/incidents/${id}/bundle/contents`,
    }),
  },
  aboutMany: {
    'GET /reports/bundle': [
      '',
      `?entityRef=${SERVICE}`,
      '?tlpRedReason=Audit',
    ].map(query => ({
      method: 'get' as const,
      path: `/reports/bundle${query}`,
    })),
    'GET /reports/bundle/contents': [
      { method: 'get', path: '/reports/bundle/contents' },
    ],
  },
  counts: {
    'GET /reports/bundle': countIn<{ keys: string[] }>(({ keys }) => [
      keys.length,
    ]),
    'GET /reports/bundle/contents': countIn<BundleContents>(
      ({ incidents, exercises, merged }) => [incidents + exercises + merged],
    ),
  },
};
