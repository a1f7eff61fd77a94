import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import type { CatalogApi } from '@backstage/catalog-client';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SecurityIncidentsClient } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useAppLocation } from '../../navigation';
import { BASE, refusal } from '../../__testUtils__/backend';
import { securityIncidentsApiRef } from '../../api';
import { QueryProvider } from '../../queries';
import { rootRouteRef } from '../../routes';
import { testIncident } from '../IncidentPage/testIncident';
import { StartExerciseButton, type StartExerciseButtonProps } from '.';

const server = setupServer();
registerMswTestHooks(server);

function Where() {
  return <output>{useAppLocation().pathname}</output>;
}

const toEntity = (kind: string, name: string, title?: string) => ({
  apiVersion: 'test/v1',
  kind,
  metadata: { namespace: 'default', name, title },
});

const entities = [
  toEntity('ResponsePlan', 'leaked-credential', 'Leaked credential'),
  toEntity('ResponsePlan', 'lost-laptop', 'Lost laptop'),
  toEntity('Component', 'payments-api', 'Payments API'),
];

/** Opens the dialog as on the page of a service or of a plan. */
async function openDialog(
  props: StartExerciseButtonProps,
  catalogApi: Partial<CatalogApi> = catalogApiMock({ entities }),
) {
  renderInTestApp(
    <QueryProvider>
      <StartExerciseButton {...props} />
      <Where />
    </QueryProvider>,
    {
      mountedRoutes: { '/security-incidents': rootRouteRef },
      apis: [
        [
          securityIncidentsApiRef,
          new SecurityIncidentsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [catalogApiRef, catalogApi],
      ],
    },
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'Start an exercise' }),
  );
  return within(await screen.findByRole('dialog'));
}

/** Accepts new incidents and returns the requests. */
function takeExercises() {
  const sent: Array<{ body: unknown; key: string | null }> = [];
  server.use(
    http.post(`${BASE}/incidents`, async ({ request }) => {
      sent.push({
        body: await request.json(),
        key: request.headers.get('idempotency-key'),
      });
      return HttpResponse.json(testIncident({ mode: 'exercise' }), {
        status: 201,
      });
    }),
  );
  return sent;
}

const getField = (dialog: ReturnType<typeof within>, name: string) =>
  dialog.getByRole('combobox', { name });

