import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type Incident,
  type IncidentMember,
  type IncidentView,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer as answerOn,
  BASE,
  failure,
  openPage,
} from './__testUtils__/incidentPage';
import { testIncident, testTimeline } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const KEY = 'SEC-2026-0042';
const REASON = 'On call, and nobody of the team answers';

function member(changes: Partial<IncidentMember>): IncidentMember {
  return {
    principalRef: 'user:default/ada',
    source: 'manual',
    addedAt: '2026-11-23T08:00:00.000Z',
    addedBy: 'user:default/bob',
    ...changes,
  };
}

function restricted(changes: Partial<Incident> = {}): Incident {
  return testIncident({
    visibility: 'restricted',
    readAs: 'member',
    members: [
      member({ principalRef: 'user:default/maya', source: 'reporter' }),
      member({
        principalRef: 'user:default/security-responder',
        source: 'role',
      }),
      member({ principalRef: 'group:default/legal' }),
      member({ principalRef: 'user:default/olaf', source: 'break-glass' }),
    ],
    ...changes,
  });
}

/** Views as the API answers them, in pages of the asked size. */
function answerViews(views: IncidentView[]) {
  server.use(
    http.get(`${BASE}/incidents/${KEY}/views`, ({ request }) => {
      const { searchParams } = new URL(request.url);
      const start = Number(searchParams.get('cursor') ?? 0);
      const end = start + Number(searchParams.get('limit'));
      return HttpResponse.json({
        items: views.slice(start, end),
        totalItems: views.length,
        pageInfo: end < views.length ? { nextCursor: String(end) } : {},
      });
    }),
  );
}

/** Everything is allowed, by a policy or because there is none. */
function rights(policy: boolean) {
  return {
    apis: [[permissionApiRef, mockApis.permission()] as const],
    config: { permission: { enabled: policy } },
  };
}

describe('who can read a restricted incident', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('is said of each member with the reason, and never claims that these are all', async () => {
    answerOn(server, restricted());
    answerViews([]);
    openPage();
    const card = await screen.findByRole('article', {
      name: 'Who can read it',
    });
    const members = within(card).getByRole('list', { name: 'Members' });
    const notes = within(members)
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(notes).toEqual([
      expect.stringContaining('Reported it'),
      expect.stringContaining('Incident commander'),
      expect.stringContaining('Was given access'),
      expect.stringContaining('Broke the glass'),
    ]);
    expect(
      within(members)
        .getAllByRole('button')
        .map(button => button.getAttribute('aria-label')),
    ).toEqual(['Remove the access of legal', 'Remove the access of olaf']);
    expect(
      screen.getByText('Restricted to 4 members and people who may read all'),
    ).toBeInTheDocument();
    expect(within(card).queryByText(/You are not a member/)).toBeNull();
  });

  it('can talk about it by its codename, and whoever changes facts can change that', async () => {
    let incident = restricted({ codename: 'Nightjar' });
    const url = answerOn(server, () => incident);
    answerViews([]);
    const sent: unknown[] = [];
    server.use(
      http.patch(url, async ({ request }) => {
        sent.push(await request.json());
        incident = restricted({ version: 8 });
        return HttpResponse.json(incident);
      }),
    );
    openPage();
    expect(await screen.findByText('Codename Nightjar')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Edit facts' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.clear(within(dialog).getByLabelText(/Codename/));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toEqual([{ codename: null }]));
    await waitFor(() =>
      expect(screen.queryByText(/^Codename/)).not.toBeInTheDocument(),
    );
  });

  it.each([
    [undefined, /^Merged into another incident\./],
    ['Nightjar', /^Merged into a restricted incident, codename Nightjar\./],
  ])(
    'is called %s where something was merged into it',
    async (mergedIntoCodename, note) => {
      answerOn(server, testIncident({ status: 'merged', mergedIntoCodename }));
      openPage();
      expect(await screen.findByText(note)).toBeVisible();
    },
  );

  it('tells somebody who reads it by policy that they do', async () => {
    answerOn(server, restricted({ readAs: 'policy' }));
    answerViews([]);
    openPage();
    expect(
      await screen.findByText(/You are not a member: you can read it because/),
    ).toBeInTheDocument();
  });

  it('shows who looked, a few first and the rest when asked', async () => {
    answerOn(server, restricted());
    answerViews(
      ['ada', 'bob', 'cleo', 'dan', 'eve', 'fay'].map((name, index) => ({
        viewer: name === 'fay' ? 'plugin:search' : `user:default/${name}`,
        at: `2026-11-23T1${9 - index}:05:00.000Z`,
      })),
    );
    openPage();
    const list = await screen.findByRole('list', { name: 'Viewed by' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show more of 6' }),
    );
    await waitFor(() =>
      expect(within(list).getAllByRole('listitem')).toHaveLength(6),
    );
    expect(within(list).getByText('search')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Show more/ })).toBeNull();
  });

  it('is not asked who looked by somebody without the right to know', async () => {
    const incident = restricted();
    const url = answerOn(server, () => incident);
    let asked = 0;
    server.use(
      http.get(`${url}/views`, () => {
        asked += 1;
        return failure(500, 'InternalError', 'The database is away');
      }),
    );
    incident.rights = { ...incident.rights, readViews: false };
    openPage();
    await screen.findByRole('article', { name: 'Who can read it' });
    expect(screen.queryByText('Viewed by')).toBeNull();
    expect(asked).toBe(0);
  });

  it('offers another try where who looked could not be read', async () => {
    const url = answerOn(server, restricted());
    server.use(
      http.get(`${url}/views`, () =>
        failure(500, 'InternalError', 'The database is away'),
      ),
    );
    openPage();
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
    answerViews([]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Nobody since it was restricted.'),
    ).toBeInTheDocument();
  });
});

