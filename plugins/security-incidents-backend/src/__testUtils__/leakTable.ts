import type { TestDatabaseId } from '@backstage/backend-test-utils';
import {
  incidentBreakGlassPermission,
  incidentRestrictedReadPermission,
} from 'backstage-plugin-security-incidents-common';
import type { Response } from 'supertest';
import { listBundledKeys } from './bundles';
import { ENTITIES, startApp, type TestApp } from './harness';
import { LEAK, leakPlan } from './plans';

/*
 * Each route of the API is in one of the tables below; a route that is in none fails a test. A route about one incident
 * must answer callers who may not see it exactly as it answers about one that does not exist. A route that lists or counts
 * must answer them exactly as it did before the incident was recorded.
 */

export const SERVICE = 'component:default/payments-api';
export const REPORTER = 'user:default/ada';
export const PEOPLE = {
  reporter: REPORTER,
  commander: 'user:default/bob',
  invited: 'user:default/cleo',
  'member of an invited group': 'user:default/dan',
  overseer: 'user:default/eve',
  'owner of the service': 'user:default/olaf',
  'keeper of the hammer': 'user:default/hal',
  outsider: 'user:default/mallory',
};
export type Persona = keyof typeof PEOPLE;
export const PERSONAS = Object.keys(PEOPLE) as Persona[];
/** Members of each incident in the matrix, and holders of the permission to read all restricted ones. */
export const INSIDERS: Persona[] = [
  'reporter',
  'commander',
  'invited',
  'member of an invited group',
  'overseer',
];

export const OUTSIDERS = PERSONAS.filter(
  persona => !INSIDERS.includes(persona),
);

/** A valid call of the API. */
export interface Request {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  path: string;
  body?: object;
  /** Sends a small file as a form. */
  isForm?: boolean;
}

const REASON = { reason: 'May be needed' };

/** Routes about the evidence of one incident. */
const ABOUT_EVIDENCE: Record<string, (id: string) => Request> = {
  'GET /incidents/{id}/evidence': id => ({
    method: 'get',
    path: `/incidents/${id}/evidence`,
  }),
  'POST /incidents/{id}/evidence': id => ({
    method: 'post',
    path: `/incidents/${id}/evidence`,
    isForm: true,
  }),
  'POST /incidents/{id}/evidence-references': id => ({
    method: 'post',
    path: `/incidents/${id}/evidence-references`,
    body: {
      fileName: 'memory.raw',
      sizeBytes: 5,
      sha256: '7c'.repeat(32),
      location: 'Safe 3',
    },
  }),
  'GET /incidents/{id}/evidence/{evidenceId}/content': id => ({
    method: 'get',
    path: `/incidents/${id}/evidence/any/content`,
  }),
  'GET /incidents/{id}/evidence/{evidenceId}/preview': id => ({
    method: 'get',
    path: `/incidents/${id}/evidence/any/preview`,
  }),
  'GET /incidents/{id}/evidence/{evidenceId}/custody': id => ({
    method: 'get',
    path: `/incidents/${id}/evidence/any/custody`,
  }),
  'POST /incidents/{id}/evidence/{evidenceId}/verification': id => ({
    method: 'post',
    path: `/incidents/${id}/evidence/any/verification`,
    body: {},
  }),
  'PUT /incidents/{id}/evidence/{evidenceId}/legal-hold': id => ({
    method: 'put',
    path: `/incidents/${id}/evidence/any/legal-hold`,
    body: REASON,
  }),
  'DELETE /incidents/{id}/evidence/{evidenceId}/legal-hold': id => ({
    method: 'delete',
    path: `/incidents/${id}/evidence/any/legal-hold`,
    body: REASON,
  }),
  'POST /incidents/{id}/evidence/{evidenceId}/disposal': id => ({
    method: 'post',
    path: `/incidents/${id}/evidence/any/disposal`,
    body: REASON,
  }),
  'POST /incidents/{id}/evidence-uploads': id => ({
    method: 'post',
    path: `/incidents/${id}/evidence-uploads`,
    body: { fileName: 'a.log', sizeBytes: 5 },
  }),
  'GET /incidents/{id}/evidence-uploads': id => ({
    method: 'get',
    path: `/incidents/${id}/evidence-uploads`,
  }),
  'GET /incidents/{id}/evidence-uploads/{uploadId}': id => ({
    method: 'get',
    path: `/incidents/${id}/evidence-uploads/any`,
  }),
  'PUT /incidents/{id}/evidence-uploads/{uploadId}/parts/{part}': id => ({
    method: 'put',
    path: `/incidents/${id}/evidence-uploads/any/parts/1`,
    body: { any: 'bytes' },
  }),
  'POST /incidents/{id}/evidence-uploads/{uploadId}/completion': id => ({
    method: 'post',
    path: `/incidents/${id}/evidence-uploads/any/completion`,
    body: {},
  }),
  'DELETE /incidents/{id}/evidence-uploads/{uploadId}': id => ({
    method: 'delete',
    path: `/incidents/${id}/evidence-uploads/any`,
  }),
};

