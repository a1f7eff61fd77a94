import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
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
import { rootRouteRef } from '../../routes';
import { testIncident } from '../IncidentPage/testIncident';
import { StartExerciseButton, type StartExerciseButtonProps } from '.';

const server = setupServer();
registerMswTestHooks(server);

function Where() {
  return <output>{useAppLocation().pathname}</output>;
}

/** Opens the dialog from a button that stands on the page of a service, of a plan, or nowhere. */
async function openDialog(props: StartExerciseButtonProps) {
  renderInTestApp(
    <>
      <StartExerciseButton {...props} />
      <Where />
    </>,
    {
      mountedRoutes: { '/security-incidents': rootRouteRef },
      apis: [
        [
          securityIncidentsApiRef,
          new SecurityIncidentsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [catalogApiRef, catalogApiMock()],
      ],
    },
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'Start an exercise' }),
  );
  return within(await screen.findByRole('dialog'));
}

/** Answers what is started, and keeps what was sent. */
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

describe('ExerciseDialog', () => {
  it('starts from a service in two clicks, with the plan that fits it, and leads to its page', async () => {
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
    expect(dialog.getByLabelText('Plan to practise')).toHaveValue(
      'Leaked credential',
    );
    expect(dialog.getByLabelText('Service')).toHaveValue('Payments API');
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

  it('starts from a plan, on no service in particular', async () => {
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

  it('reads as names, and as what is typed while somebody types', async () => {
    const sent = takeExercises();
    const dialog = await openDialog({
      planRef: 'responseplan:default/leaked-credential',
      planTitle: 'Leaked credential',
    });
    const plan = dialog.getByLabelText('Plan to practise');
    expect(plan).toHaveValue('Leaked credential');
    expect(plan).not.toHaveFocus();
    await userEvent.clear(plan);
    await userEvent.type(plan, 'responseplan:default/leaked-credential-2');
    expect(plan).toHaveValue('responseplan:default/leaked-credential-2');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Start the exercise' }),
    );
    expect(await screen.findByText(/SEC-2026-0042$/)).toBeInTheDocument();
    expect(sent[0].body).toMatchObject({
      planRef: 'responseplan:default/leaked-credential-2',
    });
  });

  it('keeps what was written when it could not be started, and can go without a plan', async () => {
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
