import type { Entity } from '@backstage/catalog-model';
import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  DetectionsClient,
  ReviewsClient,
  type ResponsePlan,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { BASE, refusal, TestBackend } from '../../__testUtils__/backend';
import { mountedRoutes } from '../../__testUtils__/mountedRoutes';
import {
  detectionsApiRef,
  reviewsApiRef,
  securityIncidentsApiRef,
} from '../../api';
import { QueryProvider } from '../../queries';
import {
  inUse,
  leakedCredential,
  planStatus,
} from '../PlanPage/__testUtils__/plan';
import { PlansPage } from './PlansPage';

const server = setupServer();
registerMswTestHooks(server);
beforeEach(() => {
  new TestBackend(server).listen();
  server.use(
    http.get(`${BASE}/response-plans/:namespace/:name`, ({ params }) =>
      params.name === 'leaked-credential'
        ? HttpResponse.json(
            planStatus({
              services: { covered: 19, first: 14 },
              inUse: { items: [inUse('SEC-2026-0117')], total: 2 },
            }),
          )
        : HttpResponse.json(planStatus({ tested: { state: 'fail' } })),
    ),
  );
});

function planEntity(
  name: string,
  title: string,
  spec: Partial<ResponsePlan['spec']> = {},
): Entity {
  const plan = leakedCredential();
  return {
    ...plan,
    metadata: { name, namespace: 'default', title },
    spec: { ...plan.spec, ...spec } as Entity['spec'],
    relations: [{ type: 'ownedBy', targetRef: 'group:default/security' }],
  };
}

const plans = [
  planEntity('draft', 'A draft', { lifecycle: 'draft' }),
  planEntity('ransomware', 'Ransomware', {
    appliesTo: undefined,
    review: { interval: 'P12M', nextDue: '2026-01-01' },
  }),
  planEntity('leaked-credential', 'Leaked credential'),
];

function renderPlans(
  catalogApi: object = catalogApiMock({ entities: plans }),
  at = '/security-incidents/plans',
) {
  renderInTestApp(
    <QueryProvider>
      <PlansPage />
    </QueryProvider>,
    {
      initialRouteEntries: [at],
      mountedRoutes,
      apis: [
        [
          securityIncidentsApiRef,
          new SecurityIncidentsClient({
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
          reviewsApiRef,
          new ReviewsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [catalogApiRef, catalogApi],
      ],
    },
  );
}

describe('PlansPage', () => {
  it('lists plans in use first, and links each to its page', async () => {
    renderPlans();
    await screen.findByRole('row', { name: /^Leaked credential/ });
    const [leaked, ransomware, draft] = screen.getAllByRole('row').slice(1);
    expect(
      within(leaked).getByRole('link', { name: 'Leaked credential' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/responseplan/leaked-credential/response-plan',
    );
    expect(leaked).toHaveTextContent('In order: Approvedversion 2.1.0');
    expect(await within(leaked).findByText('19 services')).toBeVisible();
    expect(
      within(leaked).getByRole('link', { name: 'SEC-2026-0117' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0117');
    expect(leaked).toHaveTextContent('and 1 more');
    expect(ransomware).toHaveTextContent('was due 1 Jan 2026');
    expect(await within(ransomware).findByText('never')).toBeVisible();
    expect(ransomware).toHaveTextContent('company default');
    expect(draft).toHaveTextContent('Draft, not in use');
    expect(draft).toHaveTextContent('not approved');
  });

  it('finds plans by their title', async () => {
    renderPlans();
    await screen.findByRole('row', { name: /^Leaked credential/ });
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search plans' }),
      'ransom',
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('row', { name: /^Leaked credential/ }),
      ).not.toBeInTheDocument(),
    );
    expect(screen.getByRole('row', { name: /^Ransomware/ })).toBeVisible();
  });

  it('says when no plan matches, and clears the search', async () => {
    renderPlans(undefined, '/security-incidents/plans?q=nothing');
    expect(
      await screen.findByText('No plan matches this search'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the search' }),
    );
    expect(
      await screen.findByRole('row', { name: /^Leaked credential/ }),
    ).toBeVisible();
  });

  it('explains what to do without plans', async () => {
    renderPlans(catalogApiMock({ entities: [] }));
    expect(await screen.findByText('No response plan yet')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Import a playbook' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Import a playbook' }),
    ).toBeVisible();
  });

  it('reports a failure of the catalog, and tries again', async () => {
    const getEntities = jest
      .fn()
      .mockRejectedValueOnce(new Error('The catalog is away'))
      .mockRejectedValueOnce(new Error('The catalog is away'))
      .mockResolvedValue({ items: plans });
    renderPlans({
      getEntities,
      getEntitiesByRefs: async () => ({ items: [] }),
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The plans did not load');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('row', { name: /^Leaked credential/ }),
    ).toBeVisible();
  });

  it('keeps the rows when their status does not load', async () => {
    server.use(
      http.get(`${BASE}/response-plans/:namespace/:name`, () =>
        refusal(403, { message: 'You do not have the permission' }),
      ),
    );
    renderPlans();
    const row = await screen.findByRole('row', { name: /^Leaked credential/ });
    expect(await within(row).findAllByText('unknown')).toHaveLength(3);
    expect(row).toHaveTextContent('Approved');
  });

  it('leads from plans to the coverage', async () => {
    renderPlans();
    const views = await screen.findByRole('navigation', { name: 'Plans' });
    expect(within(views).getByRole('link', { name: 'Plans' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(
      within(views).getByRole('link', { name: 'Coverage' }),
    ).toHaveAttribute('href', '/security-incidents/plans/coverage');
  });
});
