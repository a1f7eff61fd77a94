import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ProofClient,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { proofApiRef } from '../../api';
import { answer, BASE, failure, openPage } from './__testUtils__/incidentPage';
import { testIncident, testTimeline } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const [recorded] = testTimeline;
const erasure = (seq: number, of: number, repeatedIn?: number[]) => ({
  ...recorded,
  seq,
  action: 'entry.erased',
  data: { seq: of, action: 'incident.updated', reason: 'Case 17', repeatedIn },
});
const updated = (seq: number): TimelineEntry => ({
  ...recorded,
  seq,
  action: 'incident.updated',
  data: { changes: { title: { from: 'a', to: 'b' } } },
});
const withoutContent = ({
  data: _data,
  salt: _salt,
  ...entry
}: TimelineEntry) => entry;

describe('the erasure of content', () => {
  let timeline: TimelineEntry[];
  let asked: Array<{ path: string; body: unknown }>;

  const open = (mayErase = true) => {
    const incident = testIncident({});
    incident.rights = { ...incident.rights, eraseEntries: mayErase };
    const url = answer(server, incident, () => timeline);
    server.use(
      http.post(`${url}/timeline/:seq/erasure`, async ({ request, params }) => {
        asked.push({
          path: new URL(request.url).pathname.split('/timeline/')[1],
          body: await request.json(),
        });
        const seq = Number(params.seq);
        const done = erasure(
          timeline.length + 1,
          seq,
          seq === 4 ? [5, 6] : undefined,
        );
        timeline = [
          ...timeline.map(entry =>
            entry.seq === seq ? withoutContent(entry) : entry,
          ),
          done,
        ];
        return HttpResponse.json(done);
      }),
    );
    openPage('SEC-2026-0042', undefined, {
      apis: [
        [
          proofApiRef,
          new ProofClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
        ],
      ],
    });
  };
  const openDialog = async () => {
    await userEvent.click(
      await screen.findByRole('button', { name: 'Erase content' }),
    );
    return within(await screen.findByRole('dialog'));
  };

  beforeEach(() => {
    asked = [];
    timeline = [...testTimeline, updated(4), updated(5), updated(6)];
  });

  it('names the entries that hold the same text, and erases them one after another', async () => {
    open();
    const dialog = await openDialog();
    const send = () => dialog.getByRole('button', { name: 'Erase for good' });
    await userEvent.type(dialog.getByLabelText(/Number of the entry/), '4');
    expect(send()).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Case 17');
    await userEvent.click(send());
    expect(
      await dialog.findByText('The content of #4 is erased. Entry #7 says so.'),
    ).toBeVisible();
    expect(asked).toEqual([{ path: '4/erasure', body: { reason: 'Case 17' } }]);
    expect(
      dialog.getByText(/^2 other entries still hold the same text/),
    ).toBeVisible();
    expect(dialog.getByText(/bundles, exports, notifications/)).toBeVisible();

    await userEvent.click(
      dialog.getByRole('button', { name: 'Erase it too: #5' }),
    );
    expect(dialog.getByLabelText(/Number of the entry/)).toHaveValue('5');
    await userEvent.click(send());
    expect(
      await dialog.findByText(/^1 other entry still holds the same text/),
    ).toBeVisible();

    await userEvent.click(dialog.getByRole('button', { name: 'Show #6' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('id', 'entry-6'),
    );
  });

  it('stays in the timeline: an erasure leads to the entries that are left', async () => {
    timeline = [
      ...testTimeline,
      withoutContent(updated(4)),
      withoutContent(updated(5)),
      updated(6),
      erasure(7, 4, [5, 6]),
    ];
    open(false);
    expect(
      await screen.findByText('The same text is still in 1 entry:'),
    ).toBeVisible();
    expect(screen.getByText(/^Erase them too/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: '#6' }));
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('id', 'entry-6'),
    );
    expect(screen.queryByRole('button', { name: 'Erase content' })).toBeNull();
  });

  it('says when nothing is left', async () => {
    timeline = [
      ...testTimeline,
      withoutContent(updated(4)),
      withoutContent(updated(5)),
      erasure(6, 4, [5]),
    ];
    open();
    expect(
      await screen.findByText('No other entry holds the text any more.'),
    ).toBeVisible();
  });

  it('keeps what was typed when it is refused', async () => {
    open();
    server.use(
      http.post(`${BASE}/incidents/SEC-2026-0042/timeline/:seq/erasure`, () =>
        failure(409, 'ConflictError', 'seq: the content was erased before'),
      ),
    );
    const dialog = await openDialog();
    await userEvent.type(dialog.getByLabelText(/Number of the entry/), '99');
    expect(
      dialog.getByText('This incident has no entry with this number'),
    ).toBeVisible();
    await userEvent.clear(dialog.getByLabelText(/Number of the entry/));
    await userEvent.type(dialog.getByLabelText(/Number of the entry/), '4');
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Case 17');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Erase for good' }),
    );
    expect(
      await dialog.findByText('seq: the content was erased before'),
    ).toBeVisible();
    expect(dialog.getByLabelText(/Reason/)).toHaveValue('Case 17');
  });
});
