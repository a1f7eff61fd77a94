import type {
  DetectionRules,
  EntityWatch,
  IncidentDetections,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import {
  detection,
  detectionPage,
  details,
  minutesAgo,
  proposal,
  source,
  sourceDetails,
} from '../src/__testUtils__/detections';
import { detectionRules } from '../src/__testUtils__/detectionRules';
import { entityWatch, incidentDetections } from '../src/__testUtils__/watch';

const waiting = [
  detection('d1', 'Sign-in without second factor, admin role', {
    proposal: {
      ...proposal,
      incident: { ...proposal.incident, key: 'SEC-2026-0050' },
    },
    count: 2,
    firstSeenAt: minutesAgo(151),
  }),
  detection('d2', 'Instance credentials used from outside AWS', { proposal }),
  detection('d3', 'Egress 40 times the baseline', {
    sourceId: 'alertmanager',
    mapping: { way: 'label', value: 'service=payments-api' },
    count: 3,
    firstSeenAt: minutesAgo(51),
  }),
  detection('d4', 'Shell started in a container', {
    sourceId: 'falco',
    severity: 'medium',
    mapping: { way: 'kubernetes', value: 'payments/payments-api' },
    count: 1,
    firstSeenAt: minutesAgo(56 * 60),
  }),
  detection('d5', 'SSH brute force', {
    sourceId: 'wazuh',
    severity: 'medium',
    mapping: { way: 'pattern', value: 'web-1', patternName: 'Hosts' },
    count: 48,
    firstSeenAt: minutesAgo(312),
  }),
  detection('d6', 'Certificate expires in 6 days', {
    sourceId: 'alertmanager',
    severity: 'low',
    mapping: { way: 'label', value: 'service=payments-api' },
    count: 4,
    firstSeenAt: minutesAgo(460),
  }),
];
const unmapped = [
  detection('d8', 'Secret in commit history', {
    sourceId: 'github',
    severity: 'medium',
    entityRef: undefined,
    mapping: undefined,
    count: 1,
    firstSeenAt: minutesAgo(41),
  }),
];
const decided = [
  detection('d9', 'Listening ports changed', {
    sourceId: 'wazuh',
    severity: 'low',
    status: 'dismissed',
    decision: {
      at: minutesAgo(30),
      by: 'user:default/guest',
      disposition: 'benign',
      reason: 'Deployment of 16:05',
    },
  }),
];
const VIEWS: Record<string, typeof waiting> = {
  new: waiting,
  unmapped,
  suppressed: [],
  decided,
};
const all = [...waiting, ...unmapped, ...decided];

const sources = [
  source('falco', 'Falco', {
    state: 'silent',
    lastEventAt: minutesAgo(56 * 60),
    stateSince: minutesAgo(32 * 60),
    expectedEveryMs: 24 * 3_600_000,
    hours: source('falco', 'Falco').hours.map(hour => ({
      ...hour,
      accepted: 0,
      rejected: 0,
    })),
  }),
  source('pagerduty', 'PagerDuty', {
    state: 'rejecting',
    stateSince: minutesAgo(130),
    lastRejection: { at: minutesAgo(4), reason: 'bad-signature' },
  }),
  source('alertmanager', 'Alertmanager'),
  source('github', 'GitHub'),
  source('guardduty', 'GuardDuty'),
  source('wazuh', 'Wazuh'),
  source('grafana', 'Grafana', {
    state: 'waiting',
    lastEventAt: undefined,
    precision: { real: 0, of: 0 },
  }),
  source('gitlab', 'GitLab', {
    state: 'off',
    lastEventAt: undefined,
    secrets: 0,
    precision: { real: 0, of: 0 },
  }),
];

const rules: DetectionRules = detectionRules();
const watch: EntityWatch = entityWatch();
const ofIncident: IncidentDetections = incidentDetections();

/** Answers about detections; a decision is answered with the detection as it was. */
export const detectionHandlers = (baseUrl: string) => [
  http.get(`${baseUrl}/detections`, ({ request }) => {
    const view = new URL(request.url).searchParams.get('view') ?? 'new';
    return HttpResponse.json(
      detectionPage(VIEWS[view] ?? [], {
        new: waiting.length,
        unmapped: unmapped.length,
        decidedInLast24Hours: decided.length,
      }),
    );
  }),
  http.get(`${baseUrl}/detections/:id`, ({ params }) =>
    HttpResponse.json(
      details(all.find(({ id }) => id === params.id) ?? waiting[0], {
        history: decided,
        likelyEntityRefs: ['component:default/payments-api'],
      }),
    ),
  ),
  http.post(`${baseUrl}/detections/decisions`, async ({ request }) => {
    const { detections } = (await request.json()) as {
      detections: Array<{ id: string }>;
    };
    return HttpResponse.json({
      results: detections.map(({ id }) =>
        id === 'd5'
          ? {
              id,
              error: {
                name: 'ConflictError',
                message: 'Seen again from another address',
                currentVersion: 4,
              },
            }
          : { id, detection: all.find(each => each.id === id) },
      ),
    });
  }),
  http.post(`${baseUrl}/detections/:id/*`, ({ params }) =>
    HttpResponse.json(all.find(({ id }) => id === params.id)),
  ),
  http.get(`${baseUrl}/detection-sources`, () =>
    HttpResponse.json({ items: sources }),
  ),
  http.get(`${baseUrl}/detection-sources/:id`, ({ params }) => {
    const found = sources.find(({ id }) => id === params.id) ?? sources[0];
    return HttpResponse.json(
      sourceDetails(found, {
        deliveries: [
          {
            id: 'r1',
            at: minutesAgo(70),
            lastAt: minutesAgo(4),
            outcome: 'rejected',
            count: 11,
            reason: 'bad-signature',
            isTest: false,
            detections: [],
          },
          {
            id: 'a1',
            at: minutesAgo(150),
            outcome: 'accepted',
            count: 1,
            deliveryId: '8c1f0000-20d7',
            size: 3482,
            sha256: 'ab'.repeat(32),
            isTest: false,
            detections: [waiting[1]],
          },
        ],
      }),
    );
  }),
  http.post(`${baseUrl}/detection-sources/:id/test`, () =>
    HttpResponse.json({
      stations: [
        { station: 'received', ok: true, at: minutesAgo(0), text: '202' },
        {
          station: 'verified',
          ok: true,
          at: minutesAgo(0),
          text: 'HMAC-SHA256 over the raw bytes',
        },
        {
          station: 'mapped',
          ok: true,
          at: minutesAgo(0),
          text: 'label service, way 1 of 6',
        },
        { station: 'inbox', ok: true, at: minutesAgo(0), text: 'low' },
      ],
      detection: waiting[5],
      durationMs: 800,
    }),
  ),
  http.get(`${baseUrl}/detection-rules`, () => HttpResponse.json(rules)),
  http.post(`${baseUrl}/detection-rules/try`, () =>
    HttpResponse.json({
      conclusion:
        'It would create an incident for component:default/payments-api.',
      steps: [
        {
          step: 'read',
          ok: true,
          text: 'Secret scanning alert 131, high',
          tried: [],
        },
        {
          step: 'service',
          ok: true,
          text: 'payments-api, way 2 of 6',
          tried: [
            { name: 'Label', result: 'no', why: 'the payload has none' },
            {
              name: 'Repository',
              result: 'fits',
              why: 'acme/payments-api',
            },
          ],
        },
        {
          step: 'rule',
          ok: true,
          text: 'Rule 2 fits',
          tried: [
            {
              name: 'Repeat of something open',
              result: 'no',
              why: 'no open incident has this rule',
            },
            {
              name: 'Live secret in a repository',
              result: 'fits',
              why: 'the source is GitHub',
            },
          ],
        },
      ],
      payload: '{ "secret": "removed" }',
      redactions: 1,
      incident: {
        title: 'Live secret in payments-api',
        severity: 'high',
        planTitle: 'Leaked credential',
      },
    }),
  ),
  http.get(`${baseUrl}/entities/:kind/:namespace/:name/watch`, () =>
    HttpResponse.json(watch),
  ),
  http.get(`${baseUrl}/incidents/:key/detections`, () =>
    HttpResponse.json(ofIncident),
  ),
];
