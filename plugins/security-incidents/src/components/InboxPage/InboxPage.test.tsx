import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { BASE, refusal } from '../../__testUtils__/backend';
import {
  detection,
  detectionPage,
  minutesAgo,
  source,
} from '../../__testUtils__/detections';
import { TestSignals } from '../../__testUtils__/signals';
import {
  button,
  choose,
  renderInbox as render,
  row,
  TestInbox,
  untilDecidable,
} from './__testUtils__/inbox';

const server = setupServer();
registerMswTestHooks(server);

let inbox: TestInbox;
beforeEach(() => {
  inbox = new TestInbox(server);
  inbox.listen();
});

const place = () => screen.getByLabelText('place').textContent;

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

  it('attaches with Enter, moves to the next row, says the count once, and takes it back with U', async () => {
    render();
    await untilDecidable();
    await userEvent.keyboard('j{Enter}');
    await waitFor(() => expect(inbox.sent).toHaveLength(1));
    expect(inbox.sent[0]).toMatchObject({
      call: 'd1/attach',
      body: { incident: 'SEC-2026-0052' },
    });
    expect(inbox.sent[0].headers.get('if-match')).toBe('3');
    expect(inbox.sent[0].headers.get('idempotency-key')).toBeTruthy();
    await waitFor(() => expect(place()).toBe('/security-incidents/inbox/d2'));
    expect(await row('Shell started in a container')).toHaveFocus();
    expect(
      screen.getByText(
        'Attached to SEC-2026-0052: Credentials used from outside. 2 left.',
      ),
    ).toBeInTheDocument();
    await userEvent.keyboard('u');
    await waitFor(() => expect(inbox.sent).toHaveLength(2));
    expect(inbox.sent[1].call).toBe('d1/undo');
    expect(inbox.sent[1].headers.get('if-match')).toBe('4');
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
      expect(inbox.sent).toMatchObject([
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

  it('takes a proposal that does not fit away, and back', async () => {
    render();
    await untilDecidable();
    await userEvent.click(
      await button(
        'Not this: Credentials used from outside does not belong to SEC-2026-0052',
      ),
    );
    await waitFor(() =>
      expect(inbox.sent).toMatchObject([
        { call: 'd1/decline', body: { incident: 'SEC-2026-0052' } },
      ]),
    );
    expect(
      (
        await screen.findAllByText(
          'Not SEC-2026-0052: Credentials used from outside.',
        )
      ).length,
    ).toBeGreaterThan(0);
    await userEvent.keyboard('u');
    await waitFor(() => expect(inbox.sent).toHaveLength(2));
    expect(inbox.sent[1]).toMatchObject({
      call: 'd1/decline',
      body: { incident: 'SEC-2026-0052', undo: true },
    });
  });

  it('says that the incident stays when a promotion is taken back', async () => {
    render();
    await untilDecidable();
    await userEvent.keyboard('p');
    await userEvent.click(await button('Promote to an incident'));
    expect(
      await screen.findByText(
        'Undo takes it off the incident; the incident stays.',
      ),
    ).toBeInTheDocument();
    await userEvent.keyboard('u');
    expect(
      await screen.findByText(
        'Taken back: Credentials used from outside. The incident SEC-2026-0055 stays; close or merge it there.',
      ),
    ).toBeInTheDocument();
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
      expect(inbox.sent).toMatchObject([
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
    await waitFor(() => expect(inbox.sent).toHaveLength(1));
    const body = inbox.sent[0].body as { endsAt: string };
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
    inbox.items = [inbox.items[1]];
    render();
    await untilDecidable();
    await userEvent.keyboard('j{Enter}');
    expect(await button('Choose a decision')).toBeDisabled();
    expect(inbox.sent).toEqual([]);
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
    inbox.items = [
      detection('d9', 'Secret in commit history', {
        entityRef: undefined,
        mapping: undefined,
      }),
    ];
    inbox.changesOfDetails = {
      likelyEntityRefs: ['component:default/ledger'],
      labels: { repository: 'acme/store.mono' },
    };
    render('?view=unmapped');
    await userEvent.click(await button('Map to ledger'));
    await waitFor(() =>
      expect(inbox.sent).toMatchObject([
        { call: 'd9/map', body: { entityRef: 'component:default/ledger' } },
      ]),
    );
    await userEvent.click(await button('Map, and make it a rule'));
    expect(await screen.findByRole('textbox', { name: /Pattern/ })).toHaveValue(
      'acme\\/store\\.mono',
    );
    await userEvent.click(await button('Map and save the rule'));
    await waitFor(() => expect(inbox.sent).toHaveLength(2));
    expect(inbox.sent[1].body).toEqual({
      entityRef: 'component:default/ledger',
      asPattern: { label: 'repository', pattern: 'acme\\/store\\.mono' },
    });
  });

  it('lets new ones wait until they are asked for', async () => {
    const signals = new TestSignals();
    render('', { signals });
    await row('Credentials used from outside');
    inbox.items = [
      detection('d4', 'Just now', {
        severity: 'critical',
        firstSeenAt: minutesAgo(0),
      }),
      ...inbox.items,
    ];
    signals.sendDetections();
    await userEvent.click(await button('1 new, show'));
    expect(await row('Just now')).toBeInTheDocument();
  });

  it('brings a decided one back', async () => {
    inbox.items = [
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
      expect(inbox.sent.map(({ call }) => call)).toEqual(['d5/undo']),
    );
  });

  it('asks for what the filters say, and begins another view without a selection', async () => {
    render(
      '/d1?source=guardduty&severity=high&service=component:default/ledger',
    );
    await row('Credentials used from outside');
    expect(inbox.asked[0]).toBe(
      '?view=new&source=guardduty&entityRef=component%3Adefault%2Fledger&severity=high&orderBy=severity&limit=50',
    );
    await userEvent.click(screen.getByRole('radio', { name: /^Decided/ }));
    await waitFor(() =>
      expect(inbox.asked[inbox.asked.length - 1]).toMatch(/view=decided/),
    );
    expect(place()).toBe('/security-incidents/inbox');
  });

  it.each([
    ['', 'Nothing waits for a decision', '18 detections were decided'],
    ['?view=unmapped', 'Every detection has a service', 'has a service'],
    ['?severity=low', 'Nothing matches these filters', '0 wait without them'],
  ])('says why there is nothing at %s', async (at, title, hint) => {
    inbox.items = [];
    render(at);
    const text = await screen.findByText(title);
    await waitFor(() => expect(text.parentElement).toHaveTextContent(hint));
  });

  it('leads to the sources when none is connected', async () => {
    inbox.items = [];
    inbox.sources = [source('gitlab', 'GitLab', { state: 'off' })];
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
