import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  DetectionDetails,
  DetectionSourceStatus,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import { BASE, renderPage, TestBackend } from '../../../__testUtils__/backend';
import {
  detection,
  detectionPage,
  details,
  minutesAgo,
  proposal,
  source,
} from '../../../__testUtils__/detections';
import type { TestSignals } from '../../../__testUtils__/signals';
import { InboxPage } from '../InboxPage';

/** The backend of the inbox: what it answers, and what was sent to it. */
export class TestInbox {
  items: DetectionSummary[] = [
    detection('d1', 'Credentials used from outside', { proposal }),
    detection('d2', 'Shell started in a container', {
      severity: 'medium',
      sourceId: 'falco',
      count: 1,
      firstSeenAt: minutesAgo(60 * 56),
    }),
    detection('d3', 'Port scan from one address', { severity: 'low' }),
  ];
  /** Detections as they were decided. */
  decidedOnes: DetectionSummary[] = [];
  changesOfDetails: Partial<DetectionDetails> = {};
  sources: DetectionSourceStatus[] = [
    source('falco', 'Falco', {
      state: 'silent',
      lastEventAt: minutesAgo(60 * 56),
      stateSince: minutesAgo(60 * 32),
    }),
    source('guardduty', 'GuardDuty'),
    source('grafana', 'Grafana', { state: 'waiting', lastEventAt: undefined }),
  ];
  /** Query strings of the list, the newest last. */
  readonly asked: string[] = [];
  /** Every decision, as path and body. */
  readonly sent: Array<{ call: string; body: unknown; headers: Headers }> = [];
  /** Answers of decisions about many, by id of the detection; decided unless stated. */
  refusals: Record<string, object> = {};

  constructor(private readonly server: SetupServer) {}

  #find(id: unknown) {
    return [...this.items, ...this.decidedOnes].find(item => item.id === id)!;
  }

  #decide(status: DetectionSummary['status'] | undefined) {
    return async ({
      request,
      params,
    }: {
      request: Request;
      params: Record<string, unknown>;
    }) => {
      const call = new URL(request.url).pathname.split('/detections/')[1];
      const body = (await request.json()) as { incident?: string };
      this.sent.push({ call, body, headers: request.headers });
      const before = this.#find(params.id);
      if (!status) return HttpResponse.json({ ...before, version: 5 });
      const decided: DetectionSummary = {
        ...before,
        status,
        version: 4,
        ...(status === 'promoted' && {
          incident: { ...proposal.incident, key: 'SEC-2026-0055' },
        }),
      };
      this.items = this.items.filter(item => item !== before);
      (status === 'new' ? this.items : this.decidedOnes).unshift(decided);
      return HttpResponse.json(decided);
    };
  }

  listen() {
    new TestBackend(this.server).listen();
    this.server.use(
      http.get(`${BASE}/detections`, ({ request }) => {
        const { search, searchParams } = new URL(request.url);
        if (searchParams.get('limit') !== '1') this.asked.push(search);
        return HttpResponse.json(
          detectionPage(this.items, { unmapped: 2, decidedInLast24Hours: 18 }),
        );
      }),
      http.get(`${BASE}/detections/:id`, ({ params }) =>
        HttpResponse.json(
          details(this.#find(params.id), this.changesOfDetails),
        ),
      ),
      http.get(`${BASE}/detection-sources`, () =>
        HttpResponse.json({ items: this.sources }),
      ),
      http.post(`${BASE}/detections/decisions`, async ({ request }) => {
        const body = (await request.json()) as {
          detections: Array<{ id: string; version: number }>;
        };
        const [{ id, version }] = body.detections;
        this.sent.push({ call: 'decisions', body, headers: request.headers });
        const error = this.refusals[id];
        if (error) return HttpResponse.json({ results: [{ id, error }] });
        const decided = {
          ...this.#find(id),
          status: 'dismissed',
          version: version + 1,
        };
        return HttpResponse.json({ results: [{ id, detection: decided }] });
      }),
      http.post(`${BASE}/detections/:id/attach`, this.#decide('attached')),
      http.post(`${BASE}/detections/:id/promote`, this.#decide('promoted')),
      http.post(`${BASE}/detections/:id/dismiss`, this.#decide('dismissed')),
      http.post(`${BASE}/detections/:id/undo`, this.#decide('new')),
      http.post(`${BASE}/detections/:id/map`, this.#decide(undefined)),
      http.post(`${BASE}/detections/:id/decline`, this.#decide(undefined)),
      http.post(`${BASE}/detection-suppressions`, async ({ request }) => {
        const body = await request.json();
        this.sent.push({ call: 'suppress', body, headers: request.headers });
        return HttpResponse.json({ id: 's1' });
      }),
    );
  }
}

export const renderInbox = (at = '', options: { signals?: TestSignals } = {}) =>
  renderPage(
    <Routes>
      <Route
        path="/security-incidents/inbox/:id?"
        element={<InboxPage framed />}
      />
    </Routes>,
    { at: `/security-incidents/inbox${at}`, ...options },
  );
export const row = (name: string) => screen.findByRole('link', { name });
export const button = (name: string) => screen.findByRole('button', { name });
export const untilDecidable = () =>
  screen.findByRole('group', { name: /^Decide/ });

export async function choose(label: string, option: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: new RegExp(label) }),
  );
  await userEvent.click(await screen.findByRole('option', { name: option }));
}
