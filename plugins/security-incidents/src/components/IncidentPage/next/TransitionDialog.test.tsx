import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { TransitionOption } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { BASE, renderPage } from '../../../__testUtils__/backend';
import { IncidentRecordProvider } from '../IncidentRecord';
import { testIncident } from '../testIncident';
import { TransitionDialog } from './TransitionDialog';

const server = setupServer();
registerMswTestHooks(server);

const incident = testIncident();
const other = testIncident({
  id: 'other',
  key: 'SEC-2026-0050',
  title: 'Token in a public chat',
});
const merge: TransitionOption = {
  to: 'merged',
  kind: 'merge',
  requires: ['mergedInto'],
  right: 'transition',
  allowed: true,
  blockedBy: [],
};

describe('TransitionDialog', () => {
  it('finds the other incident by its title, and shows what is merged into what', async () => {
    const searched: Array<string | null> = [];
    const sent: unknown[] = [];
    server.use(
      http.get(`${BASE}/incidents`, ({ request }) => {
        searched.push(new URL(request.url).searchParams.get('q'));
        return HttpResponse.json({
          items: [incident, other],
          totalItems: 2,
          pageInfo: {},
        });
      }),
      http.post(
        `${BASE}/incidents/${incident.key}/transitions`,
        async ({ request }) => {
          sent.push(await request.json());
          return HttpResponse.json(incident);
        },
      ),
    );
    const closed = jest.fn();
    renderPage(
      <IncidentRecordProvider
        incident={incident}
        pageKey={incident.key}
        live={{
          state: 'live',
          answeredAt: 0,
          isAsking: false,
          ask: async () => {},
        }}
        principals={[]}
      >
        <TransitionDialog
          option={merge}
          title="Merge"
          onClose={closed}
          onMoved={() => {}}
        />
      </IncidentRecordProvider>,
    );
    const user = userEvent.setup();
    const dialog = within(await screen.findByRole('dialog'));
    const send = dialog.getByRole('button', { name: 'Merge' });
    expect(send).toBeDisabled();
    expect(dialog.queryByText('What happens')).not.toBeInTheDocument();

    await user.click(dialog.getByRole('combobox'));
    await user.paste('token');
    await waitFor(() => expect(searched).toContain('token'));
    const options = await screen.findAllByRole('option');
    expect(options).toHaveLength(1);
    await user.click(options[0]);
    const preview = await dialog.findByRole('group', { name: 'What happens' });
    expect(
      within(preview)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      `${incident.key} ${incident.title}Ends as merged. Its record stays readable and links to the other incident.`,
      'SEC-2026-0050 Token in a public chatGoes on. It takes over the affected services, and both timelines record the merge.',
    ]);
    await user.click(send);
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(sent).toEqual([{ to: 'merged', mergedInto: 'SEC-2026-0050' }]);
  });
});
