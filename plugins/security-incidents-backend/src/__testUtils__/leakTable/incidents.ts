import type { Page } from 'backstage-plugin-security-incidents-common';
import { countIn, type LeakTable } from './LeakTable';
import { PEOPLE, REPORTER, SERVICE } from './people';

export const incidentLeaks: LeakTable = {
  aboutOne: {
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
  },
  aboutMany: {
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
  },
  counts: {
    'GET /incidents': countIn<Page<unknown>>(({ totalItems }) => [totalItems]),
  },
  aboutNone: ['GET /openapi.json', 'POST /incidents'],
};
