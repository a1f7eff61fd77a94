import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SecurityIncidentsClient } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { securityIncidentsApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { testIncident } from '../IncidentPage/testIncident';
import { ReportConcernButton } from '.';
import { firstSentence } from './reportRequest';

const BASE = 'http://localhost/api/security-incidents';
const server = setupServer();
registerMswTestHooks(server);
beforeEach(() =>
  server.use(
    http.get(`${BASE}/incidents`, () =>
      HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} }),
    ),
    http.get(`${BASE}/my/report-recipients`, ({ request }) => {
      const { searchParams } = new URL(request.url);
      return HttpResponse.json({
        notified: [
          'group:default/security-operations',
          ...(searchParams.get('isSensitive') === 'true'
            ? []
            : ['group:default/team-checkout']),
        ],
        ...(searchParams.get('severity') && { firstAnswerWithinMs: 3_600_000 }),
      });
    }),
  ),
);

function openPage(entityRef?: string) {
  renderInTestApp(<ReportConcernButton entityRef={entityRef} />, {
    mountedRoutes: {
      '/security-incidents': rootRouteRef,
    },
    apis: [
      [
        securityIncidentsApiRef,
        new SecurityIncidentsClient({
          discoveryApi: { getBaseUrl: async () => BASE },
        }),
      ],
      [catalogApiRef, catalogApiMock()],
    ],
  });
}

describe('ReportDialog', () => {
  it('reports from a service in two clicks and one sentence', async () => {
    let sent: unknown;
    server.use(
      http.post(`${BASE}/incidents`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(testIncident(), { status: 201 });
      }),
    );
    openPage('component:default/checkout-web');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Report a concern' }),
    );
    // The field has the focus, so that typing needs no click.
    await userEvent.keyboard('The card form shows twice. It began at 9.');
    await userEvent.click(screen.getByRole('button', { name: 'Send report' }));

    expect(
      await screen.findByText('Recorded as SEC-2026-0042'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open it' })).toHaveAttribute(
      'href',
      '/security-incidents/SEC-2026-0042',
    );
    expect(sent).toEqual({
      title: 'The card form shows twice',
      summary: 'The card form shows twice. It began at 9.',
      affected: [{ entityRef: 'component:default/checkout-web' }],
      detection: { method: 'staff-report', certainty: 'unsure' },
      ongoing: 'unknown',
      visibility: 'open',
    });
  });

  it('names who is notified, by when they answer, and who can read a sensitive report', async () => {
    openPage('component:default/checkout-web');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Report a concern' }),
    );
    expect(
      await screen.findByText(
        /security-operations, team-checkout are notified at once/,
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('radio', { name: /Somebody could do real harm/ }),
    );
    expect(
      await screen.findByText(/The first answer is due within 1h/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('switch'));
    expect(
      await screen.findByText(
        /security-operations are notified at once and can read it\. The owner is not told/,
      ),
    ).toBeInTheDocument();
  });

  it('keeps everything when sending fails, and retries under the same key', async () => {
    const keys: Array<string | null> = [];
    const bodies: unknown[] = [];
    server.use(
      http.post(`${BASE}/incidents`, async ({ request }) => {
        keys.push(request.headers.get('idempotency-key'));
        bodies.push(await request.json());
        return keys.length === 1
          ? HttpResponse.json(
              {
                error: { name: 'ServiceUnavailableError', message: 'Busy' },
                response: { statusCode: 503 },
              },
              { status: 503 },
            )
          : HttpResponse.json(testIncident(), { status: 201 });
      }),
    );
    openPage();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Report a concern' }),
    );
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: 'Not sure which service',
      }),
    );
    const field = screen.getByLabelText(/What did you see/);
    await userEvent.type(field, 'A parcel was open');
    await userEvent.click(
      screen.getByRole('radio', { name: /Somebody could do real harm/ }),
    );
    await userEvent.click(screen.getByRole('switch'));
    await userEvent.click(screen.getByRole('button', { name: 'Send report' }));

    expect(
      await screen.findByText('The report was not sent'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/kept in this browser until it is sent/),
    ).toBeInTheDocument();
    expect(screen.queryByText('What happens next')).toBeNull();
    expect(field).toHaveValue('A parcel was open');

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Recorded as SEC-2026-0042'),
    ).toBeInTheDocument();
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
    expect(bodies[1]).toEqual({
      title: 'A parcel was open',
      summary: 'A parcel was open',
      affected: [],
      unknownService: true,
      detection: { method: 'staff-report', certainty: 'unsure' },
      ongoing: 'unknown',
      severity: 'high',
      visibility: 'restricted',
    });
  });

  it('says in the receipt that the owner is looked up later when the catalog was away', async () => {
    const { affected } = testIncident();
    server.use(
      http.post(`${BASE}/incidents`, () =>
        HttpResponse.json(
          testIncident({
            affected: affected.map(entity => ({
              ...entity,
              snapshotState: 'pending' as const,
            })),
          }),
          { status: 201 },
        ),
      ),
    );
    openPage('component:default/payments-api');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Report a concern' }),
    );
    await userEvent.keyboard('A key in a log');
    await userEvent.click(screen.getByRole('button', { name: 'Send report' }));
    expect(
      await screen.findByText(
        /The catalog did not answer, so the owner of payments-api is looked up later/,
      ),
    ).toBeInTheDocument();
  });

  it('makes the title of the first sentence, cut at a word', () => {
    expect(firstSentence('  Token v1.2 leaked. More.')).toBe(
      'Token v1.2 leaked',
    );
    const long = firstSentence('word '.repeat(60));
    expect(long.length).toBeLessThanOrEqual(120);
    expect(long.endsWith('word…')).toBe(true);
  });
});