/** Routes about one incident, each with a valid request. */
export const ABOUT_ONE: Record<string, (id: string) => Request> = {
  ...ABOUT_EVIDENCE,
  'GET /incidents/{id}': id => ({ method: 'get', path: `/incidents/${id}` }),
  'PATCH /incidents/{id}': id => ({
    method: 'patch',
    path: `/incidents/${id}`,
    body: { title: 'Other' },
  }),
  'POST /incidents/{id}/transitions': id => ({
    method: 'post',
    path: `/incidents/${id}/transitions`,
    body: { to: 'triage' },
  }),
  'GET /incidents/{id}/steps': id => ({
    method: 'get',
    path: `/incidents/${id}/steps`,
  }),
  'POST /incidents/{id}/steps': id => ({
    method: 'post',
    path: `/incidents/${id}/steps`,
    body: { kind: 'analysis', text: 'Looked' },
  }),
  'GET /incidents/{id}/timeline': id => ({
    method: 'get',
    path: `/incidents/${id}/timeline`,
  }),
  'GET /incidents/{id}/verification': id => ({
    method: 'get',
    path: `/incidents/${id}/verification`,
  }),
  'GET /incidents/{id}/bundle': id => ({
    method: 'get',
    path: `/incidents/${id}/bundle`,
  }),
  'GET /incidents/{id}/bundle/contents': id => ({
    method: 'get',
    path: `/incidents/${id}/bundle/contents`,
  }),
  'POST /incidents/{id}/timeline/{seq}/erasure': id => ({
    method: 'post',
    path: `/incidents/${id}/timeline/1/erasure`,
    body: { reason: 'A request by the person' },
  }),
  'POST /incidents/{id}/affected': id => ({
    method: 'post',
    path: `/incidents/${id}/affected`,
    body: { entityRef: 'component:default/ledger' },
  }),
  'DELETE /incidents/{id}/affected': id => ({
    method: 'delete',
    path: `/incidents/${id}/affected`,
    body: { entityRef: SERVICE, reason: 'Not it' },
  }),
  'PUT /incidents/{id}/roles/{role}': id => ({
    method: 'put',
    path: `/incidents/${id}/roles/scribe`,
    body: { principalRef: REPORTER },
  }),
  'DELETE /incidents/{id}/roles/{role}': id => ({
    method: 'delete',
    path: `/incidents/${id}/roles/incident-commander`,
  }),
  'POST /incidents/{id}/members': id => ({
    method: 'post',
    path: `/incidents/${id}/members`,
    body: { principalRef: REPORTER },
  }),
  'DELETE /incidents/{id}/members': id => ({
    method: 'delete',
    path: `/incidents/${id}/members`,
    body: { principalRef: PEOPLE.invited },
  }),
  'GET /incidents/{id}/views': id => ({
    method: 'get',
    path: `/incidents/${id}/views`,
  }),
  'POST /incidents/{id}/break-glass': id => ({
    method: 'post',
    path: `/incidents/${id}/break-glass`,
    body: { reason: 'On call and nobody answers' },
  }),
  'GET /incidents/{id}/plan-runs': id => ({
    method: 'get',
    path: `/incidents/${id}/plan-runs`,
  }),
  'POST /incidents/{id}/plan-runs': id => ({
    method: 'post',
    path: `/incidents/${id}/plan-runs`,
    body: { noPlanReason: 'None fits' },
  }),
  'PATCH /incidents/{id}/tasks/{taskId}': id => ({
    method: 'patch',
    path: `/incidents/${id}/tasks/any`,
    body: { state: 'done' },
  }),
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
  'GET /incidents/{id}/completeness': id => ({
    method: 'get',
    path: `/incidents/${id}/completeness`,
  }),
  'GET /incidents/{id}/detections': id => ({
    method: 'get',
    path: `/incidents/${id}/detections`,
  }),
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
  'GET /incidents/{id}/review': id => ({
    method: 'get',
    path: `/incidents/${id}/review`,
  }),
  'PUT /incidents/{id}/review': id => ({
    method: 'put',
    path: `/incidents/${id}/review`,
    body: { summary: 'A token was readable' },
  }),
  ...Object.fromEntries(
    ['complete', 'approve', 'reminders'].map(
      (part): [string, (id: string) => Request] => [
        `POST /incidents/{id}/review/${part}`,
        id => ({
          method: 'post',
          path: `/incidents/${id}/review/${part}`,
          body: {},
        }),
      ],
    ),
  ),
  'POST /incidents/{id}/review/reopen': id => ({
    method: 'post',
    path: `/incidents/${id}/review/reopen`,
    body: { reason: 'Another cause' },
  }),
  'POST /incidents/{id}/review/waive': id => ({
    method: 'post',
    path: `/incidents/${id}/review/waive`,
    body: { reason: 'Reviewed with another one' },
  }),
  'POST /incidents/{id}/review/actions': id => ({
    method: 'post',
    path: `/incidents/${id}/review/actions`,
    body: { type: 'fix', title: 'Rotate tokens' },
  }),
  'PATCH /incidents/{id}/review/actions/{actionId}': id => ({
    method: 'patch',
    path: `/incidents/${id}/review/actions/any`,
    body: { state: 'done' },
  }),
  'GET /incidents/{id}/related-reviews': id => ({
    method: 'get',
    path: `/incidents/${id}/related-reviews`,
  }),
};
/** Routes of reporters about their own report, each with a valid request. For anybody else there is no such report. */
export const ABOUT_OWN: Record<string, (id: string) => Request> = {
  'GET /my/reports/{id}': id => ({ method: 'get', path: `/my/reports/${id}` }),
  'POST /my/reports/{id}/answers': id => ({
    method: 'post',
    path: `/my/reports/${id}/answers`,
    body: { text: 'At nine' },
  }),
};
/** The one route that admits that an incident exists: to holders of the permission to break the glass. */
export const BREAK_GLASS = 'POST /incidents/{id}/break-glass';

