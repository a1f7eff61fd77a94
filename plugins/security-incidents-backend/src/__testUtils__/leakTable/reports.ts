import type {
  AnalysisReport,
  ClauseReport,
  DueOverview,
  EntityHistory,
  ReportOverview,
  ServicesReport,
  ServiceYear,
  Volume,
} from 'backstage-plugin-security-incidents-common';
import {
  countIn,
  countItems,
  countLines,
  type LeakTable,
  type Request,
} from './LeakTable';
import { SERVICE } from './people';

function sum(parts: ReadonlyArray<{ total: number }>): number {
  return parts.reduce((total, part) => total + part.total, 0);
}

export const reportLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/completeness': id => ({
      method: 'get',
      path: `/incidents/${id}/completeness`,
    }),
  },
  aboutMany: {
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
    ].map(query => ({
      method: 'get' as const,
      path: `/reports/volume${query}`,
    })),
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
  },
  counts: {
    'GET /entities/{kind}/{namespace}/{name}/history': countIn<EntityHistory>(
      ({ incidents, marks }) => [incidents.total, incidents.open, marks.length],
    ),
    'GET /reports/volume': countIn<Volume>(({ total, months }) => [
      total,
      sum(months),
    ]),
    'GET /reports/due': countIn<DueOverview>(
      ({ total, bySeverity, withoutDue, bins }) => [
        total,
        bySeverity.critical,
        withoutDue + sum(bins),
      ],
    ),
    'GET /reports/overview': countIn<ReportOverview>(
      ({ population, bySeverity }) => [
        population.incidents,
        bySeverity.critical + bySeverity.undecided + bySeverity.high,
      ],
    ),
    'GET /reports/analysis': countIn<AnalysisReport>(
      ({ incidents, months }) => [incidents, sum(months)],
    ),
    'GET /reports/clause-8.7.3.3': countIn<ClauseReport>(({ population }) => [
      population.records,
    ]),
    'GET /reports/services': countIn<ServicesReport>(({ incidents, hits }) => [
      incidents,
      hits,
    ]),
    'GET /reports/services/{kind}/{namespace}/{name}': countIn<ServiceYear>(
      ({ incidents, marks }) => [incidents.total, marks.length],
    ),
    'GET /reports/sample': countItems,
    'GET /reports/incidents.csv': countLines,
    'GET /reports/incidents.json': countItems,
    'GET /reports/obligations.csv': countLines,
    'GET /reports/obligations.json': countItems,
  },
  aboutNone: [
    // Writes about incidents by key in its body; reports/explanations.test.ts has restricted ones.
    'POST /reports/explanations',
    // Frozen reports with restricted incidents are in reports/frozen/frozenReports.test.ts.
    'POST /reports/frozen',
    'GET /reports/frozen/{id}',
    'GET /reports/frozen/{id}/comparison',
  ],
};
