import type { LeakTable } from './LeakTable';
import { SERVICE } from './people';

export const detectionLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/detections': id => ({
      method: 'get',
      path: `/incidents/${id}/detections`,
    }),
  },
  aboutMany: {
    'GET /detection-sources': [{ method: 'get', path: '/detection-sources' }],
    'GET /entities/{kind}/{namespace}/{name}/watch': [
      { method: 'get', path: '/entities/component/default/payments-api/watch' },
    ],
    'GET /detection-rules': [{ method: 'get', path: '/detection-rules' }],
    'GET /detections': ['', '?view=decided', `?entityRef=${SERVICE}`].map(
      query => ({ method: 'get' as const, path: `/detections${query}` }),
    ),
  },
  aboutNone: [
    // About one detection; detections/access.test.ts has hidden ones and those on restricted incidents. What is no route is in
    // detections/detectionNotices.test.ts.
    'GET /detections/{id}',
    'POST /detections/{id}/promote',
    'POST /detections/{id}/attach',
    'POST /detections/{id}/dismiss',
    'POST /detections/{id}/decline',
    'POST /detections/{id}/map',
    'POST /detections/{id}/undo',
    'POST /detections/decisions',
    // Detections on restricted incidents and hidden services are in detections/rules/rules.test.ts.
    'POST /detection-rules',
    'POST /detection-rules/try',
    'GET /detection-sources/{id}',
    'POST /detection-sources/{id}/test',
    'POST /detection-sources/{id}/mute',
    'PATCH /detection-rules/{id}',
    'DELETE /detection-rules/{id}',
    'POST /detection-patterns',
    'PATCH /detection-patterns/{id}',
    'DELETE /detection-patterns/{id}',
    'POST /detection-suppressions',
    'PATCH /detection-suppressions/{id}',
    'DELETE /detection-suppressions/{id}',
    // A webhook, which proves in its own way who sends.
    'POST /detections/{id}',
  ],
};
