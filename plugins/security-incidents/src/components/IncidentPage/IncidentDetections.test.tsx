import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { incidentDetections } from '../../__testUtils__/watch';
import { answer, BASE, failure, openPage } from './__testUtils__/incidentPage';
import { testIncident } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const open = (detections = incidentDetections(), incident = testIncident()) => {
  const url = answer(
    server,
    incident,
    undefined,
    undefined,
    undefined,
    () => detections,
  );
  return url;
};

describe('the detections of an incident', () => {
  it('stand on the page with what they triggered and whether they still fire', async () => {
    open();
    openPage();
    const card = await screen.findByLabelText('Detections');
    expect(card).toHaveTextContent('2 attached, 1 proposed');
    expect(card).toHaveTextContent('1 still fires');
    const rows = within(card)
      .getAllByRole('listitem')
      .filter(row => row.getAttribute('aria-label'));
    expect(rows[0]).toHaveTextContent('Triggered this');
    expect(rows[0]).toHaveTextContent('still firing');
    expect(rows[1]).toHaveTextContent('by rule Repeat of something open');
    expect(rows[1]).toHaveTextContent('resolved at source');
    expect(rows[2]).toHaveTextContent('Proposed');
    const table = within(card).getByRole('table', {
      name: 'When each detection was seen',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(4);
  });

  it('names the source of one whose source watches no affected service', async () => {
    const { proposed } = incidentDetections();
    open(
      incidentDetections({
        proposed: [{ ...proposed[0], sourceId: 'generic', ruleName: 'PAY-12' }],
        sources: [],
        sourceTitles: { generic: 'Sentry' },
      }),
    );
    openPage();
    const card = await screen.findByLabelText('Detections');
    const row = within(card).getByRole('listitem', { name: proposed[0].title });
    expect(row).toHaveTextContent('Sentry, PAY-12');
    expect(row).not.toHaveTextContent('generic');
  });

  it('are the evidence of when it was detected', async () => {
    const incident = testIncident();
    const found = incidentDetections();
    found.attached[0].firstSeenAt = incident.detectedAt!;
    open(found, incident);
    openPage();
    expect(
      await screen.findByRole('link', { name: 'by GitHub' }),
    ).toHaveAttribute('href', '#detections');
  });

  it('are no evidence of a time that somebody changed', async () => {
    open();
    openPage();
    await screen.findByLabelText('Detections');
    expect(screen.queryByRole('link', { name: 'by GitHub' })).toBeNull();
  });

  it('shows how one was found and verified', async () => {
    open();
    openPage();
    const card = await screen.findByLabelText('Detections');
    await userEvent.click(
      within(card).getAllByRole('button', { name: 'Details' })[0],
    );
    expect(card).toHaveTextContent('verified, hmac-sha256');
    expect(
      within(card).getByRole('link', { name: 'Open in the inbox' }),
    ).toHaveAttribute('href', '/security-incidents/inbox/a1');
  });

  it('attaches a proposed one', async () => {
    open();
    const sent: unknown[] = [];
    server.use(
      http.post(`${BASE}/detections/d2/attach`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({});
      }),
    );
    openPage();
    const card = await screen.findByLabelText('Detections');
    await userEvent.click(
      within(card).getByRole('button', { name: /^Attach/ }),
    );
    await waitFor(() => expect(sent).toEqual([{ incident: 'SEC-2026-0042' }]));
  });

  it('says that a proposed one does not belong here, and takes it back', async () => {
    open();
    const sent: unknown[] = [];
    server.use(
      http.post(`${BASE}/detections/d2/decline`, async ({ request }) => {
        sent.push(await request.json(), request.headers.get('if-match'));
        return HttpResponse.json({
          ...incidentDetections().proposed[0],
          version: 4,
        });
      }),
    );
    openPage();
    const card = await screen.findByLabelText('Detections');
    await userEvent.click(
      within(card).getByRole('button', { name: /does not belong to/ }),
    );
    expect(
      await within(card).findByText(
        /does not belong to SEC-2026-0042\. It stays/,
      ),
    ).toBeInTheDocument();
    await userEvent.click(within(card).getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(sent).toEqual([
        { incident: 'SEC-2026-0042' },
        '3',
        { incident: 'SEC-2026-0042', undo: true },
        '4',
      ]),
    );
  });

  it('caution in the next step when one is seen after the response began', async () => {
    open(
      incidentDetections(),
      testIncident({ declaredAt: '2026-11-23T08:00:00.000Z' }),
    );
    openPage();
    const next = await screen.findByLabelText('Next step');
    expect(
      await within(next).findByText(
        /saw “Payment gateway key, still valid” again/,
      ),
    ).toHaveTextContent('Not a blocker, but look: GitHub saw');
    expect(
      within(next).getByRole('link', { name: 'See it below' }),
    ).toHaveAttribute('href', '#detections');
  });

  it('are absent where there are none', async () => {
    open(incidentDetections({ attached: [], proposed: [] }));
    openPage();
    await screen.findByLabelText('Affected services');
    await waitFor(() =>
      expect(screen.queryByLabelText('Detections')).toBeNull(),
    );
  });

  it('fail by themselves', async () => {
    const url = open();
    server.use(
      http.get(`${url}/detections`, () => failure(500, 'Error', 'No')),
    );
    openPage();
    expect(
      await screen.findByText('The detections did not load'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Affected services')).toBeInTheDocument();
  });
});
