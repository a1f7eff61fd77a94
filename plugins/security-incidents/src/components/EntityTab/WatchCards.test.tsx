import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EntityWatch } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { entityWatch } from '../../__testUtils__/watch';
import { WatchCards } from './WatchCards';

const server = setupServer();
registerMswTestHooks(server);

const SERVICE = 'component:default/payments-api';

function render(watch: EntityWatch | undefined) {
  const backend = new TestBackend(server);
  backend.listen();
  if (watch) backend.watch = watch;
  else {
    server.use(
      http.get(`${BASE}/entities/:kind/:namespace/:name/watch`, () =>
        refusal(500, { name: 'Error', message: 'No' }),
      ),
    );
  }
  renderPage(<WatchCards entityRef={SERVICE} name="payments-api" />);
}

describe('who watches a service', () => {
  it('names each source with how it finds the service and how it is', async () => {
    render(entityWatch());
    const card = await screen.findByLabelText('Watched by 3 sources');
    expect(card).toHaveTextContent('1 in trouble');
    const falco = within(card).getByRole('row', { name: /^Falco/ });
    expect(falco).toHaveTextContent('by workload payments/payments-api');
    expect(falco).toHaveTextContent('Silent for 2d 8h');
    expect(card).toHaveTextContent('Not watched by Wazuh.');
    expect(card).toHaveTextContent('Wazuh: Add a pattern for the label host.');
  });

  it('names the source of what waits, although it does not watch the service', async () => {
    const { waiting = [], missing } = entityWatch();
    render(
      entityWatch({
        waiting: [{ ...waiting[0], sourceId: missing[0].sourceId }],
      }),
    );
    const card = await screen.findByLabelText('1 detection waits');
    expect(card).toHaveTextContent('Wazuh, ');
  });

  it('attaches what waits to the incident that fits, and leads to the inbox', async () => {
    const sent: unknown[] = [];
    render(entityWatch());
    server.use(
      http.post(`${BASE}/detections/:id/attach`, async ({ request }) => {
        sent.push(await request.json(), request.headers.get('if-match'));
        return HttpResponse.json({});
      }),
    );
    const card = await screen.findByLabelText('2 detections wait');
    expect(
      within(card).getByRole('link', { name: 'Decide in the inbox' }),
    ).toHaveAttribute(
      'href',
      '/security-incidents/inbox?service=component%3Adefault%2Fpayments-api',
    );
    await userEvent.click(
      within(card).getByRole('button', { name: 'Attach to SEC-2026-0052' }),
    );
    await waitFor(() =>
      expect(sent).toEqual([{ incident: 'SEC-2026-0052' }, '3']),
    );
  });

  it('says that nobody watches, and hides what the reader may not decide', async () => {
    render(entityWatch({ sources: [], waiting: undefined }));
    expect(
      await screen.findByLabelText('Nobody watches payments-api'),
    ).toHaveTextContent('None open may only mean that nothing would tell us.');
    expect(screen.queryByText('No detection waits')).toBeNull();
  });

  it('says when that is unknown', async () => {
    render(undefined);
    expect(
      await screen.findByText('The sources did not load'),
    ).toBeInTheDocument();
  });
});
