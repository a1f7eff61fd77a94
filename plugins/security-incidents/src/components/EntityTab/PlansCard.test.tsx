import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type ApplicablePlans,
  CATALOG_NOT_READ_YET,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { noPlans, offer, readiness } from '../../__testUtils__/plans';
import { EntityTab } from './EntityTab';

const server = setupServer();
registerMswTestHooks(server);

let asked: string[];
beforeEach(() => {
  asked = [];
  new TestBackend(server).listen();
});

const answer = (plans: Partial<ApplicablePlans>) =>
  server.use(
    http.get(`${BASE}/response-plans`, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ ...noPlans, ...plans });
    }),
  );

const render = (kind = 'Component') =>
  renderPage(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        metadata: { name: 'payments-api', namespace: 'default' },
      }}
    >
      <EntityTab />
    </EntityProvider>,
  );

/** The history and what is open are there, whatever became of the plans. */
async function expectTheRest() {
  expect(
    await screen.findByText('Nothing is open on payments-api'),
  ).toBeVisible();
  expect(
    await screen.findByText('payments-api has no incidents'),
  ).toBeVisible();
}

describe('the response plans of a service', () => {
  it('are listed in order, with reason, last test and gaps', async () => {
    answer({
      items: [
        offer('leaked-credential', 'Leaked credential'),
        offer('takeover', 'Account takeover', {
          lastTested: undefined,
          gaps: [
            { code: 'never-tested', message: '"Account takeover" was never' },
            { code: 'review-overdue', message: 'The review was due' },
          ],
        }),
      ],
      byClass: {
        intrusions: 'responseplan:default/leaked-credential',
        fraud: 'responseplan:default/leaked-credential',
      },
      readiness: readiness(),
    });
    render();
    const first = (
      await screen.findByRole('link', { name: 'Leaked credential' })
    ).closest('li')!;
    expect(first).toHaveTextContent('2.1.0');
    expect(first).toHaveTextContent('This plan names payments-api.');
    expect(first).toHaveTextContent('Used for Intrusions, Fraud');
    expect(first).toHaveTextContent('In order: 18 Jun 2026');
    expect(
      within(first).getByRole('link', { name: 'Leaked credential' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/responseplan/leaked-credential/response-plan',
    );
    const second = screen
      .getAllByRole('listitem')
      .find(item => within(item).queryByText('Account takeover'))!;
    expect(second).toHaveTextContent('Wrong: never');
    expect(second).toHaveTextContent('The review was due');
    expect(
      screen.getByText(/The first plan has no gaps\. Others have some:/),
    ).toHaveTextContent('Account takeover');
    expect(screen.queryByText('No gaps')).not.toBeInTheDocument();
    expect(asked).toEqual(['?entityRef=component%3Adefault%2Fpayments-api']);
  });

  it('have no gaps only when none of them has', async () => {
    answer({
      items: [offer('leaked-credential', 'Leaked credential')],
      readiness: readiness(),
    });
    render();
    expect(await screen.findByText('No gaps')).toBeVisible();
  });

  it('are five at first, and all on request', async () => {
    answer({
      items: Array.from({ length: 7 }, (_, at) =>
        offer(`plan-${at}`, `Plan ${at}`),
      ),
    });
    render();
    await screen.findByText('Plan 4');
    expect(screen.queryByText('Plan 5')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: '2 more plans' }));
    expect(screen.getByText('Plan 6')).toBeVisible();
  });

  it('link to a playbook import when there are none', async () => {
    answer({});
    render();
    expect(
      await screen.findByText('No plan applies to payments-api'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Convert a playbook to a plan' }),
    ).toBeVisible();
  });

  it('say since when the catalog has not answered', async () => {
    answer({ stale: true });
    render();
    expect(
      await screen.findByText(/10:02 UTC: the catalog has not answered since/),
    ).toBeVisible();
  });

  it.each([
    [503, 'The plans did not load'],
    [403, "You can't view response plans"],
    [404, 'payments-api is not known here yet'],
  ])(
    'hide nothing else when the request fails with %s',
    async (status, words) => {
      server.use(
        http.get(`${BASE}/response-plans`, () =>
          refusal(status, { message: 'Why' }),
        ),
      );
      render();
      expect(await screen.findByText(words)).toBeVisible();
      await expectTheRest();
    },
  );

  it('are not called missing before the catalog is read', async () => {
    server.use(
      http.get(`${BASE}/response-plans`, () =>
        refusal(503, {
          message: 'The catalog was not read yet',
          reason: CATALOG_NOT_READ_YET,
        }),
      ),
    );
    render();
    expect(
      await screen.findByText('We have not read the response plans yet'),
    ).toBeVisible();
    expect(
      screen.getByText(
        /^The catalog was not read yet\. This page asks again by itself/,
      ),
    ).toBeVisible();
    expect(screen.queryByText(/No plan applies/)).not.toBeInTheDocument();
    await expectTheRest();
  });

  it('are not requested for kinds without plans', async () => {
    answer({});
    render('System');
    await expectTheRest();
    expect(asked).toEqual([]);
    expect(screen.queryByText('Response plans')).not.toBeInTheDocument();
  });
});