/** Routes that list or count, with requests for each way in which a restricted incident could show. */
export const ABOUT_MANY: Record<string, Request[]> = {
  'GET /incidents': [
    '',
    '?limit=1',
    '?q=nightjar',
    `?entityRef=${SERVICE}&orderBy=openFirst`,
    '?entityRef=domain:default/payments',
    '?system=system:default/cards',
    '?owner=group:default/team-payments',
    '?system=system:default/cards&owner=group:default/team-payments',
    `?system=${SERVICE}&limit=1`,
    '?entityRef=group:default/engineering&orderBy=updatedAt',
    '?q=payments-api',
    '?q=nightjar%20payments',
    '?status=new&severity=critical&severity=high',
    '?visibility=restricted',
    '?visibility=open',
    `?involved=${REPORTER}`,
    `?assignee=${PEOPLE.commander}`,
    '?open=true&orderBy=severity:asc',
    '?open=true&orderBy=nextDue:asc',
    `?entityRef=${SERVICE}&orderBy=nextDue:desc`,
    '?due=overdue&due=at-risk',
    '?severity=undecided&severity=critical',
    '?owner=group:default/engineering',
    '?from=2020-01-01&to=2099-01-01',
  ].map(query => ({ method: 'get' as const, path: `/incidents${query}` })),
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
  'GET /entities/{kind}/{namespace}/{name}/history': [
    'component/default/payments-api',
    'system/default/cards',
  ].map(path => ({
    method: 'get' as const,
    path: `/entities/${path}/history`,
  })),
  'GET /reports/volume': [
    '',
    `?entityRef=${SERVICE}`,
    '?entityRef=group:default/team-payments',
    '?severity=critical',
  ].map(query => ({ method: 'get' as const, path: `/reports/volume${query}` })),
  'GET /reports/due': [
    '',
    `?entityRef=${SERVICE}`,
    '?owner=group:default/engineering',
    '?severity=critical&due=at-risk',
  ].map(query => ({ method: 'get' as const, path: `/reports/due${query}` })),
  'GET /reports/overview': ['', `?entityRef=${SERVICE}`].map(query => ({
    method: 'get' as const,
    path: `/reports/overview${query}`,
  })),
  'GET /reports/analysis': [
    '',
    '?by=entity&by=class',
    '?by=system&by=month',
    '?by=owner&by=severity&by=source',
    '?by=domain&zone=Europe/Berlin',
    `?entityRef=${SERVICE}`,
    '?system=system:default/cards',
    '?domain=domain:default/payments',
    '?owner=group:default/team-payments',
  ].map(query => ({
    method: 'get' as const,
    path: `/reports/analysis${query}`,
  })),
  'GET /reports/analysis.csv': ['', '?by=entity'].map(query => ({
    method: 'get' as const,
    path: `/reports/analysis.csv${query}`,
  })),
  'GET /reports/clause-8.7.3.3': ['', '?domain=domain:default/payments'].map(
    query => ({
      method: 'get' as const,
      path: `/reports/clause-8.7.3.3${query}`,
    }),
  ),
  'GET /reports/completeness': [
    '',
    '?complete=true',
    '?requirement=recorded&result=not-due',
  ].map(query => ({
    method: 'get' as const,
    path: `/reports/completeness${query}`,
  })),
  'GET /reports/frozen': [{ method: 'get', path: '/reports/frozen' }],
  'GET /reports/services': [{ method: 'get', path: '/reports/services' }],
  'GET /reports/services/{kind}/{namespace}/{name}': [
    'component/default/payments-api',
    'system/default/cards',
    'group/default/engineering',
  ].map(path => ({
    method: 'get' as const,
    path: `/reports/services/${path}`,
  })),
  'GET /reports/sample': [
    { method: 'get', path: '/reports/sample?seed=larchfield' },
  ],
  'GET /reports/incidents.csv': [
    '',
    `?entityRef=${SERVICE}`,
    '?severity=critical',
    '?q=nightjar',
  ].map(query => ({
    method: 'get' as const,
    path: `/reports/incidents.csv${query}`,
  })),
  'GET /reports/incidents.json': ['', `?entityRef=${SERVICE}`].map(query => ({
    method: 'get' as const,
    path: `/reports/incidents.json${query}`,
  })),
  ...Object.fromEntries(
    ['obligations', 'reviews', 'actions', 'detections'].flatMap(list =>
      ['csv', 'json'].map((format): [string, Request[]] => [
        `GET /reports/${list}.${format}`,
        ['', `?entityRef=${SERVICE}`].map(query => ({
          method: 'get' as const,
          path: `/reports/${list}.${format}${query}`,
        })),
      ]),
    ),
  ),
  'GET /reports/bundle': [
    '',
    `?entityRef=${SERVICE}`,
    '?tlpRedReason=Audit',
  ].map(query => ({ method: 'get' as const, path: `/reports/bundle${query}` })),
  'GET /reports/bundle/contents': [
    { method: 'get', path: '/reports/bundle/contents' },
  ],
  'GET /response-plans': [
    { method: 'get', path: `/response-plans?entityRef=${SERVICE}` },
  ],
  'GET /response-plans/coverage': [
    { method: 'get', path: '/response-plans/coverage' },
  ],
  'GET /response-plans/coverage.csv': [
    { method: 'get', path: '/response-plans/coverage.csv' },
  ],
  'GET /response-plans/{namespace}/{name}': [
    { method: 'get', path: '/response-plans/default/leaked-credential' },
  ],
  'GET /my/work': ['', '?limit=1', '?holder=group', '?due=none'].map(query => ({
    method: 'get' as const,
    path: `/my/work${query}`,
  })),
  'GET /reviews': ['', `?entityRef=${SERVICE}`, '?q=nightjar'].map(query => ({
    method: 'get' as const,
    path: `/reviews${query}`,
  })),
  'GET /reviews/texts': ['', '?limit=1'].map(query => ({
    method: 'get' as const,
    path: `/reviews/texts${query}`,
  })),
  'GET /reviews/counts': [{ method: 'get', path: '/reviews/counts' }],
  'GET /actions': [
    '',
    '?group=open&limit=1',
    `?entityRef=${SERVICE}`,
    '?q=nightjar',
  ].map(query => ({ method: 'get' as const, path: `/actions${query}` })),
  'GET /entities/{kind}/{namespace}/{name}/reviews': [
    'component/default/payments-api',
    'system/default/cards',
  ].map(path => ({
    method: 'get' as const,
    path: `/entities/${path}/reviews`,
  })),
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
  'GET /detection-sources': [{ method: 'get', path: '/detection-sources' }],
  'GET /entities/{kind}/{namespace}/{name}/watch': [
    { method: 'get', path: '/entities/component/default/payments-api/watch' },
  ],
  'GET /detection-rules': [{ method: 'get', path: '/detection-rules' }],
  'GET /detections': ['', '?view=decided', `?entityRef=${SERVICE}`].map(
    query => ({ method: 'get' as const, path: `/detections${query}` }),
  ),
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
};

