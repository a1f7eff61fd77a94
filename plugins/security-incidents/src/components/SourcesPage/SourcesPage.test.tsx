import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  DetectionSourceDetails,
  DetectionSourceStatus,
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
  minutesAgo,
  source,
  sourceDetails,
} from '../../__testUtils__/detections';
import { SourcePage, SourcesPage } from '.';

const server = setupServer();
registerMswTestHooks(server);

let sources: DetectionSourceStatus[];
let details: DetectionSourceDetails;
let sent: Array<{ call: string; body: unknown }>;

beforeEach(() => {
  new TestBackend(server).listen();
  sources = [
    source('falco', 'Falco', {
      state: 'silent',
      lastEventAt: minutesAgo(56 * 60),
      expectedEveryMs: 24 * 3_600_000,
      blind: 26,
      notified: {
        at: minutesAgo(31 * 60),
        who: ['group:default/team-payments'],
      },
    }),
    source('guardduty', 'GuardDuty'),
    source('grafana', 'Grafana', {
      state: 'waiting',
      lastEventAt: undefined,
      secrets: 0,
      precision: { real: 0, of: 0 },
    }),
  ];
  details = sourceDetails(sources[1], {
    state: 'rejecting',
    stateSince: minutesAgo(130),
    lastRejection: { at: minutesAgo(2), reason: 'bad-signature' },
    deliveries: [
      {
        id: 'r1',
        at: minutesAgo(70),
        lastAt: minutesAgo(2),
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
        detections: [detection('d1', 'Sign-in failures over accounts')],
      },
    ],
  });
  sent = [];
  const record = async (request: Request) => {
    const call = new URL(request.url).pathname.split('/detection-sources/')[1];
    sent.push({ call, body: await request.json() });
  };
  server.use(
    http.get(`${BASE}/detection-sources`, () =>
      HttpResponse.json({ items: sources }),
    ),
    http.get(`${BASE}/detection-sources/:id`, ({ params }) => {
      const found = sources.find(({ id }) => id === params.id);
      if (!found) return refusal(404, { name: 'NotFoundError', message: 'No' });
      return HttpResponse.json(
        found.id === details.id ? details : sourceDetails(found),
      );
    }),
    http.post(`${BASE}/detection-sources/:id/mute`, async ({ request }) => {
      await record(request);
      return HttpResponse.json(details);
    }),
    http.post(`${BASE}/detection-sources/:id/test`, async ({ request }) => {
      await record(request);
      return HttpResponse.json({
        stations: [
          { station: 'received', ok: true, at: minutesAgo(0), text: '202' },
          { station: 'verified', ok: false, text: 'Set a secret first' },
        ],
        durationMs: 800,
      });
    }),
  );
});

const render = (at = '') =>
  renderPage(
    <Routes>
      <Route
        path="/security-incidents/inbox/sources"
        element={<SourcesPage framed />}
      />
      <Route
        path="/security-incidents/inbox/sources/:id"
        element={<SourcePage framed />}
      />
    </Routes>,
    { at: `/security-incidents/inbox/sources${at}` },
  );
const button = (name: string) => screen.findByRole('button', { name });

