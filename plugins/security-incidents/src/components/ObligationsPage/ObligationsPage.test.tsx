import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import {
  findRule,
  testIncidentObligations,
  testObligation,
  testRegister,
  testRegistered,
} from '../../__testUtils__/obligations';
import { toChains } from './RulesCard';
import { ObligationsPage } from '.';

const server = setupServer();
registerMswTestHooks(server);

const backend = new TestBackend(server);
const open = () => renderPage(<ObligationsPage />);
const register = (...items: Parameters<typeof testRegister>) =>
  server.use(
    http.get(`${BASE}/obligations`, ({ request }) => {
      const state = new URL(request.url).searchParams.get('state');
      const [all, total] = items;
      return HttpResponse.json(
        testRegister(
          all?.filter(item => !state || item.state === state),
          total,
        ),
      );
    }),
  );

describe('the register of obligations', () => {
  beforeEach(() => backend.listen());

  it('shows what is open with a meter that says how much time is left', async () => {
    register([
      testRegistered(),
      testRegistered({
        id: 'a2',
        rule: findRule('gdpr-34'),
        dueBasis: 'no-number',
        startsAt: undefined,
        dueAt: undefined,
        atRiskAt: undefined,
      }),
    ]);
    open();
    const meter = await screen.findByRole('meter', { name: 'GDPR 33(1)' });
    expect(meter).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('earliest'),
    );
    expect(screen.getByText('No number')).toBeInTheDocument();
    expect(screen.getByText('without undue delay')).toBeInTheDocument();
    expect(
      screen.getAllByText('Live gateway key in a public repository').length,
    ).toBeGreaterThan(0);
    expect(
      screen.getAllByText(/This is not legal advice/).length,
    ).toBeGreaterThan(0);
  });

  it('says that all are decided, or that no regime was chosen', async () => {
    open();
    expect(
      await screen.findByText('Nothing is open: all obligations are decided'),
    ).toBeInTheDocument();
  });

  it('explains itself to who may not read obligations', async () => {
    server.use(
      http.get(`${BASE}/obligations`, () => {
        throw new Error('Nobody asks who may not read');
      }),
      http.get(`${BASE}/reviews/counts`, () =>
        HttpResponse.json({
          overdue: { reviews: 0, actions: 0, checks: 0 },
          open: { reviews: 0, actions: 0 },
        }),
      ),
    );
    open();
    expect(
      await screen.findByText(/security-incidents.obligation.read/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /^Obligations/ }),
    ).not.toBeInTheDocument();
  });

  it('shows outcomes with proof and reason', async () => {
    register([
      testRegistered({
        state: 'submitted-late',
        submission: {
          at: '2026-12-03T11:22:00.000Z',
          recordedAt: '2026-12-03T11:30:00.000Z',
          recordedBy: 'user:default/ines',
          proof: 'Receipt of the authority',
        },
        decision: {
          at: '2026-12-03T11:30:00.000Z',
          by: 'user:default/ines',
          reason: 'Found encrypted on Monday noon',
        },
      }),
    ]);
    open();
    expect(await screen.findByText('3h 15m over')).toBeInTheDocument();
    expect(screen.getByText('Receipt of the authority')).toBeInTheDocument();
    expect(
      screen.getByText('“Found encrypted on Monday noon”'),
    ).toBeInTheDocument();
  });

  it('asks for a decision with D, shows what follows, and records it', async () => {
    const user = userEvent.setup();
    const sent: Array<{ body: unknown; version: string | null }> = [];
    const other = testObligation({
      id: 'b1',
      rule: findRule('uk-gdpr-33-1'),
    });
    register([testRegistered()]);
    server.use(
      http.get(`${BASE}/incidents/SEC-2026-0052/obligations`, () =>
        HttpResponse.json(
          testIncidentObligations({
            items: [testObligation(), other],
            notRaised: [findRule('gdpr-34')],
          }),
        ),
      ),
      http.post(
        `${BASE}/incidents/SEC-2026-0052/obligations/a1/decision`,
        async ({ request }) => {
          sent.push({
            body: await request.json(),
            version: request.headers.get('if-match'),
          });
          return HttpResponse.json(testObligation({ state: 'pending' }), {
            status: 201,
          });
        },
      ),
    );
    open();
    await screen.findByRole('meter');
    await user.keyboard('d');
    const dialog = await screen.findByRole('dialog');
    const then = await within(dialog).findByText('Then');
    expect(then.parentElement).toHaveTextContent(
      'GDPR 34 opens for assessment',
    );
    expect(then.parentElement).toHaveTextContent(
      'UK GDPR 33(1) uses the same moment: due',
    );
    const send = within(dialog).getByRole('button', {
      name: 'Record decision',
    });
    expect(send).toBeDisabled();
    await user.type(
      within(dialog).getByRole('textbox', { name: /Why/ }),
      'Names were readable',
    );
    await user.click(send);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(sent).toEqual([
      {
        body: {
          decision: 'applicable',
          reason: 'Names were readable',
          awareAt: '2026-11-30T08:07:00.000Z',
        },
        version: '1',
      },
    ]);
  });

  it('keeps the text when somebody else decided meanwhile', async () => {
    const user = userEvent.setup();
    register([testRegistered()]);
    server.use(
      http.get(`${BASE}/incidents/SEC-2026-0052/obligations`, () =>
        HttpResponse.json(
          testIncidentObligations({ items: [testObligation()] }),
        ),
      ),
      http.post(`${BASE}/incidents/SEC-2026-0052/obligations/a1/decision`, () =>
        refusal(409, {
          name: 'ConflictError',
          message: 'GDPR 33(1) changed since you read it',
          currentVersion: 2,
        }),
      ),
    );
    open();
    await screen.findByRole('meter');
    await user.click(screen.getByRole('button', { name: /^Decide: GDPR 33/ }));
    const dialog = await screen.findByRole('dialog');
    const why = within(dialog).getByRole('textbox', { name: /Why/ });
    await user.type(why, 'Names were readable');
    await user.click(
      within(dialog).getByRole('button', { name: 'Record decision' }),
    );
    expect(
      await within(dialog).findByText('GDPR 33(1) changed since you read it'),
    ).toBeInTheDocument();
    expect(why).toHaveValue('Names were readable');
    expect(
      within(dialog).getByRole('button', { name: 'Decide all the same' }),
    ).toBeInTheDocument();
  });
});

describe('chains of rules', () => {
  it('put stages that follow one another in one line', () => {
    const rules = ['dora-initial', 'dora-intermediate', 'dora-final'].map(
      findRule,
    );
    expect(toChains([...rules, findRule('gdpr-33-1')])).toMatchObject([
      { regimeTitle: 'DORA', rules },
      { regimeTitle: 'GDPR' },
    ]);
  });
});