/** Whether a request of {@link ABOUT_MANY} finds incidents by their services. */
export function isFoundByService({ path, body = {} }: Request): boolean {
  return (
    path.startsWith('/entities/') ||
    'entityRefs' in body ||
    /[?&](entityRef|system|domain|owner)=|payments/.test(path)
  );
}

/** The numbers of incidents in an answer. */
export const COUNTS: Record<string, (body: Record<string, any>) => number[]> = {
  'GET /incidents': ({ totalItems }) => [totalItems],
  'GET /entities/{kind}/{namespace}/{name}/overview': ({ total, open }) => [
    total,
    open.total,
    open.bySeverity.critical,
  ],
  'GET /entities/{kind}/{namespace}/{name}/history': ({ incidents, marks }) => [
    incidents.total,
    incidents.open,
    marks.length,
  ],
  'GET /reports/volume': ({ total, months }) => [
    total,
    months.reduce((sum: number, month: any) => sum + month.total, 0),
  ],
  'GET /reports/due': ({ total, bySeverity, withoutDue, bins }) => [
    total,
    bySeverity.critical,
    withoutDue + bins.reduce((sum: number, bin: any) => sum + bin.total, 0),
  ],
  'GET /reports/overview': ({ population, bySeverity }) => [
    population.incidents,
    bySeverity.critical + bySeverity.undecided + bySeverity.high,
  ],
  'GET /reports/analysis': ({ incidents, months }) => [
    incidents,
    months.reduce((sum: number, month: any) => sum + month.total, 0),
  ],
  'GET /reports/clause-8.7.3.3': ({ population }) => [population.records],
  'GET /reports/services': ({ incidents, hits }) => [incidents, hits],
  'GET /reports/services/{kind}/{namespace}/{name}': ({ incidents, marks }) => [
    incidents.total,
    marks.length,
  ],
  'GET /reports/sample': ({ items }) => [items.length],
  'GET /reports/incidents.csv': ({ lines }) => [lines.length],
  'GET /reports/incidents.json': ({ items }) => [items.length],
  'GET /reports/obligations.csv': ({ lines }) => [lines.length],
  'GET /reports/obligations.json': ({ items }) => [items.length],
  'GET /reports/bundle': ({ keys }) => [keys.length],
  'GET /reports/bundle/contents': ({ incidents }) => [incidents],
  'GET /obligations': ({ totalItems, counts }) => [
    totalItems,
    counts['to-assess'],
  ],
  'POST /entities/overviews': ({ items }) =>
    items.flatMap(({ open, total }: any) => [open, total]),
};

