import type {
  EntityCounts,
  EntityOverview,
} from 'backstage-plugin-security-incidents-common';
import { countIn, type LeakTable } from './LeakTable';
import { SERVICE } from './people';

export const entityLeaks: LeakTable = {
  aboutMany: {
    'GET /entities/{kind}/{namespace}/{name}/overview': [
      'component/default/payments-api',
      'system/default/cards',
      'domain/default/payments',
      'group/default/team-payments',
      'group/default/engineering',
    ].map(path => ({
      method: 'get' as const,
      path: `/entities/${path}/overview`,
    })),
    'POST /entities/overviews': [
      {
        method: 'post',
        path: '/entities/overviews',
        body: {
          entityRefs: [
            SERVICE,
            'system:default/cards',
            'group:default/engineering',
          ],
          include: ['readiness', 'detections'],
        },
      },
    ],
  },
  counts: {
    'GET /entities/{kind}/{namespace}/{name}/overview': countIn<EntityOverview>(
      ({ total, open }) => [total, open.total, open.bySeverity.critical],
    ),
    'POST /entities/overviews': countIn<{ items: EntityCounts[] }>(
      ({ items }) => items.flatMap(({ open, total }) => [open, total]),
    ),
  },
};
