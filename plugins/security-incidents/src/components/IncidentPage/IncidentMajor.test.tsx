import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Incident,
  MajorIncidentStatus,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answer, failure, openPage } from './__testUtils__/incidentPage';
import { testIncident } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const PROPOSED: MajorIncidentStatus = {
  state: 'proposed',
  at: '2020-11-23T10:10:00.000Z',
  proposedBecause: ['Its severity is critical, and personal data is involved'],
};
const DECLARED: MajorIncidentStatus = {
  state: 'declared',
  at: '2020-11-23T10:20:00.000Z',
  by: 'user:default/security-responder',
  reason: 'Customers are affected',
  proposedBecause: PROPOSED.proposedBecause,
};

function open(changes: Partial<Incident>) {
  const state = { incident: testIncident(changes) };
  const sent: unknown[] = [];
  const url = answer(server, () => state.incident);
  openPage();
  return {
    url,
    sent,
    /** What the backend does with a decision. */
    become(major: MajorIncidentStatus) {
      server.use(
        http.post(`${url}/major`, async ({ request }) => {
          sent.push([request.headers.get('if-match'), await request.json()]);
          state.incident = testIncident({
            ...changes,
            major,
            isMajor: major.state === 'declared',
            version: 8,
          });
          return HttpResponse.json(state.incident);
        }),
      );
    },
  };
}

const band = () => screen.findByLabelText('Proposed as major incident');

describe('major incidents on the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('says times of the reasons in the zone of the reader', async () => {
    open({
      major: {
        ...PROPOSED,
        proposedBecause: [
          'Contain within 2 hours since it was recorded: overdue since 2020-11-23 10:00 UTC',
        ],
      },
    });
    const proposal = await band();
    expect(proposal).toHaveTextContent(/: overdue since 23 Nov 2020 \d\d:00/);
    expect(proposal).not.toHaveTextContent('2020-11-23');
  });

  it('says why it may be one, and declares it for a reason', async () => {
    const page = open({ major: PROPOSED });
    page.become(DECLARED);
    const proposal = await band();
    expect(proposal).toHaveTextContent(
      'Its severity is critical, and personal data is involved',
    );
    await userEvent.click(
      within(proposal).getByRole('button', { name: 'Declare major incident' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const send = dialog.getByRole('button', { name: 'Declare major incident' });
    expect(send).toBeDisabled();
    await userEvent.type(
      dialog.getByLabelText(/Why/),
      'Customers are affected',
    );
    await userEvent.click(send);

    expect(
      await screen.findByText(/^since 23 Nov 2020 10:20 UTC/),
    ).toHaveTextContent('by security-responder');
    expect(screen.getByText('Major incident')).toBeInTheDocument();
    expect(screen.queryByLabelText('Proposed as major incident')).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByLabelText('Facts')).toHaveTextContent(
      'Yes: Customers are affected',
    );
    expect(page.sent).toEqual([
      ['7', { decision: 'declare', reason: 'Customers are affected' }],
    ]);
  });

  it.each(['resolved', 'closed'] as const)(
    'is not declared any more once the incident is %s',
    async status => {
      open({ status });
      expect(
        await screen.findByRole('heading', { name: /^Timeline/ }),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('button', {
          name: 'More actions for this incident',
        }),
      ).toBeNull();
    },
  );

  it('declines for a reason, which the facts keep', async () => {
    const page = open({ major: PROPOSED });
    page.become({ ...DECLARED, state: 'declined', reason: 'Only one host' });
    await userEvent.click(
      within(await band()).getByRole('button', { name: 'Not major' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Why/), 'Only one host');
    await userEvent.click(dialog.getByRole('button', { name: 'Not major' }));
    await waitFor(() =>
      expect(screen.queryByLabelText('Proposed as major incident')).toBeNull(),
    );
    expect(screen.getByLabelText('Facts')).toHaveTextContent(
      'No: Only one host',
    );
    expect(page.sent).toEqual([
      ['7', { decision: 'decline', reason: 'Only one host' }],
    ]);
  });

  it('keeps the reason when somebody was faster', async () => {
    const page = open({ major: PROPOSED });
    server.use(
      http.post(`${page.url}/major`, () =>
        failure(409, 'ConflictError', 'version: is 8 by now, not 7'),
      ),
    );
    await userEvent.click(
      within(await band()).getByRole('button', { name: 'Not major' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Why/), 'Only one host');
    await userEvent.click(dialog.getByRole('button', { name: 'Not major' }));
    expect(
      await dialog.findByText('version: is 8 by now, not 7'),
    ).toBeInTheDocument();
    expect(dialog.getByLabelText(/Why/)).toHaveValue('Only one host');
  });

  it('says whom to ask where the reader may not decide', async () => {
    const { rights } = testIncident();
    open({ major: PROPOSED, rights: { ...rights, decideMajor: false } });
    const proposal = await band();
    expect(proposal).toHaveTextContent(
      "You can't decide this. Ask the commander.",
    );
    expect(within(proposal).queryByRole('button')).toBeNull();
    expect(
      screen.queryByRole('button', {
        name: 'More actions for this incident',
      }),
    ).toBeNull();
  });

  it('ends one from the menu', async () => {
    const page = open({ major: DECLARED, isMajor: true });
    page.become({ ...DECLARED, state: 'none', reason: 'Back to normal' });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'More actions for this incident',
      }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'End major incident' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Why/), 'Back to normal');
    await userEvent.click(
      dialog.getByRole('button', { name: 'End major incident' }),
    );
    await waitFor(() =>
      expect(screen.queryByText('Major incident')).toBeNull(),
    );
    expect(screen.getByLabelText('Facts')).toHaveTextContent(
      'Not any more: Back to normal',
    );
    expect(page.sent).toEqual([
      ['7', { decision: 'end', reason: 'Back to normal' }],
    ]);
  });
});