/** Routes that return nothing about recorded incidents. */
export const ABOUT_NONE = [
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
  // Of the caller's own reports; myReports.test.ts follows them for each persona.
  'GET /my/reports',
  'GET /my/report-recipients',
  // Actions of incidents that the caller may not read are in reviews/access.test.ts.
  'POST /actions/reminders',
  // Counts all incidents; checkpoints.test.ts has its permission.
  'GET /verification/checkpoints',
  // Writes about incidents by key in its body; reports/explanations.test.ts has restricted ones.
  'POST /reports/explanations',
  // Frozen reports with restricted incidents are in reports/frozen/frozenReports.test.ts.
  'POST /reports/frozen',
  'GET /reports/frozen/{id}',
  'GET /reports/frozen/{id}/comparison',
  // Of imports, which hold no incident; imports/imports.test.ts has their permission and what others see of them.
  'POST /imports/incidents',
  'GET /imports',
  'GET /imports/{id}',
  'POST /imports/{id}/cancel',
  'GET /openapi.json',
  'POST /incidents',
  'POST /response-plans/import',
  'GET /response-plans/{namespace}/{name}/cacao',
];

export function send(
  app: TestApp,
  user: string,
  { method, path, body, isForm }: Request,
) {
  const caller = app.as(user);
  if (isForm) {
    return caller.post(path).attach('file', Buffer.from('A line'), 'a.log');
  }
  return method === 'get' ? caller.get(path) : caller[method](path, body);
}

