import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  DetectionDetails,
  DetectionSourceStatus,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import {
  detection,
  detectionPage,
  details,
  minutesAgo,
  proposal,
  source,
} from '../../__testUtils__/detections';
import { TestSignals } from '../../__testUtils__/signals';
import { InboxPage } from './InboxPage';

const server = setupServer();
registerMswTestHooks(server);

let items: DetectionSummary[];
/** Detections as they were decided. */
let decidedOnes: DetectionSummary[];
let changesOfDetails: Partial<DetectionDetails>;
let sources: DetectionSourceStatus[];
/** Query strings of the list, the newest last. */
let asked: string[];
/** Every decision, as path and body. */
let sent: Array<{ call: string; body: unknown; headers: Headers }>;
/** Answers of decisions about many, by id of the detection; decided unless stated. */
let refusals: Record<string, object>;

beforeEach(() => {
  new TestBackend(server).listen();
  items = [
    detection('d1', 'Credentials used from outside', { proposal }),
    detection('d2', 'Shell started in a container', {
      severity: 'medium',
      sourceId: 'falco',
      count: 1,
      firstSeenAt: minutesAgo(60 * 56),
    }),
    detection('d3', 'Port scan from one address', { severity: 'low' }),
  ];
  decidedOnes = [];
  changesOfDetails = {};
  sources = [
    source('falco', 'Falco', {
      state: 'silent',
      lastEventAt: minutesAgo(60 * 56),
      stateSince: minutesAgo(60 * 32),
    }),
    source('guardduty', 'GuardDuty'),
    source('grafana', 'Grafana', { state: 'waiting', lastEventAt: undefined }),
  ];
  asked = [];
  sent = [];
  refusals = {};
  const find = (id: unknown) =>
    [...items, ...decidedOnes].find(item => item.id === id)!;
  const decide =
    (status: DetectionSummary['status'] | undefined) =>
    async ({
      request,
      params,
    }: {
      request: Request;
      params: Record<string, unknown>;
    }) => {
      const call = new URL(request.url).pathname.split('/detections/')[1];
      const body = (await request.json()) as { incident?: string };
      sent.push({ call, body, headers: request.headers });
      const before = find(params.id);
      if (!status) return HttpResponse.json({ ...before, version: 5 });
      const decided: DetectionSummary = {
        ...before,
        status,
        version: 4,
        ...(status === 'promoted' && {
          incident: { ...proposal.incident, key: 'SEC-2026-0055' },
        }),
      };
      items = items.filter(item => item !== before);
      (status === 'new' ? items : decidedOnes).unshift(decided);
      return HttpResponse.json(decided);
    };
  server.use(
    http.get(`${BASE}/detections`, ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      if (searchParams.get('limit') !== '1') asked.push(search);
      return HttpResponse.json(
        detectionPage(items, { unmapped: 2, decidedInLast24Hours: 18 }),
      );
    }),
    http.get(`${BASE}/detections/:id`, ({ params }) =>
      HttpResponse.json(details(find(params.id), changesOfDetails)),
    ),
    http.get(`${BASE}/detection-sources`, () =>
      HttpResponse.json({ items: sources }),
    ),
    http.post(`${BASE}/detections/decisions`, async ({ request }) => {
      const body = (await request.json()) as {
        detections: Array<{ id: string; version: number }>;
      };
      const [{ id, version }] = body.detections;
      sent.push({ call: 'decisions', body, headers: request.headers });
      const error = refusals[id];
      if (error) return HttpResponse.json({ results: [{ id, error }] });
      const decided = {
        ...find(id),
        status: 'dismissed',
        version: version + 1,
      };
      return HttpResponse.json({ results: [{ id, detection: decided }] });
    }),
    http.post(`${BASE}/detections/:id/attach`, decide('attached')),
    http.post(`${BASE}/detections/:id/promote`, decide('promoted')),
    http.post(`${BASE}/detections/:id/dismiss`, decide('dismissed')),
    http.post(`${BASE}/detections/:id/undo`, decide('new')),
    http.post(`${BASE}/detections/:id/map`, decide(undefined)),
    http.post(`${BASE}/detection-suppressions`, async ({ request }) => {
      const body = await request.json();
      sent.push({ call: 'suppress', body, headers: request.headers });
      return HttpResponse.json({ id: 's1' });
    }),
  );
});

const render = (at = '', options: { signals?: TestSignals } = {}) =>
  renderPage(
    <Routes>
      <Route
        path="/security-incidents/inbox/:id?"
        element={<InboxPage framed />}
      />
    </Routes>,
    { at: `/security-incidents/inbox${at}`, ...options },
  );
