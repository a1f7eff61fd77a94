import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { type SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import {
  DetectionsClient,
  ReviewsClient,
  ObligationsClient,
  type Escalations,
  EvidenceClient,
  type EvidenceList,
  type Incident,
  type IncidentDetections,
  type PlanRuns,
  ReportsClient,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import { mountedRoutes } from '../../../__testUtils__/mountedRoutes';
import { completeness } from '../../../__testUtils__/reports';
import {
  detectionsApiRef,
  evidenceApiRef,
  reviewsApiRef,
  obligationsApiRef,
  reportsApiRef,
  securityIncidentsApiRef,
} from '../../../api';
import { testIncidentObligations } from '../../../__testUtils__/obligations';
import { QueryProvider } from '../../../queries';
import { testReview } from '../../../__testUtils__/reviews';
import { IncidentPage } from '..';
import { testSteps, testTimeline } from '../testIncident';

export const BASE = 'http://localhost/api/security-incidents';

/** Who looks at the page. */
export const ME = 'user:default/guest';
/** What they are part of. */
export const MY_TEAM = 'group:default/team-payments';

/** An error as the backend answers it. */
export function failure(status: number, name: string, message: string) {
  return HttpResponse.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
}

/** The evidence of an incident without files. */
export const noEvidence = (
  changes: Partial<EvidenceList> = {},
): EvidenceList => ({
  items: [],
  totalItems: 0,
  pageInfo: {},
  storedBytes: 0,
  limits: {
    fileBytes: 500 * 1024 ** 2,
    incidentBytes: 5 * 1024 ** 3,
    partBytes: 4 * 1024 ** 2,
  },
  storage: 'database',
  keeping: {},
  may: { add: true, read: true, manage: true },
  ...changes,
});

/** Answers everything that the page of one incident asks, with what the incident is at that moment. */
export function answer(
  server: SetupServer,
  incident: Incident | (() => Incident),
  timeline = () => testTimeline,
  plans = (): PlanRuns => ({ runs: [], offered: [] }),
  escalations = (): Escalations => ({ items: [] }),
  detections = (): IncidentDetections => ({
    attached: [],
    proposed: [],
    withheld: 0,
    sources: [],
    sourceTitles: {},
  }),
) {
  const now = typeof incident === 'function' ? incident : () => incident;
  const { key } = now();
  const url = `${BASE}/incidents/${key}`;
  server.use(
    http.get(url, () => HttpResponse.json(now())),
    http.get(`${url}/timeline`, () => HttpResponse.json({ items: timeline() })),
    http.get(`${url}/steps`, () => HttpResponse.json({ items: testSteps })),
    http.get(`${url}/plan-runs`, () => HttpResponse.json(plans())),
    http.get(`${url}/escalations`, () => HttpResponse.json(escalations())),
    http.get(`${url}/evidence`, () => HttpResponse.json(noEvidence())),
    http.get(`${url}/obligations`, () =>
      HttpResponse.json(testIncidentObligations()),
    ),
    http.get(`${url}/detections`, () => HttpResponse.json(detections())),
    http.get(`${url}/review`, () =>
      HttpResponse.json(testReview({ incidentKey: key })),
    ),
    http.get(`${url}/related-reviews`, () => HttpResponse.json({ items: [] })),
    http.get(`${url}/completeness`, () => HttpResponse.json(completeness(key))),
    http.get(`${url}/verification`, () =>
      HttpResponse.json({
        chain: `incident/${key}`,
        status: 'ok',
        entries: timeline().length,
        erased: 0,
        headHash: 'c'.repeat(64),
        checkedAt: new Date().toISOString(),
      }),
    ),
  );
  return url;
}

const entities = [
  ['Group', 'team-leads', 'Team Leads'],
  ['User', 'ines', 'Ines Almeida'],
  ['User', 'counsel', 'Privacy Counsel'],
].map(([kind, name, displayName]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: { profile: { displayName } },
}));

/** Types into a field that searches, and chooses what it found. */
export async function chooseOption(
  user: Pick<UserEvent, 'type' | 'click'>,
  label: string,
  text: string,
  option: string,
) {
  await user.type(screen.getByRole('combobox', { name: label }), text);
  await user.click(
    await screen.findByRole('option', { name: new RegExp(option) }),
  );
}

/** Opens the page of an incident, in an app with or without signals. */
export function openPage(
  key = 'SEC-2026-0042',
  signals?: SignalApi,
  platform: {
    /** Stand in for the ones that a page has otherwise. */
    apis?: ReadonlyArray<readonly [unknown, unknown]>;
    config?: JsonObject;
    /** Apps of the legacy frontend system show no header above the page. */
    isFramed?: boolean;
  } = {},
) {
  const page = <IncidentPage framed={platform.isFramed ?? true} />;
  renderInTestApp(
    <QueryProvider>
      <Routes>
        <Route path="/security-incidents/:key/*" element={page} />
        <Route path="/security-incidents/:key/:view?" element={page} />
      </Routes>
    </QueryProvider>,
    {
      initialRouteEntries: [`/security-incidents/${key}`],
      config: platform.config,
      mountedRoutes,
      apis: [
        ...new Map<unknown, unknown>([
          [
            securityIncidentsApiRef,
            new SecurityIncidentsClient({
              discoveryApi: { getBaseUrl: async () => BASE },
            }),
          ],
          [
            obligationsApiRef,
            new ObligationsClient({
              discoveryApi: { getBaseUrl: async () => BASE },
            }),
          ],
          [
            reportsApiRef,
            new ReportsClient({
              discoveryApi: { getBaseUrl: async () => BASE },
            }),
          ],
          [
            detectionsApiRef,
            new DetectionsClient({
              discoveryApi: { getBaseUrl: async () => BASE },
            }),
          ],
          [
            evidenceApiRef,
            new EvidenceClient({
              discoveryApi: { getBaseUrl: async () => BASE },
            }),
          ],
          [
            reviewsApiRef,
            new ReviewsClient({
              discoveryApi: { getBaseUrl: async () => BASE },
            }),
          ],
          [permissionApiRef, mockApis.permission()],
          [catalogApiRef, catalogApiMock({ entities })],
          [
            identityApiRef,
            mockApis.identity({
              userEntityRef: ME,
              ownershipEntityRefs: [ME, MY_TEAM],
            }),
          ],
          ...(signals ? ([[signalApiRef, signals]] as const) : []),
          ...(platform.apis ?? []),
        ]),
      ] as never,
    },
  );
}