describe('the sources', () => {
  it('tells the alarm first, then the numbers whose sum can be checked', async () => {
    render();
    expect(
      await screen.findByRole('region', {
        name: 'Falco has been silent for 2d 8h',
      }),
    ).toHaveTextContent(
      /Expected one event in 1d.*26 services have no other source that sends\. team-payments was notified /,
    );
    const sums = screen.getByLabelText('What was received');
    expect(sums).toHaveTextContent('Received99Accepted78Duplicate9Rejected12');
    const where = screen.getByRole('list', {
      name: 'Where the 12 new ones are now',
    });
    expect(where).toHaveTextContent('9 in the inbox3 decided by people');
    expect(
      within(where).getByRole('link', { name: '3 decided by people' }),
    ).toHaveAttribute('href', '/security-incidents/inbox?view=decided');
    const guardduty = screen.getByRole('row', { name: /^GuardDuty/ });
    expect(guardduty).toHaveTextContent('22 of 31 real');
    expect(within(guardduty).getByRole('link', { name: '4' })).toHaveAttribute(
      'href',
      '/security-incidents/inbox/sources/guardduty?outcome=rejected',
    );
    expect(screen.getByRole('row', { name: /^Grafana/ })).toHaveTextContent(
      'none decided',
    );
    expect(screen.getByRole('row', { name: /^3 sources/ })).toHaveTextContent(
      '71 %44 of 62 real',
    );
  });

  it('shows the last deliveries at first, and the others when asked', async () => {
    const [rejected, accepted] = details.deliveries;
    details.deliveries = [
      rejected,
      ...Array.from({ length: 24 }, (_, index) => ({
        ...accepted,
        id: `a${index}`,
        deliveryId: `delivery-${index}`,
      })),
    ];
    render('/guardduty');
    const log = await screen.findByLabelText('Deliveries');
    // The head of the table is a row too.
    expect(within(log).getAllByRole('row')).toHaveLength(21);
    await userEvent.click(await button('Show 5 older lines'));
    expect(within(log).getAllByRole('row')).toHaveLength(26);
    expect(
      screen.queryByRole('button', { name: /older lines?$/ }),
    ).not.toBeInTheDocument();
  });

  it('shows what is left to connect a source, without the secret', async () => {
    render();
    const connect = await screen.findByLabelText('Connect Grafana');
    await waitFor(() => expect(connect).toHaveTextContent('2 of 4 done'));
    expect(connect).toHaveTextContent('/detections/grafana');
    expect(connect).toHaveTextContent('No secret is set. Set one in');
  });

  it('says at which station a test event stopped, and what to do', async () => {
    render();
    await screen.findByLabelText('Connect Grafana');
    const panel = screen.getByLabelText('Send a test event');
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Send a test event' }),
    );
    const stations = await screen.findByRole('list', {
      name: 'How far it came',
    });
    expect(sent).toEqual([{ call: 'grafana/test', body: {} }]);
    expect(screen.getByText('stopped on its way')).toBeInTheDocument();
    const [, verified, mapped] = within(stations).getAllByRole('listitem');
    expect(verified).toHaveTextContent('Set a secret first');
    expect(mapped).toHaveTextContent('Not reached');
  });

  it('mutes an alarm for a reason until a time', async () => {
    render();
    await userEvent.click(await button('Mute until'));
    const send = await button('Mute');
    expect(send).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'Cluster is rebuilt',
    );
    await userEvent.click(send);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      call: 'falco/mute',
      body: { reason: 'Cluster is rebuilt', until: expect.any(String) },
    });
  });

  it('says that no source is configured, and when they did not load', async () => {
    sources = [];
    const { unmount } = render();
    expect(
      await screen.findByText('No source is configured'),
    ).toBeInTheDocument();
    unmount();
    server.use(
      http.get(`${BASE}/detection-sources`, () =>
        refusal(500, { name: 'Error', message: 'No' }),
      ),
    );
    render();
    expect(
      await screen.findByText('The sources did not load'),
    ).toBeInTheDocument();
  });
});

describe('a source', () => {
  it('says why it rejects and what mends that, before its log', async () => {
    render('/guardduty');
    const cause = await screen.findByLabelText('4 deliveries rejected');
    expect(cause).toHaveTextContent('No signature matches a secret set here.');
    expect(cause).toHaveTextContent('securityIncidents.detections');
    const log = screen.getByLabelText('Deliveries');
    expect(log).toHaveTextContent('Rejected ×11');
    expect(
      within(log).getByRole('link', { name: 'Sign-in failures over accounts' }),
    ).toHaveAttribute('href', '/security-incidents/inbox/d1');
    await userEvent.click(await button('Details of the delivery 8c1f…20d7'));
    expect(log).toHaveTextContent('3.4 KB, sha256');
  });

  it('narrows the log by outcome, in the address', async () => {
    render('/guardduty?outcome=rejected');
    const log = await screen.findByLabelText('Deliveries');
    expect(log).not.toHaveTextContent('Sign-in failures');
    await userEvent.click(
      within(log).getByRole('radio', { name: 'Accepted, 1' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '?outcome=accepted',
      ),
    );
    expect(log).toHaveTextContent('Sign-in failures');
  });

  it('says that there is no such source', async () => {
    render('/nagios');
    expect(
      await screen.findByText('There is no such source'),
    ).toBeInTheDocument();
  });
});
