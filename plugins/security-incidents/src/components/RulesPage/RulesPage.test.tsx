import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DetectionRules } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { detectionRules } from '../../__testUtils__/detectionRules';
import {
  detection,
  detectionPage,
  details,
  minutesAgo,
  source,
} from '../../__testUtils__/detections';
import { RulesPage } from './RulesPage';

const server = setupServer();
registerMswTestHooks(server);

let rules: DetectionRules;
let sent: Array<{ call: string; body: unknown; headers: Headers }>;

beforeEach(() => {
  new TestBackend(server).listen();
  rules = detectionRules();
  sent = [];
  const record = async ({ request }: { request: Request }) => {
    const text = await request.text();
    sent.push({
      call: `${request.method} ${new URL(request.url).pathname.replace(
        '/api/security-incidents/',
        '',
      )}`,
      body: text ? JSON.parse(text) : undefined,
      headers: request.headers,
    });
    return HttpResponse.json({});
  };
  server.use(
    http.get(`${BASE}/detection-rules`, () => HttpResponse.json(rules)),
    http.get(`${BASE}/detection-sources`, () =>
      HttpResponse.json({
        items: [
          source('github', 'GitHub'),
          source('alertmanager', 'Alertmanager'),
        ],
      }),
    ),
    http.post(`${BASE}/detection-rules/try`, async ({ request }) => {
      sent.push({
        call: 'try',
        body: await request.json(),
        headers: request.headers,
      });
      return HttpResponse.json({
        conclusion: 'It would create an incident for payments-api.',
        steps: [
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
        payload: '{"secret":"removed"}',
        redactions: 1,
        incident: { title: 'Live secret', severity: 'high' },
      });
    }),
    http.post(`${BASE}/detection-rules`, record),
    http.patch(`${BASE}/detection-rules/:id`, record),
    http.delete(`${BASE}/detection-rules/:id`, record),
    http.post(`${BASE}/detection-patterns`, record),
    http.patch(`${BASE}/detection-patterns/:id`, record),
    http.delete(`${BASE}/detection-patterns/:id`, record),
    http.post(`${BASE}/detection-suppressions`, record),
    http.patch(`${BASE}/detection-suppressions/:id`, record),
    http.delete(`${BASE}/detection-suppressions/:id`, record),
  );
});

const render = () =>
  renderPage(<RulesPage framed />, { at: '/security-incidents/inbox/rules' });
const button = (name: string) => screen.findByRole('button', { name });
const card = (name: string) => screen.findByLabelText(name);
const rule = (name: string) => screen.findByRole('listitem', { name });

describe('the rules', () => {
  it('show where detections went, and the three lists in the order of work', async () => {
    render();
    expect(await screen.findByText('375 to the inbox')).toBeInTheDocument();
    expect(await card('Find the service')).toHaveTextContent(
      /1Label or annotation.*301/,
    );
    const suppressions = await card('Suppressions');
    expect(suppressions).toHaveTextContent('from wazuh, rule 533');
    expect(suppressions).toHaveTextContent('6 held back');
    expect(suppressions).toHaveTextContent('1 came since');
    expect(await rule('Live secret in a repository')).toHaveTextContent(
      'from GitHub, validity active',
    );
    expect(await rule('Close to an open incident')).toHaveTextContent(
      '52 of 74 taken',
    );
    expect(await rule('Sandbox and staging')).toHaveTextContent('off');
    expect(
      within(await rule('Repeat of something open')).getByLabelText(
        'From the configuration: can be changed only there',
      ),
    ).toBeInTheDocument();
  });

  it('move with Alt and an arrow, and say where they are now', async () => {
    render();
    const down = await button('Move Live secret in a repository down');
    act(() => down.focus());
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(() =>
      expect(sent).toMatchObject([
        { call: 'PATCH detection-rules/r2', body: { position: 3 } },
      ]),
    );
    expect(sent[0].headers.get('if-match')).toBe('1');
    expect(
      await screen.findByText('Live secret in a repository is now rule 3.'),
    ).toBeInTheDocument();
  });

  it('take a new one with a condition, which is required', async () => {
    render();
    await userEvent.click(await button('New rule'));
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Name/ }),
      'Staging',
    );
    expect(await button('Save the rule')).toBeDisabled();
    const labels = screen.getByRole('textbox', { name: /Labels/ });
    await userEvent.type(labels, 'env');
    expect(
      screen.getByText('Write a label as name: value: env'),
    ).toBeInTheDocument();
    await userEvent.type(labels, ': staging');
    await userEvent.click(await button('Save the rule'));
    await waitFor(() =>
      expect(sent).toMatchObject([
        {
          call: 'POST detection-rules',
          body: {
            name: 'Staging',
            action: 'suggest',
            attachTo: 'same-service',
            condition: { labels: { env: 'staging' } },
          },
        },
      ]),
    );
  });

  it('turn off, and go after a question', async () => {
    render();
    await userEvent.click(await button('More about Close to an open incident'));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Turn off' }),
    );
    await waitFor(() =>
      expect(sent).toMatchObject([{ body: { isEnabled: false } }]),
    );
    await userEvent.click(await button('More about Close to an open incident'));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Remove' }),
    );
    expect(sent).toHaveLength(1);
    await userEvent.click(await button('Remove'));
    await waitFor(() =>
      expect(sent[1]).toMatchObject({ call: 'DELETE detection-rules/r3' }),
    );
  });

  it('extend and end a suppression', async () => {
    render();
    await userEvent.click(await button('Extend'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Extend' }),
    );
    await waitFor(() =>
      expect(sent).toMatchObject([
        {
          call: 'PATCH detection-suppressions/s1',
          body: {
            reason: 'Drill of the data team, agreed with security',
            endsAt: expect.any(String),
          },
        },
      ]),
    );
    await userEvent.click(await button('End now'));
    await waitFor(() =>
      expect(sent[1]).toMatchObject({
        call: 'DELETE detection-suppressions/s1',
      }),
    );
  });

  it('explain a payload, store nothing, and mark the rule that it hit', async () => {
    render();
    const tester = await card('Try a payload');
    await userEvent.type(
      await within(tester).findByRole('textbox', { name: /Event name/ }),
      'secret_scanning_alert',
    );
    await userEvent.click(
      within(tester).getByRole('textbox', { name: 'Payload' }),
    );
    await userEvent.paste('{"action":"created"}');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(
      await within(tester).findByText(
        'It would create an incident for payments-api.',
      ),
    ).toBeInTheDocument();
    expect(sent).toMatchObject([
      {
        call: 'try',
        body: {
          sourceId: 'github',
          payload: '{"action":"created"}',
          headers: { 'x-github-event': 'secret_scanning_alert' },
        },
      },
    ]);
    expect(tester).toHaveTextContent('no open incident has this rule');
    expect(tester).toHaveTextContent('1 value was removed by the tester');
    expect((await rule('Live secret in a repository')).className).toMatch(
      /hit/,
    );
  });

  it('try a stored event of the source', async () => {
    server.use(
      http.get(`${BASE}/detections`, ({ request }) => {
        expect(new URL(request.url).searchParams.get('source')).toBe('github');
        return HttpResponse.json(
          // The API begins with the oldest.
          detectionPage([
            detection('d0', 'Key in an issue', { lastSeenAt: minutesAgo(90) }),
            detection('d1', 'Key in a commit', { lastSeenAt: minutesAgo(5) }),
          ]),
        );
      }),
      http.get(`${BASE}/detections/d1`, () =>
        HttpResponse.json(
          details(detection('d1', 'Key in a commit'), {
            fingerprintBasis: 'secret_scanning_alert:acme/shop:7',
            payload: '{"action":"created"}',
          }),
        ),
      ),
    );
    render();
    await userEvent.click(await button('Use a stored event'));
    const newest = await button('Key in a commit');
    const [first] = screen.getAllByRole('button', { name: /^Key in/ });
    expect(first).toBe(newest);
    await userEvent.click(newest);
    const tester = await card('Try a payload');
    await waitFor(() =>
      expect(
        within(tester).getByRole('textbox', { name: 'Payload' }),
      ).toHaveValue('{\n  "action": "created"\n}'),
    );
    expect(
      within(tester).getByRole('textbox', { name: /Event name/ }),
    ).toHaveValue('secret_scanning_alert');
  });

  it('can only be looked at without the permission', async () => {
    rules = detectionRules({ mayChange: false });
    render();
    await rule('Sandbox and staging');
    expect(screen.queryByRole('button', { name: 'New rule' })).toBeNull();
    expect(screen.queryByLabelText('Try a payload')).toBeNull();
    expect(screen.queryByRole('button', { name: /^Move/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Extend' })).toBeNull();
    await userEvent.click(await button('Show the patterns'));
    expect(screen.queryByRole('button', { name: 'New pattern' })).toBeNull();
  });

  it('say when they did not load', async () => {
    server.use(
      http.get(`${BASE}/detection-rules`, () =>
        refusal(500, { name: 'Error', message: 'No' }),
      ),
    );
    render();
    expect(
      await screen.findByText('The rules did not load'),
    ).toBeInTheDocument();
  });
});

describe('the patterns', () => {
  beforeEach(async () => {
    render();
    await userEvent.click(await button('Show the patterns'));
  });

  it('move among those of the page, and say where they are now', async () => {
    expect(await button('Move Checkout pods up')).toBeDisabled();
    await userEvent.click(await button('Move Checkout pods down'));
    await waitFor(() =>
      expect(sent).toMatchObject([
        { call: 'PATCH detection-patterns/p2', body: { position: 3 } },
      ]),
    );
    expect(sent[0].headers.get('if-match')).toBe('4');
    expect(
      await screen.findByText('Checkout pods is now pattern 3.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Move Hosts of the warehouse/ }),
    ).toBeNull();
  });

  it('take a new one, and a change of one', async () => {
    await userEvent.click(await button('New pattern'));
    const fill = async (name: RegExp, text: string) => {
      const field = await screen.findByRole('textbox', { name });
      await userEvent.clear(field);
      await userEvent.click(field);
      await userEvent.paste(text);
    };
    await fill(/^Name/, 'Search nodes');
    await fill(/^Label/, 'node');
    await fill(/^Pattern/, 'search-\\d+');
    expect(await button('Save the pattern')).toBeDisabled();
    await fill(/^Service/, 'component:default/search-api');
    await userEvent.click(await button('Save the pattern'));
    await waitFor(() =>
      expect(sent).toMatchObject([
        {
          call: 'POST detection-patterns',
          body: {
            name: 'Search nodes',
            label: 'node',
            pattern: 'search-\\d+',
            entityRef: 'component:default/search-api',
          },
        },
      ]),
    );
    await userEvent.click(await button('More about Checkout pods'));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Edit' }),
    );
    await fill(/^Pattern/, 'checkout-web-.+');
    await userEvent.click(await button('Save the pattern'));
    await waitFor(() =>
      expect(sent[1]).toMatchObject({
        call: 'PATCH detection-patterns/p2',
        body: { pattern: 'checkout-web-.+' },
      }),
    );
  });

  it('go after a question', async () => {
    await userEvent.click(await button('More about Checkout pods'));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Remove' }),
    );
    expect(sent).toEqual([]);
    await userEvent.click(await button('Remove'));
    await waitFor(() =>
      expect(sent).toMatchObject([{ call: 'DELETE detection-patterns/p2' }]),
    );
  });
});