describe('ExerciseDialog', () => {
  it('starts from a service in two clicks with its first plan, and opens the incident', async () => {
    const sent = takeExercises();
    server.use(
      http.get(`${BASE}/response-plans`, ({ request }) =>
        HttpResponse.json({
          entityRef: new URL(request.url).searchParams.get('entityRef'),
          items: [
            {
              planRef: 'responseplan:default/leaked-credential',
              title: 'Leaked credential',
            },
          ],
        }),
      ),
    );
    const dialog = await openDialog({
      entityRef: 'component:default/payments-api',
      entityTitle: 'Payments API',
    });
    expect(
      await dialog.findByDisplayValue(
        'Exercise: Leaked credential on Payments API',
      ),
    ).toBeInTheDocument();
    expect(getField(dialog, 'Plan to practise')).toHaveValue(
      'Leaked credential',
    );
    expect(getField(dialog, 'Service')).toHaveValue('Payments API');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Start the exercise' }),
    );
    expect(await screen.findByText(/SEC-2026-0042$/)).toHaveTextContent(
      '/security-incidents/SEC-2026-0042',
    );
    expect(sent).toEqual([
      {
        body: {
          title: 'Exercise: Leaked credential on Payments API',
          mode: 'exercise',
          affected: [{ entityRef: 'component:default/payments-api' }],
          planRef: 'responseplan:default/leaked-credential',
        },
        key: expect.any(String),
      },
    ]);
  });

  it('proposes none of several plans that apply alike, and lets one be chosen by its reason', async () => {
    const sent = takeExercises();
    server.use(
      http.get(`${BASE}/response-plans`, () =>
        HttpResponse.json({
          undecided: true,
          items: [
            {
              planRef: 'responseplan:default/leaked-credential',
              title: 'Leaked credential',
              reason: 'This plan names payments-api.',
            },
            {
              planRef: 'responseplan:default/lost-laptop',
              title: 'Lost laptop',
              reason: 'It is the company default.',
            },
          ],
        }),
      ),
    );
    const dialog = await openDialog({
      entityRef: 'component:default/payments-api',
      entityTitle: 'Payments API',
    });
    const candidates = within(
      await dialog.findByRole('list', { name: 'Plans that apply' }),
    ).getAllByRole('listitem');
    expect(candidates.map(({ textContent }) => textContent)).toEqual([
      'Leaked credential This plan names payments-api.',
      'Lost laptop It is the company default.',
    ]);
    expect(getField(dialog, 'Plan to practise')).toHaveValue('');
    await userEvent.click(dialog.getByRole('button', { name: 'Lost laptop' }));
    expect(getField(dialog, 'Plan to practise')).toHaveValue('Lost laptop');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Start the exercise' }),
    );
    expect(await screen.findByText(/SEC-2026-0042$/)).toBeInTheDocument();
    expect(sent).toMatchObject([
      { body: { planRef: 'responseplan:default/lost-laptop' } },
    ]);
  });

  it('starts from a plan without a service', async () => {
    const sent = takeExercises();
    const dialog = await openDialog({
      planRef: 'responseplan:default/leaked-credential',
      planTitle: 'Leaked credential',
    });
    const title = dialog.getByLabelText(/Title/);
    expect(title).toHaveValue('Exercise: Leaked credential');
    await userEvent.clear(title);
    await userEvent.type(title, 'Spring drill');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Start the exercise' }),
    );
    expect(await screen.findByText(/SEC-2026-0042$/)).toBeInTheDocument();
    expect(sent[0].body).toEqual({
      title: 'Spring drill',
      mode: 'exercise',
      affected: [],
      unknownService: true,
      planRef: 'responseplan:default/leaked-credential',
    });
  });

  it('finds another plan by its title', async () => {
    const sent = takeExercises();
    const dialog = await openDialog({
      planRef: 'responseplan:default/leaked-credential',
      planTitle: 'Leaked credential',
    });
    const plan = getField(dialog, 'Plan to practise');
    await userEvent.clear(plan);
    await userEvent.type(plan, 'laptop');
    await userEvent.click(
      await screen.findByRole('option', { name: /Lost laptop/ }),
    );
    expect(plan).toHaveValue('Lost laptop');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Start the exercise' }),
    );
    expect(await screen.findByText(/SEC-2026-0042$/)).toBeInTheDocument();
    expect(sent[0].body).toMatchObject({
      title: 'Exercise: Lost laptop',
      planRef: 'responseplan:default/lost-laptop',
    });
  });

  it('takes a typed service unchecked while the catalog does not answer', async () => {
    const sent = takeExercises();
    const dialog = await openDialog(
      { planRef: 'responseplan:default/leaked-credential' },
      {
        queryEntities: async () => {
          throw new Error('The catalog is away');
        },
      },
    );
    await userEvent.type(getField(dialog, 'Service'), 'ledger');
    await userEvent.click(
      await screen.findByRole('option', { name: 'ledger' }),
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Start the exercise' }),
    );
    expect(await screen.findByText(/SEC-2026-0042$/)).toBeInTheDocument();
    expect(sent[0].body).toMatchObject({
      affected: [{ entityRef: 'component:default/ledger' }],
    });
  });

  it('starts without a plan, and keeps what was typed when starting fails', async () => {
    server.use(
      http.get(`${BASE}/response-plans`, () =>
        refusal(503, { name: 'ServiceUnavailableError', message: 'Not now' }),
      ),
      http.post(`${BASE}/incidents`, () =>
        refusal(500, {
          name: 'InternalError',
          message: 'The database is away',
        }),
      ),
    );
    const dialog = await openDialog({
      entityRef: 'component:default/payments-api',
    });
    expect(dialog.getByLabelText(/Title/)).toHaveValue(
      'Exercise: response on payments-api',
    );
    await userEvent.type(dialog.getByLabelText(/Title/), ', first');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Start the exercise' }),
    );
    expect(await dialog.findByText('The database is away')).toBeInTheDocument();
    expect(dialog.getByLabelText(/Title/)).toHaveValue(
      'Exercise: response on payments-api, first',
    );
  });
});