const row = (name: string) => screen.findByRole('link', { name });
const button = (name: string) => screen.findByRole('button', { name });
const place = () => screen.getByLabelText('place').textContent;
const untilDecidable = () => screen.findByRole('group', { name: /^Decide/ });

async function choose(label: string, option: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: new RegExp(label) }),
  );
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('the inbox', () => {
  it('shows sources in trouble first, then detections by severity, each with source, service and fit', async () => {
    render();
    const high = await screen.findByRole('region', { name: 'High, 1' });
    expect(high).toHaveTextContent(
      'GuardDuty, payments-api, fits SEC-2026-0052',
    );
    expect(high).toHaveTextContent('seen 12 times');
    expect(screen.getByRole('region', { name: 'Medium, 1' })).toHaveTextContent(
      '2d 8h',
    );
    const cells = within(
      screen.getByRole('list', { name: 'Sources' }),
    ).getAllByRole('listitem');
    expect(cells[0]).toHaveTextContent('FalcoSilent for 2d 8h');
    expect(cells[1]).toHaveTextContent('GuardDuty');
    expect(cells[1]).toHaveTextContent('precision 71 %');
    expect(cells[2]).toHaveTextContent('1 not ready');
    expect(
      screen.getByRole('radio', { name: 'Unmapped, 2' }),
    ).toBeInTheDocument();
  });

  it('says what it knows of the open one, and why an incident fits', async () => {
    render();
    const decide = await untilDecidable();
    const detail = screen.getByLabelText('Detection');
    expect(detail).toHaveTextContent('GuardDuty says 8.0 of 10');
    expect(detail).toHaveTextContent('Way 4 of 6.');
    expect(detail).toHaveTextContent('12 times');
    expect(detail).toHaveTextContent('verified, hmac-sha256');
    expect(decide).toHaveTextContent('Same service');
    expect(decide).toHaveTextContent('First seen 49m from its detection');
    expect(decide).toHaveTextContent(
      'Depends on gateway-credentials, which is affected there',
    );
    expect(await button('Attach to SEC-2026-0052')).toBeEnabled();
  });

  it('moves with J and K, and keeps the open one in the address', async () => {
    render();
    await row('Credentials used from outside');
    await userEvent.keyboard('j');
    expect(await row('Credentials used from outside')).toHaveFocus();
    await userEvent.keyboard('j');
    await waitFor(() => expect(place()).toBe('/security-incidents/inbox/d2'));
    expect(await row('Shell started in a container')).toHaveFocus();
    await userEvent.keyboard('k');
    await waitFor(() => expect(place()).toBe('/security-incidents/inbox/d1'));
  });

  it('attaches with Enter, goes on to the next row, says the count once, and takes it back with U', async () => {
    render();
    await untilDecidable();
    await userEvent.keyboard('j{Enter}');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      call: 'd1/attach',
      body: { incident: 'SEC-2026-0052' },
    });
    expect(sent[0].headers.get('if-match')).toBe('3');
    expect(sent[0].headers.get('idempotency-key')).toBeTruthy();
    await waitFor(() => expect(place()).toBe('/security-incidents/inbox/d2'));
    expect(await row('Shell started in a container')).toHaveFocus();
    expect(
      screen.getByText(
        'Attached to SEC-2026-0052: Credentials used from outside. 2 left.',
      ),
    ).toBeInTheDocument();
    await userEvent.keyboard('u');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1].call).toBe('d1/undo');
    expect(sent[1].headers.get('if-match')).toBe('4');
    expect(
      await screen.findByText('Taken back: Credentials used from outside.'),
    ).toBeInTheDocument();
  });

  it('promotes what is prefilled, and sends only what was changed', async () => {
    render();
    await untilDecidable();
    await userEvent.keyboard('p');
    const title = await screen.findByRole('textbox', { name: /Title/ });
    expect(title).toHaveValue('Credentials used from outside');
    await userEvent.type(title, ' AWS');
    await userEvent.click(await button('Promote to an incident'));
    await waitFor(() =>
      expect(sent).toMatchObject([
        {
          call: 'd1/promote',
          body: { title: 'Credentials used from outside AWS' },
        },
      ]),
    );
    expect(
      (await screen.findAllByText(/Promoted to SEC-2026-0055/)).length,
    ).toBeGreaterThan(0);
  });

  it('dismisses with a disposition and a reason, which keys do not disturb', async () => {
    render();
    await untilDecidable();
    await userEvent.keyboard('d');
    await choose('Disposition', 'Benign, expected activity');
    const reason = screen.getByRole('textbox', { name: /Reason/ });
    expect(await button('Dismiss')).toBeDisabled();
    await userEvent.type(
      reason,
      'A drill, jkxapdsu{Control>}{Enter}{/Control}',
    );
    await waitFor(() =>
      expect(sent).toMatchObject([
        {
          call: 'd1/dismiss',
          body: { disposition: 'benign', reason: 'A drill, jkxapdsu' },
        },
      ]),
    );
  });

  it('suppresses the rule and service with a reason, for 30 days at most', async () => {
    render();
    await untilDecidable();
    await userEvent.keyboard('s');
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Reason/ }),
      'Nightly job',
    );
    await choose('Ends', 'In 30 days');
    await userEvent.click(await button('Suppress'));
    await waitFor(() => expect(sent).toHaveLength(1));
    const body = sent[0].body as { endsAt: string };
    expect(body).toMatchObject({
      name: 'Credentials used from outside',
      condition: {
        sourceIds: ['guardduty'],
        ruleIds: ['UnauthorizedAccess:IAMUser'],
        entityRefs: ['component:default/payments-api'],
      },
      reason: 'Nightly job',
    });
    const days = (Date.parse(body.endsAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
  });

  it('decides nothing by Enter where nothing is proposed', async () => {
    items = [items[1]];
    render();
    await untilDecidable();
    await userEvent.keyboard('j{Enter}');
    expect(await button('Choose a decision')).toBeDisabled();
    expect(sent).toEqual([]);
  });

  it('says that a detection changed meanwhile and keeps what was written', async () => {
    server.use(
      http.post(`${BASE}/detections/:id/dismiss`, () =>
        refusal(409, { name: 'ConflictError', message: 'Version is 9' }),
      ),
    );
    render();
    await untilDecidable();
    await userEvent.keyboard('d');
    await choose('Disposition', 'Duplicate');
    const reason = screen.getByRole('textbox', { name: /Reason/ });
    await userEvent.type(reason, 'Twice');
    await userEvent.click(await button('Dismiss'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It changed meanwhile. Look again, then decide.',
    );
    expect(reason).toHaveValue('Twice');
  });

  it('maps one without a service to the likely one, and shows the pattern of a rule before it saves', async () => {
    items = [
      detection('d9', 'Secret in commit history', {
        entityRef: undefined,
        mapping: undefined,
      }),
    ];
    changesOfDetails = {
      likelyEntityRefs: ['component:default/ledger'],
      labels: { repository: 'acme/store.mono' },
    };
    render('?view=unmapped');
    await userEvent.click(await button('Map to ledger'));
    await waitFor(() =>
      expect(sent).toMatchObject([
        { call: 'd9/map', body: { entityRef: 'component:default/ledger' } },
      ]),
    );
    await userEvent.click(await button('Map, and make it a rule'));
    expect(await screen.findByRole('textbox', { name: /Pattern/ })).toHaveValue(
      'acme\\/store\\.mono',
    );
    await userEvent.click(await button('Map and save the rule'));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1].body).toEqual({
      entityRef: 'component:default/ledger',
      asPattern: { label: 'repository', pattern: 'acme\\/store\\.mono' },
    });
  });

  it('lets new ones wait until they are asked for', async () => {
    const signals = new TestSignals();
    render('', { signals });
    await row('Credentials used from outside');
    items = [
      detection('d4', 'Just now', {
        severity: 'critical',
        firstSeenAt: minutesAgo(0),
      }),
      ...items,
    ];
    signals.sendDetections();
    await userEvent.click(await button('1 new, show'));
    expect(await row('Just now')).toBeInTheDocument();
  });

  it('brings a decided one back', async () => {
    items = [
      detection('d5', 'Listening ports changed', {
        status: 'dismissed',
        decision: {
          at: minutesAgo(5),
          by: 'user:default/ada',
          disposition: 'benign',
          reason: 'Deployment of 16:05',
        },
      }),
    ];
    render('?view=decided');
    const made = await screen.findByRole('region', { name: 'Decision' });
    expect(made).toHaveTextContent('Dismissed: Benign, expected activity');
    expect(made).toHaveTextContent('Deployment of 16:05');
    await userEvent.click(within(made).getByRole('button'));
    await waitFor(() =>
      expect(sent.map(({ call }) => call)).toEqual(['d5/undo']),
    );
  });

  it('asks for what the filters say, and begins another view without a selection', async () => {
    render(
      '/d1?source=guardduty&severity=high&service=component:default/ledger',
    );
    await row('Credentials used from outside');
    expect(asked[0]).toBe(
      '?view=new&source=guardduty&entityRef=component%3Adefault%2Fledger&severity=high&orderBy=severity&limit=50',
    );
    await userEvent.click(screen.getByRole('radio', { name: /^Decided/ }));
    await waitFor(() =>
      expect(asked[asked.length - 1]).toMatch(/view=decided/),
    );
    expect(place()).toBe('/security-incidents/inbox');
  });

  it.each([
    ['', 'Nothing waits for a decision', '18 detections were decided'],
    ['?view=unmapped', 'Every detection has a service', 'has a service'],
    ['?severity=low', 'Nothing matches these filters', '0 wait without them'],
  ])('says why there is nothing at %s', async (at, title, hint) => {
    items = [];
    render(at);
    const text = await screen.findByText(title);
    await waitFor(() => expect(text.parentElement).toHaveTextContent(hint));
  });

  it('leads to the sources when none is connected', async () => {
    items = [];
    sources = [source('gitlab', 'GitLab', { state: 'off' })];
    server.use(
      http.get(`${BASE}/detections`, () =>
        HttpResponse.json(detectionPage([])),
      ),
    );
    render();
    expect(
      await screen.findByRole('link', { name: 'Connect a source' }),
    ).toHaveAttribute('href', '/security-incidents/inbox/sources');
  });

  it('has a state of its own when the list fails', async () => {
    server.use(
      http.get(`${BASE}/detections`, () =>
        refusal(500, { name: 'Error', message: 'No' }),
      ),
    );
    render();
    expect(
      await screen.findByText('The detections did not load'),
    ).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: 'Falco' })).toBeVisible();
  });
});