/** What an answer says: its JSON without the time of the request, or the lines of its file. */
export function timeless({
  body,
  text,
  type,
}: Pick<Response, 'body' | 'text' | 'type'>): Record<string, any> {
  if (type === 'application/zip') return { keys: listBundledKeys(body) };
  if (type === 'text/csv') return { lines: text.trim().split('\r\n').slice(1) };
  if (Array.isArray(body)) return { items: body };
  if (body.keyOnly) {
    // Each export adds an entry to what it exported.
    return {
      ...body,
      entries: undefined,
      sizeBytes: undefined,
      parts: body.parts.map(({ part, files }: any) => [part, files]),
    };
  }
  return { ...body, to: undefined, at: undefined, asOf: undefined };
}

/** Applies the plan that everybody may read. */
export async function followPlan(app: TestApp, incident: { id: string }) {
  await app
    .as(REPORTER)
    .post(`/incidents/${incident.id}/plan-runs`, { planRef: LEAK })
    .expect(201);
}

/** Starts a review with an action. */
export async function startReview(app: TestApp, incident: { id: string }) {
  await app
    .as(REPORTER)
    .put(`/incidents/${incident.id}/review`, { summary: 'Nightjar was read' })
    .expect(200);
  await app
    .as(REPORTER)
    .post(`/incidents/${incident.id}/review/actions`, {
      type: 'fix',
      title: 'Rename Nightjar',
      ownerRef: PEOPLE.commander,
      dueAt: '2020-01-01T00:00:00Z',
    })
    .expect(201);
}

/** Adds the insiders as members, except the one who may read everything. */
export async function letPeopleIn(app: TestApp, incident: { id: string }) {
  await app
    .as(REPORTER)
    .put(`/incidents/${incident.id}/roles/incident-commander`, {
      principalRef: PEOPLE.commander,
    })
    .expect(200);
  for (const principalRef of [PEOPLE.invited, 'group:default/invited']) {
    await app
      .as(REPORTER)
      .post(`/incidents/${incident.id}/members`, { principalRef })
      .expect(200);
  }
}

/** Starts the plugin with the people of the tables and their permissions. */
export async function startLeakApp(engine: TestDatabaseId): Promise<TestApp> {
  const app = await startApp(engine, {
    entities: [...ENTITIES, leakPlan()],
    settings: { obligations: { regimes: ['gdpr'] } },
  });
  await app.refreshPlans();
  for (const persona of PERSONAS) {
    if (persona !== 'overseer') {
      app.deny(PEOPLE[persona], incidentRestrictedReadPermission.name);
    }
    if (persona !== 'keeper of the hammer') {
      app.deny(PEOPLE[persona], incidentBreakGlassPermission.name);
    }
  }
  app.belong(PEOPLE['member of an invited group'], 'group:default/invited');
  app.belong(PEOPLE['owner of the service'], 'group:default/team-payments');
  return app;
}