describe('an incident that is not shown', () => {
  function hide() {
    server.use(
      http.get(`${BASE}/incidents/${KEY}`, () =>
        failure(404, 'NotFoundError', 'No incident that you can see'),
      ),
    );
  }

  it('offers no glass to break where no policy gave the right', async () => {
    hide();
    openPage(KEY, undefined, rights(false));
    await screen.findByText('No incident here that you can see');
    expect(
      screen.queryByRole('button', { name: 'Break the glass' }),
    ).toBeNull();
  });

  it('is opened for a reason by those who may, who are told first what will happen', async () => {
    hide();
    let sent: unknown;
    server.use(
      http.post(`${BASE}/incidents/${KEY}/break-glass`, async ({ request }) => {
        sent = await request.json();
        answerOn(server, restricted(), () => [
          ...testTimeline,
          {
            ...testTimeline[0],
            seq: 4,
            action: 'access.broken-glass',
            data: { principalRef: 'user:default/olaf', reason: REASON },
          },
        ]);
        answerViews([]);
        return HttpResponse.json(restricted());
      }),
    );
    openPage(KEY, undefined, rights(true));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Break the glass' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(/commander is notified at once/);
    const send = within(dialog).getByRole('button', {
      name: 'Break the glass',
    });
    await userEvent.type(within(dialog).getByRole('textbox'), 'urgent   ');
    expect(send).toBeDisabled();
    await userEvent.clear(within(dialog).getByRole('textbox'));
    await userEvent.type(within(dialog).getByRole('textbox'), REASON);
    await userEvent.click(send);
    expect(
      await screen.findByText(/broke the glass and can read/),
    ).toBeInTheDocument();
    expect(screen.getByText(REASON)).toBeInTheDocument();
    expect(sent).toEqual({ reason: REASON });
  });

  it('keeps the reason and says so when there is no such incident', async () => {
    hide();
    server.use(
      http.post(`${BASE}/incidents/${KEY}/break-glass`, () =>
        failure(404, 'NotFoundError', 'No incident that you can see'),
      ),
    );
    openPage(KEY, undefined, rights(true));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Break the glass' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), REASON);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Break the glass' }),
    );
    expect(
      await within(dialog).findByText(/There is no incident with this key/),
    ).toBeInTheDocument();
    expect(within(dialog).getByRole('textbox')).toHaveValue(REASON);
  });
});
