import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  BASE,
  chooseOption,
  openPage,
} from './__testUtils__/incidentPage';
import { testIncident } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const other = testIncident({
  id: 'other',
  key: 'SEC-2026-0050',
  title: 'Token in a public chat',
});

describe('merging an incident', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('finds the other incident by its title, and shows what is merged into what', async () => {
    const incident = testIncident({
      transitions: [
        {
          to: 'merged',
          kind: 'merge',
          requires: ['mergedInto'],
          right: 'transition',
          allowed: true,
          blockedBy: [],
        },
      ],
    });
    const url = answer(server, incident);
    const searched: Array<string | null> = [];
    let sent: unknown;
    server.use(
      http.get(`${BASE}/incidents`, ({ request }) => {
        searched.push(new URL(request.url).searchParams.get('q'));
        return HttpResponse.json({
          items: [incident, other],
          totalItems: 2,
          pageInfo: {},
        });
      }),
      http.post(`${url}/transitions`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(incident);
      }),
    );
    openPage(incident.key);
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    await user.click(
      await screen.findByRole('menuitem', {
        name: 'Merge into another incident',
      }),
    );
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Merge into another incident',
      }),
    );
    const merge = dialog.getByRole('button', {
      name: 'Merge into another incident',
    });
    expect(merge).toBeDisabled();
    expect(dialog.queryByText('What happens')).not.toBeInTheDocument();

    await chooseOption(
      user,
      'Which incident goes on?',
      'token',
      'Token in a public chat',
    );
    expect(searched).toContain('token');
    const preview = dialog.getByRole('group', { name: 'What happens' });
    expect(
      within(preview)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      `${incident.key} ${incident.title}Ends as merged. Its record stays readable and links to the other incident.`,
      'SEC-2026-0050 Token in a public chatGoes on. It takes over the affected services, and both timelines record the merge.',
    ]);
    await user.click(merge);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(sent).toEqual({ to: 'merged', mergedInto: 'SEC-2026-0050' });
  });
});