describe('many decisions in the inbox', () => {
  async function dismissAll() {
    render();
    await untilDecidable();
    await userEvent.keyboard('jxjj{Shift>}X{/Shift}');
    await screen.findByText('3 of 3 selected');
    await choose('Disposition', 'Benign, expected activity');
    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'Planned scan',
    );
    await userEvent.click(await button('Dismiss 3'));
  }

  it('decides each alone, keeps the rows in place, and says what could not be decided', async () => {
    refusals = {
      d2: { name: 'ConflictError', message: 'Seen again', currentVersion: 7 },
    };
    await dismissAll();
    expect(await screen.findByText('3 of 3 answered')).toBeInTheDocument();
    expect(sent.map(({ call }) => call)).toEqual(Array(3).fill('decisions'));
    expect(sent[0].body).toEqual({
      detections: [{ id: 'd1', version: 3 }],
      decision: {
        kind: 'dismiss',
        disposition: 'benign',
        reason: 'Planned scan',
      },
    });
    expect(await row('Credentials used from outside')).toBeInTheDocument();
    expect(screen.getByText('Not decided: Seen again')).toBeInTheDocument();
    expect(screen.getByText('1 needs another look')).toBeInTheDocument();
    refusals = {};
    await userEvent.click(await button('Decide anyway'));
    await waitFor(() => expect(sent).toHaveLength(4));
    expect(sent[3].body).toMatchObject({
      detections: [{ id: 'd2', version: 7 }],
    });
    await waitFor(() =>
      expect(screen.queryByText('1 needs another look')).toBeNull(),
    );
    await userEvent.click(await button('Done'));
    expect(await untilDecidable()).toBeInTheDocument();
  });

  it('tries again with the same key where no answer came', async () => {
    server.use(
      http.post(
        `${BASE}/detections/decisions`,
        ({ request }) => {
          sent.push({ call: 'lost', body: {}, headers: request.headers });
          return HttpResponse.error();
        },
        { once: true },
      ),
    );
    await dismissAll();
    await userEvent.click(await button('Try again'));
    await waitFor(() => expect(sent).toHaveLength(4));
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[3]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
  });

  it('stops after the one that is on its way', async () => {
    let answer: () => void = () => {};
    server.use(
      http.post(
        `${BASE}/detections/decisions`,
        async ({ request }) => {
          sent.push({ call: 'first', body: {}, headers: request.headers });
          await new Promise<void>(resolve => {
            answer = resolve;
          });
          return HttpResponse.json({
            results: [{ id: 'd1', detection: { ...items[0], version: 4 } }],
          });
        },
        { once: true },
      ),
    );
    await dismissAll();
    await userEvent.click(await button('Stop after this one'));
    await act(async () => answer());
    expect(
      await screen.findByText(
        'Stopped. What was not decided stays in the inbox.',
      ),
    ).toBeInTheDocument();
    expect(sent).toHaveLength(1);
  });
});
