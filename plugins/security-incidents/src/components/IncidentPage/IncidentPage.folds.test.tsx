import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answer, openPage } from './__testUtils__/incidentPage';
import { testIncident, testTimeline } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

describe('what the page of an incident folds and asks', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('folds the composer until it is used, and says why the priority is what it is on demand', async () => {
    answer(server, testIncident());
    openPage();
    const field = await screen.findByLabelText(/What was done/);
    expect(screen.queryByRole('radio', { name: 'Containment' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Record step' })).toBeNull();
    expect(screen.getByText(/^Why P/).closest('details')).not.toHaveAttribute(
      'open',
    );

    await userEvent.click(field);
    expect(screen.getByRole('radio', { name: 'Containment' })).toBeChecked();
    expect(
      screen.getByRole('button', { name: 'Record step' }),
    ).toBeInTheDocument();
  });

  const twelve = Array.from({ length: 12 }, (_, at) => ({
    ...testTimeline[0],
    seq: at + 1,
    actor: 'user:default/ines',
    action: 'status.changed' as const,
    data: { from: 'new', to: 'triage', reason: `Reason ${at + 1}.` },
  }));

  it('shows the newest ten entries until all are asked for', async () => {
    answer(server, testIncident(), () => twelve);
    openPage();
    expect(await screen.findByText('Reason 3.')).toBeInTheDocument();
    expect(screen.queryByText('Reason 2.')).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 12 entries' }),
    );
    expect(screen.getByText('Reason 1.')).toBeInTheDocument();
  });

  it('opens the timeline for a link to an entry', async () => {
    answer(server, testIncident(), () => twelve);
    openPage('SEC-2026-0042#entry-1');
    expect(await screen.findByText('Reason 1.')).toBeInTheDocument();
  });

  it('begins a closed record with its summary', async () => {
    answer(
      server,
      testIncident({
        status: 'closed',
        open: false,
        transitions: [],
        summary: 'A deploy token was readable.',
        resolution: {
          code: 'mitigated',
          summary: 'Token revoked before it was used.',
          rootCause: 'A debug flag.',
        } as never,
      }),
    );
    openPage();
    const summary = await screen.findByLabelText('Summary');
    expect(summary).toHaveTextContent('A deploy token was readable.');
    expect(summary).toHaveTextContent('Token revoked before it was used.');
    expect(summary).toHaveTextContent('Root cause: A debug flag.');
  });

  it('asks the one question that "Decide" is about, with the focus on it', async () => {
    const url = answer(
      server,
      testIncident({
        status: 'triage',
        severity: undefined,
        transitions: [
          {
            to: 'containment',
            kind: 'forward',
            requires: [],
            right: 'transition',
            allowed: false,
            blockedBy: [
              { guard: 'has-class', message: 'Decide the class' },
              { guard: 'has-severity', message: 'Decide the severity' },
            ],
          },
        ] as never,
      }),
    );
    let sent: unknown;
    server.use(
      http.patch(url, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(testIncident({ version: 8 }));
      }),
    );
    openPage();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Decide: Severity' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Decide: Severity',
    });
    expect(within(dialog).queryByLabelText(/^Title/)).toBeNull();
    const severity = within(dialog).getByRole('button', { name: /Severity/ });
    expect(severity).toHaveFocus();
    await userEvent.click(severity);
    await userEvent.click(await screen.findByRole('option', { name: 'High' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(sent).toEqual({ severity: 'high' });
  });

  it('asks before Escape drops typed text', async () => {
    answer(server, testIncident());
    openPage();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Edit facts' }),
    );
    const dialog = await screen.findByRole('dialog');
    const title = within(dialog).getByLabelText(/Title/);
    await userEvent.type(title, ' again');
    await userEvent.keyboard('{Escape}');
    expect(
      await within(dialog).findByText('Discard what you typed?'),
    ).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Keep writing' }),
    );
    expect(title).toHaveValue(`${testIncident().title} again`);
    await userEvent.click(title);
    await userEvent.keyboard('{Escape}');
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Discard' }),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
