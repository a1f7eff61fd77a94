import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type EntityOverview,
  RSIT_CLASSES,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { mountedRoutes } from '../../__testUtils__/mountedRoutes';
import { offer, readiness } from '../../__testUtils__/plans';
import { securityIncidentsApiRef } from '../../api';
import { EntityCard } from './EntityCard';

const BASE = 'http://backend.test/api/security-incidents';
const OVERVIEW = `${BASE}/entities/component/default/payments-api/overview`;
const server = setupServer();
registerMswTestHooks(server);

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-payments' }],
};

const none: EntityOverview = {
  entityRef: 'component:default/payments-api',
  open: {
    total: 0,
    bySeverity: {
      critical: 0,
      high: 0,
      medium: 0,
      low: 0,
      informational: 0,
      undecided: 0,
    },
  },
  total: 0,
  openIncidents: [],
  nextActions: [],
  rollUp: [],
  mayReport: true,
};

function renderCard(shown: object = entity) {
  renderInTestApp(
    <EntityProvider entity={shown as typeof entity}>
      <EntityCard />
    </EntityProvider>,
    {
      mountedRoutes,
      apis: [
        [
          securityIncidentsApiRef,
          new SecurityIncidentsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [permissionApiRef, mockApis.permission()],
      ],
    },
  );
}

describe('the entity card', () => {
  it('says what waits for a decision, and who watches', async () => {
    const oldestAt = new Date(Date.now() - 113 * 60_000).toISOString();
    server.use(
      http.get(OVERVIEW, () =>
        HttpResponse.json({
          ...none,
          watch: { sources: 3, inTrouble: 1, waiting: { total: 2, oldestAt } },
        } satisfies EntityOverview),
      ),
    );
    renderCard();
    expect(
      await screen.findByText('2 detections wait, oldest 1h 53m'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Decide' })).toHaveAttribute(
      'href',
      '/security-incidents/inbox?service=component%3Adefault%2Fpayments-api',
    );
    expect(
      screen.getByText('Watched by 3 sources, 1 in trouble'),
    ).toBeInTheDocument();
  });

  it('shows what is open and what the reader must do next, with one call', async () => {
    let calls = 0;
    server.use(
      http.get(OVERVIEW, () => {
        calls += 1;
        return HttpResponse.json({
          ...none,
          open: {
            total: 2,
            bySeverity: { ...none.open.bySeverity, high: 1, undecided: 1 },
          },
          total: 7,
          nextActions: [
            {
              incidentId: 'id',
              incidentKey: 'SEC-2026-0046',
              incidentTitle: 'Live gateway key',
              text: 'Record a containment step',
              because: 'owner',
              towards: 'eradication',
            },
          ],
        } satisfies EntityOverview);
      }),
    );
    renderCard();
    expect(await screen.findByText('2 open')).toBeInTheDocument();
    expect(screen.getByText('1 high')).toBeInTheDocument();
    expect(screen.getByText('1 undecided')).toBeInTheDocument();
    expect(screen.getByText('Record a containment step')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open SEC-2026-0046' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0046#what-blocks');
    expect(
      screen.getByRole('link', { name: 'All 7 incidents' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/security-incidents',
    );
    expect(calls).toBe(1);
  });

  it('leads to the task that is next, and says how long it has', async () => {
    const inTwoHours = Date.now() + 2 * 3_600_000 + 30_000;
    server.use(
      http.get(OVERVIEW, () =>
        HttpResponse.json({
          ...none,
          open: {
            total: 1,
            bySeverity: { ...none.open.bySeverity, high: 1 },
          },
          nextActions: [
            {
              incidentId: 'id',
              incidentKey: 'SEC-2026-0046',
              incidentTitle: 'Live gateway key',
              text: 'Revoke and rotate',
              because: 'task',
              towards: 'eradication',
              taskId: 'run-1.revoke',
              dueAt: new Date(inTwoHours).toISOString(),
            },
          ],
        } satisfies EntityOverview),
      ),
    );
    renderCard();
    expect(await screen.findByText('2h left')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open SEC-2026-0046' }),
    ).toHaveAttribute(
      'href',
      '/security-incidents/SEC-2026-0046#task-run-1.revoke',
    );
  });

  it('helps with nothing open, and names a missing owner', async () => {
    server.use(http.get(OVERVIEW, () => HttpResponse.json(none)));
    renderCard({ ...entity, relations: [] });
    expect(await screen.findByText('None open')).toBeInTheDocument();
    expect(screen.getByText(/Owner missing/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Report a concern' }),
    ).toBeInTheDocument();
  });

  it('says that unknown is not none, keeps reporting, and tries again', async () => {
    let isDown = true;
    server.use(
      http.get(OVERVIEW, () =>
        isDown
          ? HttpResponse.json({}, { status: 503 })
          : HttpResponse.json(none),
      ),
    );
    renderCard();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Open incidents unknown right now');
    expect(
      screen.getByRole('button', { name: 'Report a concern' }),
    ).toBeInTheDocument();
    isDown = false;
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('None open')).toBeInTheDocument();
  });

  it('says when to try again where requests are limited', async () => {
    server.use(
      http.get(
        OVERVIEW,
        () =>
          HttpResponse.json(
            {
              error: {
                name: 'Error',
                message: 'Too many requests, please try again later',
              },
              response: { statusCode: 429 },
            },
            { status: 429, headers: { 'retry-after': '42' } },
          ),
        { once: true },
      ),
      http.get(OVERVIEW, () => HttpResponse.json(none)),
    );
    renderCard();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Try again in 42 seconds.');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('None open')).toBeInTheDocument();
  });

  it('says who can give access', async () => {
    server.use(
      http.get(OVERVIEW, () =>
        HttpResponse.json(
          {
            error: {
              name: 'NotAllowedError',
              message: 'You do not have the right to read incidents',
            },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    renderCard();
    expect(
      await screen.findByText("You can't view incidents"),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('leads from each number to its rows, also for the parts of a system', async () => {
    const high = { ...none.open.bySeverity, high: 1 };
    server.use(
      http.get(OVERVIEW, () =>
        HttpResponse.json({
          ...none,
          open: { total: 1, bySeverity: high },
          total: 3,
          rollUp: [
            {
              entityRef: 'component:default/ledger',
              open: 1,
              bySeverity: high,
              total: 2,
              checks: readiness({ tested: 'late', roles: 'fail' }).checks,
            },
            {
              entityRef: 'system:default/cards',
              open: 0,
              bySeverity: none.open.bySeverity,
              total: 1,
            },
          ],
        } satisfies EntityOverview),
      ),
    );
    renderCard();
    const tab = '/catalog/default/component/payments-api/security-incidents';
    expect(await screen.findByRole('link', { name: '1 open' })).toHaveAttribute(
      'href',
      `${tab}?open=true`,
    );
    expect(screen.getByRole('link', { name: '1 high' })).toHaveAttribute(
      'href',
      `${tab}?open=true&severity=high`,
    );
    expect(screen.getByRole('link', { name: '1 high, open' })).toHaveAttribute(
      'href',
      '/catalog/default/component/ledger/security-incidents?open=true&severity=high',
    );
    expect(
      screen.getByRole('link', { name: '4/6, ready 4 of 6' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/ledger/security-incidents',
    );
    expect(screen.getAllByRole('link', { name: /, ready/ })).toHaveLength(1);
    expect(screen.getByRole('link', { name: '2 in total' })).toHaveAttribute(
      'href',
      '/catalog/default/component/ledger/security-incidents',
    );
  });
});

describe('the entity card with nothing open', () => {
  const answer = (overview: Partial<EntityOverview>) =>
    server.use(
      http.get(OVERVIEW, () => HttpResponse.json({ ...none, ...overview })),
    );
  const checks = () =>
    within(screen.getByRole('list', { name: /^Ready in/ }))
      .getAllByRole('listitem')
      .map(item => item.textContent);
  const fact = (name: string) =>
    screen.getByText(name).parentElement?.querySelector('dd');

  it('says whether the service is ready, by which plan, and who would act', async () => {
    answer({
      readiness: readiness({ tested: 'late' }, [
        {
          code: 'test-overdue',
          message: '"Leaked credential" was last tested on 2025-10-09',
          planRef: 'responseplan:default/leaked-credential',
        },
      ]),
      plans: [
        offer('leaked-credential', 'Leaked credential', {
          classes: ['information-content-security', 'vulnerable'],
          lastTested: '2025-10-09',
        }),
        offer('lost-device', 'Lost device', {
          classes: ['vulnerable'],
        }),
      ],
      // Only the selection knows who leads: one that is for a kind may not.
      planKinds: [
        {
          planRef: 'responseplan:default/anything',
          title: 'General response',
          classes: RSIT_CLASSES.filter(
            name =>
              ![
                'intrusions',
                'information-content-security',
                'vulnerable',
              ].includes(name),
          ),
        },
        {
          planRef: 'responseplan:default/takeover',
          title: 'Account takeover',
          classes: ['intrusions'],
        },
        {
          planRef: 'responseplan:default/leaked-credential',
          title: 'Leaked credential',
          classes: ['information-content-security', 'vulnerable'],
        },
      ],
      planRoles: [
        {
          id: 'owner',
          title: 'Owner of the service',
          required: true,
          responsibilities: [],
          principalRef: 'group:default/team-payments',
        },
        {
          id: 'privacy',
          title: 'Privacy counsel',
          required: false,
          responsibilities: [],
          gap: 'group:default/privacy has no members',
        },
      ],
    });
    renderCard();
    expect(await screen.findByText('None open')).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'Ready in 5 of 6 checks' }),
    ).toBeInTheDocument();
    expect(checks()).toEqual([
      'Owner: in order',
      'Plans: in order',
      'Review: in order',
      'Test: late',
      'Roles: in order',
      'Watch: in order',
    ]);
    // It is for a kind that another plan leads.
    expect(screen.queryByText('Lost device')).not.toBeInTheDocument();
    expect(fact('Information content security, Vulnerable')).toHaveTextContent(
      'Leaked credential',
    );
    expect(fact('Intrusions')).toHaveTextContent('Account takeover');
    expect(fact('Any other kind')).toHaveTextContent('General response');
    expect(
      screen.getByRole('link', { name: 'Account takeover' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/responseplan/takeover/response-plan',
    );
    expect(fact('Owner of the service')).toHaveTextContent('team-payments');
    expect(fact('Privacy counsel')).toHaveTextContent('nobody');
    expect(fact('Last reviewed')).toHaveTextContent('4 May 2026');
    expect(fact('Last tested')).toHaveTextContent('9 Oct 2025');
    expect(fact('Last event of its sources')).toHaveTextContent('22 Nov 2026');
    const gaps = screen.getByRole('list', { name: 'Gaps' });
    expect(gaps).toHaveTextContent('Test overdue');
    expect(
      within(gaps).getByRole('link', { name: 'Open the plan' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/responseplan/leaked-credential/response-plan',
    );
  });

  it('leads from each gap to its fix', async () => {
    answer({
      readiness: readiness(
        {
          owner: 'fail',
          plans: 'fail',
          reviewed: 'n-a',
          tested: 'n-a',
          roles: 'n-a',
        },
        [
          {
            code: 'owner-missing',
            message:
              'group:default/team-payments owns it and is not in the catalog',
          },
          { code: 'no-plan', message: 'There is no approved plan' },
        ],
      ),
      plans: [],
      planRoles: [],
    });
    renderCard({
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: { 'backstage.io/edit-url': 'https://git.example.com/e' },
      },
    });
    const gaps = await screen.findByRole('list', { name: 'Gaps' });
    expect(gaps).toHaveTextContent(
      'Owner missingteam-payments owns it and is not in the catalog',
    );
    expect(
      within(gaps).getByRole('link', { name: 'Fix in the catalog file' }),
    ).toHaveAttribute('href', 'https://git.example.com/e');
    expect(
      within(gaps).getByRole('link', { name: 'Convert a playbook to a plan' }),
    ).toHaveAttribute('href', '/security-incidents/plans/coverage?import=true');
    expect(checks()[2]).toBe('Review: nothing to check');
    expect(screen.queryByText('Who would act now')).not.toBeInTheDocument();
  });

  it('counts roles without anybody as one gap with all their reasons', async () => {
    answer({
      readiness: readiness({ roles: 'fail' }, [
        {
          code: 'role-unresolved',
          message: 'Deputy resolves to nobody: it is empty',
          planRef: 'responseplan:default/leaked-credential',
        },
        {
          code: 'role-unresolved',
          message: 'Privacy counsel resolves to nobody: it is gone',
          planRef: 'responseplan:default/leaked-credential',
        },
      ]),
    });
    renderCard();
    const gaps = await screen.findByRole('list', { name: 'Gaps' });
    expect(within(gaps).getAllByRole('listitem')).toHaveLength(1);
    expect(gaps).toHaveTextContent('2 roles resolve to nobody');
    expect(gaps).toHaveTextContent('Deputy resolves to nobody: it is empty');
    expect(gaps).toHaveTextContent('Privacy counsel');
  });

  it('says that plans were not read yet, and that there may be more', async () => {
    server.use(
      http.get(OVERVIEW, () =>
        HttpResponse.json({ ...none, plansState: 'not-read-yet' }),
      ),
    );
    renderCard();
    expect(
      await screen.findByText('We have not read the response plans yet'),
    ).toBeVisible();
    expect(
      screen.getByText(/^The catalog is being read for the first time\./),
    ).toBeVisible();
    expect(screen.queryByText(/ready/i)).not.toBeInTheDocument();
  });

  it('stays with what is open while something is', async () => {
    answer({
      open: { total: 1, bySeverity: { ...none.open.bySeverity, high: 1 } },
      total: 1,
      readiness: readiness(),
    });
    renderCard();
    expect(await screen.findByText('1 open')).toBeInTheDocument();
    expect(
      screen.queryByRole('list', { name: /^Ready in/ }),
    ).not.toBeInTheDocument();
  });
});
