import { http, HttpResponse } from 'msw';
import {
  analysisReport,
  clauseReport,
  completeness,
  frozenComparison,
  frozenReport,
  frozenReports,
  frozenSummary,
  reportHeader,
  reportOverview,
  reportSample,
  serviceRow,
  servicesReport,
  serviceYear,
} from '../src/__testUtils__/reports';

const incomplete = [
  completeness('SEC-2026-0042', {
    reported: 'missing',
    closed: 'not-due',
    reviewed: 'not-applicable',
  }),
  completeness('SEC-2026-0046', { 'element-response': 'missing' }),
];

/** Mock data of reports. */
export function reportHandlers(baseUrl: string) {
  const url = `${baseUrl}/reports`;
  return [
    http.get(`${url}/overview`, () => HttpResponse.json(reportOverview())),
    http.get(`${url}/analysis`, () => HttpResponse.json(analysisReport())),
    http.get(`${url}/clause-8.7.3.3`, () => HttpResponse.json(clauseReport())),
    http.get(`${url}/completeness`, () =>
      HttpResponse.json({
        ...reportHeader,
        items: incomplete,
        totalItems: incomplete.length,
        pageInfo: {},
      }),
    ),
    http.get(`${url}/sample`, () => HttpResponse.json(reportSample())),
    http.get(`${url}/services`, () =>
      HttpResponse.json(
        servicesReport([serviceRow('payments-api'), serviceRow('ledger')]),
      ),
    ),
    http.get(`${url}/services/:kind/:namespace/:name`, () =>
      HttpResponse.json(serviceYear()),
    ),
    http.get(`${url}/frozen`, () =>
      HttpResponse.json(frozenReports([frozenSummary()])),
    ),
    http.all(`${url}/frozen`, () => HttpResponse.json(frozenReport())),
    http.get(`${url}/frozen/:id`, () => HttpResponse.json(frozenReport())),
    http.get(`${url}/frozen/:id/comparison`, () =>
      HttpResponse.json(frozenComparison()),
    ),
    http.get(`${baseUrl}/incidents/:key/completeness`, () =>
      HttpResponse.json(incomplete[0]),
    ),
  ];
}
