import type { Entity } from '@backstage/catalog-model';
import {
  identityApiRef,
  type StorageApi,
  storageApiRef,
} from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { type SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import {
  DetectionsClient,
  EXPORTED_LISTS,
  ImportsClient,
  ProofClient,
  ReviewsClient,
  ObligationsClient,
  type DetectionSummary,
  type DueOverview,
  type EntityWatch,
  type IncidentSummary,
  ReportsClient,
  SecurityIncidentsClient,
  type WorkPage,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import type { ReactElement } from 'react';
import { mountedRoutes } from './mountedRoutes';
import { useAppLocation } from '../navigation';
import {
  detectionsApiRef,
  importsApiRef,
  obligationsApiRef,
  proofApiRef,
  reviewsApiRef,
  reportsApiRef,
  securityIncidentsApiRef,
} from '../api';
import { QueryProvider } from '../queries';
import {
  dueOverview,
  emptyHistory,
  emptyOverview,
  someVolume,
} from './incidents';
import { detectionPage } from './detections';
import { testRegister, testRules } from './obligations';
import { noPlans } from './plans';
import { nothingOwed } from './reviews';

export * from './incidents';

export const BASE = 'http://backend.test/api/security-incidents';

/** An error as the backend answers it. */
export function refusal(status: number, error: object) {
  return HttpResponse.json(
    { error, response: { statusCode: status } },
    { status },
  );
}

/** Answers of the backend, and what it was asked. */
export class TestBackend {
  /** Query strings of the lists of rows, the newest last. */
  asked: string[] = [];
  volumeAsked: string[] = [];
  dueAsked: string[] = [];
  /** What is due of the incidents that match a query string. */
  dueOf: (search: string) => DueOverview = () => dueOverview();
  /** The files that were asked for, with their filters. */
  exportsAsked: string[] = [];
  items: IncidentSummary[] = [];
  totalItems?: number;
  nextCursor?: string;
  exercises = 0;
  /** How many there are for questions with limit 1: those without filters. */
  others = 0;
  /** How much work of the reader is due. */
  due = 0;

  /** Detections that wait. */
  detections: DetectionSummary[] = [];
  /** Who watches any service. */
  watch: EntityWatch = {
    entityRef: 'component:default/payments-api',
    sources: [],
    missing: [],
  };

  constructor(private readonly server: SetupServer) {}

  listen() {
    this.server.use(
      http.get(`${BASE}/incidents`, ({ request }) => {
        const { search, searchParams } = new URL(request.url);
        if (searchParams.get('limit') === '1') {
          const isExercises = searchParams.getAll('mode').join() === 'exercise';
          return HttpResponse.json({
            items: [],
            totalItems: isExercises ? this.exercises : this.others,
            pageInfo: {},
          });
        }
        this.asked.push(search);
        return HttpResponse.json({
          items: this.items,
          totalItems: this.totalItems ?? this.items.length,
          pageInfo: { nextCursor: this.nextCursor },
        });
      }),
      http.get(`${BASE}/my/work`, () =>
        HttpResponse.json({
          items: [],
          totalItems: this.due,
          pageInfo: {},
          counts: {
            all: this.due,
            mine: this.due,
            group: 0,
            byDue: { overdue: 0, 'at-risk': 0, due: this.due, none: 0 },
          },
          later: { total: 0, incidents: [] },
          asOf: new Date().toISOString(),
          truncated: false,
        } satisfies WorkPage),
      ),
      http.get(`${BASE}/detections`, () =>
        HttpResponse.json(detectionPage(this.detections)),
      ),
      http.get(`${BASE}/reviews/counts`, () => HttpResponse.json(nothingOwed)),
      http.get(`${BASE}/entities/:kind/:namespace/:name/reviews`, () =>
        HttpResponse.json({ items: [] }),
      ),
      http.get(`${BASE}/detection-sources`, () =>
        HttpResponse.json({ items: [] }),
      ),
      http.get(`${BASE}/entities/:kind/:namespace/:name/watch`, () =>
        HttpResponse.json(this.watch),
      ),
      http.get(`${BASE}/reports/volume`, ({ request }) => {
        this.volumeAsked.push(new URL(request.url).search);
        return HttpResponse.json(someVolume);
      }),
      http.get(`${BASE}/reports/due`, ({ request }) => {
        const { search } = new URL(request.url);
        this.dueAsked.push(search);
        return HttpResponse.json(this.dueOf(search));
      }),
      ...EXPORTED_LISTS.flatMap(list =>
        ['csv', 'json'].map(format =>
          http.get(`${BASE}/reports/${list}.${format}`, ({ request }) => {
            const { search } = new URL(request.url);
            this.exportsAsked.push(`${list}.${format}${search}`);
            return HttpResponse.text('\ufeffkey,title\r\n');
          }),
        ),
      ),
      http.get(`${BASE}/entities/:kind/:namespace/:name/overview`, () =>
        HttpResponse.json(emptyOverview),
      ),
      http.get(`${BASE}/entities/:kind/:namespace/:name/history`, () =>
        HttpResponse.json(emptyHistory),
      ),
      http.get(`${BASE}/obligations`, () => HttpResponse.json(testRegister())),
      http.get(`${BASE}/obligation-rules`, () => HttpResponse.json(testRules)),
      http.get(`${BASE}/response-plans`, () => HttpResponse.json(noPlans)),
    );
  }

  /** The last question for rows. */
  get lastAsked(): string | undefined {
    return this.asked[this.asked.length - 1];
  }
}

function Address() {
  const { pathname, search } = useAppLocation();
  return (
    <>
      <output aria-label="place">{pathname}</output>
      <output aria-label="address">{search}</output>
    </>
  );
}

/** Renders a page with the client talking to the test backend, and the address in an output beside it. */
export function renderPage(
  page: ReactElement,
  options: {
    at?: string;
    mayReport?: boolean;
    /** Names of permissions that the reader does not have. */
    denied?: readonly string[];
    signals?: SignalApi;
    /** Where the reader's settings are kept. */
    storage?: StorageApi;
    /** What the catalog has besides. */
    entities?: Entity[];
  } = {},
) {
  const {
    at = '/',
    mayReport = true,
    denied = [],
    signals,
    entities = [],
  } = options;
  const storage = options.storage ?? mockApis.storage();
  return renderInTestApp(
    <QueryProvider>
      {page}
      <Address />
    </QueryProvider>,
    {
      initialRouteEntries: [at],
      mountedRoutes,
      apis: [
        [
          catalogApiRef,
          catalogApiMock({
            entities: [
              ...['ledger', 'payments-api'].map(name => ({
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Component',
                metadata: { name, namespace: 'default' },
              })),
              {
                apiVersion: 'security-incidents/v1alpha1',
                kind: 'ResponsePlan',
                metadata: {
                  name: 'ransomware',
                  namespace: 'default',
                  title: 'Ransomware',
                },
              },
              ...entities,
            ],
          }),
        ],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: ({ permission }) =>
              mayReport && !denied.includes(permission.name)
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          }),
        ],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: [
              'user:default/ada',
              'group:default/team-payments',
            ],
          }),
        ],
        [
          securityIncidentsApiRef,
          new SecurityIncidentsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [
          proofApiRef,
          new ProofClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
        ],
        [
          importsApiRef,
          new ImportsClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
        ],
        [storageApiRef, storage],
        [
          reportsApiRef,
          new ReportsClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
        ],
        [
          detectionsApiRef,
          new DetectionsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [
          reviewsApiRef,
          new ReviewsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [
          obligationsApiRef,
          new ObligationsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        ...(signals ? ([[signalApiRef, signals]] as const) : []),
      ] as never,
    },
  );
}
