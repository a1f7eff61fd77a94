import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer as answerOn,
  BASE,
  failure,
  openPage,
} from './__testUtils__/incidentPage';
import { testIncident, testSteps, testTimeline } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);
const answer = (incident: Incident) => answerOn(server, incident);

describe('IncidentPage', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('names the incident in the browser tab', async () => {
    answer(testIncident());
    openPage();
    await waitFor(() =>
      expect(document.title).toBe(
        'SEC-2026-0042 Deploy token for payments-api exposed in public build log | Security incidents',
      ),
    );
  });

  it('says what is left before the next status, and removes it in place', async () => {
    const url = answer(testIncident());
    const decisions: unknown[] = [];
    server.use(
      http.post(`${url}/affected`, async ({ request }) => {
        decisions.push(await request.json());
        return HttpResponse.json(
          testIncident({
            version: 8,
            transitions: [
              {
                to: 'eradication',
                kind: 'forward',
                requires: [],
                right: 'transition',
                allowed: true,
                blockedBy: [],
              },
            ],
          }),
        );
      }),
    );
    openPage();

    expect(
      await screen.findByText('1 thing to do before you can start eradication'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Decide whether payments-api was compromised'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Start eradication' }),
    ).toBeDisabled();

    await userEvent.click(
      screen.getByRole('button', {
        name: 'payments-api: not compromised',
      }),
    );

    expect(
      await screen.findByText('Ready to start eradication'),
    ).toBeInTheDocument();
    expect(decisions).toEqual([
      {
        entityRef: 'component:default/payments-api',
        compromise: 'not-compromised',
      },
    ]);
    expect(
      screen.getByRole('button', { name: 'Start eradication' }),
    ).toBeEnabled();
  });

  it('asks for the reason of a move, and keeps it when the server refuses', async () => {
    const url = answer(testIncident());
    server.use(
      http.post(`${url}/transitions`, () =>
        failure(409, 'ConflictError', 'version: is 8 by now, not 7'),
      ),
    );
    openPage();
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Back to Triage' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'It was wrong');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Back to Triage' }),
    );

    expect(
      await within(dialog).findByText('version: is 8 by now, not 7'),
    ).toBeInTheDocument();
    expect(within(dialog).getByRole('textbox')).toHaveValue('It was wrong');
  });

  it('keeps a step that could not be recorded, and sends it again under the same key', async () => {
    const url = answer(testIncident());
    const keys: Array<string | null> = [];
    server.use(
      http.post(`${url}/steps`, ({ request }) => {
        keys.push(request.headers.get('idempotency-key'));
        return keys.length === 1
          ? failure(500, 'InternalError', 'The database is away')
          : HttpResponse.json({ ...testSteps[1], seq: 4 }, { status: 201 });
      }),
    );
    openPage();
    const field = await screen.findByLabelText(/What was done/);
    await userEvent.type(field, 'Token revoked at 10:14.');
    await userEvent.click(screen.getByRole('button', { name: 'Record step' }));

    expect(await screen.findByText('The database is away')).toBeInTheDocument();
    expect(field).toHaveValue('Token revoked at 10:14.');

    await userEvent.click(screen.getByRole('button', { name: 'Record step' }));
    expect(
      await screen.findByText('Recorded as entry #4.'),
    ).toBeInTheDocument();
    expect(field).toHaveValue('');
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });

  it('shows a correction and what it corrects, and lets a step be corrected', async () => {
    const url = answer(testIncident());
    let recorded: unknown;
    server.use(
      http.post(`${url}/steps`, async ({ request }) => {
        recorded = await request.json();
        return HttpResponse.json({ ...testSteps[1], seq: 4 }, { status: 201 });
      }),
    );
    openPage();

    expect(
      await screen.findByText('No use of the token after 07:05.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Amended 10:06 by #3' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Amends #2' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Happened 08:10, recorded 10:05, 1h 55m later'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Record intact, 3 entries, verified just now'),
    ).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Amend entry #3' }),
    );
    const field = await screen.findByLabelText(/What was done/);
    expect(field).toHaveValue('Two calls with the token at 03:12.');
    await userEvent.type(field, ' And one at 03:14.');
    await userEvent.click(
      screen.getByRole('button', { name: 'Record amendment' }),
    );
    await waitFor(() =>
      expect(recorded).toMatchObject({
        supersedes: 'step-2',
        text: 'Two calls with the token at 03:12. And one at 03:14.',
      }),
    );
  });

  it('says who a communication was for', async () => {
    const url = answer(testIncident());
    server.use(
      http.get(`${url}/steps`, () =>
        HttpResponse.json({
          items: [
            testSteps[0],
            {
              ...testSteps[1],
              kind: 'communication',
              audience: 'service-owners',
            },
          ],
        }),
      ),
    );
    openPage();
    expect(
      await screen.findByText('Communication to service owners'),
    ).toBeInTheDocument();
  });

  it('reads the same for a missing incident and one kept from the reader', async () => {
    server.use(
      http.get(`${BASE}/incidents/SEC-2026-0099`, () =>
        failure(404, 'NotFoundError', 'No incident SEC-2026-0099'),
      ),
    );
    openPage('SEC-2026-0099');
    expect(
      await screen.findByText(/No incident here that you can see/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All incidents' })).toHaveAttribute(
      'href',
      '/security-incidents',
    );
    expect(
      screen.getByRole('button', { name: 'Report a concern' }),
    ).toBeInTheDocument();
  });

  it('says whom to ask where the reader may only read', async () => {
    answer(
      testIncident({
        rights: {
          update: false,
          transition: false,
          recordStep: false,
          escalate: false,
          decideMajor: false,
          restrict: false,
          verify: false,
          readViews: false,
          eraseEntries: false,
        },
      }),
    );
    openPage();
    expect(
      await screen.findByText(
        /^You can read this incident, but you can't record steps\. Ask the commander, security-responder/,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Record step' })).toBeNull();
    expect(
      screen.getByText(
        /^You can't do this\. Ask the commander, security-responder/,
      ),
    ).toBeInTheDocument();
  });

  it('says over everything that it is an exercise', async () => {
    answer(testIncident({ mode: 'exercise' }));
    openPage();
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent('Exercise, left out of all figures');
  });

  it('writes the kind of step that fits the status, until somebody chooses another', async () => {
    answer(testIncident({ status: 'recovery' }));
    openPage();
    await userEvent.click(await screen.findByLabelText(/What was done/));
    expect(screen.getByRole('radio', { name: 'Recovery' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Decision' }));
    expect(screen.getByRole('radio', { name: 'Decision' })).toBeChecked();
    // What is rare waits in a menu, and stands beside the others once it is chosen.
    expect(screen.queryByRole('radio', { name: 'Evidence' })).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'More kinds of step' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Evidence' }),
    );
    expect(
      await screen.findByRole('radio', { name: 'Evidence' }),
    ).toBeChecked();
  });

  it('says that content is withheld, and lists what happened to tasks apart', async () => {
    const [first] = testTimeline;
    const { salt: _salt, data: _data, ...covered } = first;
    answerOn(server, testIncident(), () => [
      first,
      { ...covered, seq: 2, action: 'status.changed', withheld: true },
      {
        ...first,
        seq: 3,
        action: 'task.skipped',
        data: { title: 'Take the log offline', reason: 'It had expired' },
      },
    ]);
    openPage();
    expect(
      await screen.findByText(
        /^Content withheld: it names an incident or a service that you can't/,
      ),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Tasks 1' }));
    expect(screen.getByText('It had expired')).toBeInTheDocument();
    expect(screen.queryByText(/^Content withheld/)).toBeNull();
  });
});
