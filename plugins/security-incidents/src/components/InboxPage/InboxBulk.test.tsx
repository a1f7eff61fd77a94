import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { BASE } from '../../__testUtils__/backend';
import {
  button,
  choose,
  renderInbox as render,
  row,
  TestInbox,
  untilDecidable,
} from './__testUtils__/inbox';

const server = setupServer();
registerMswTestHooks(server);

let inbox: TestInbox;
beforeEach(() => {
  inbox = new TestInbox(server);
  inbox.listen();
});

describe('many decisions in the inbox', () => {
  async function dismissAll() {
    render();
    await untilDecidable();
    await userEvent.keyboard('jxjj{Shift>}X{/Shift}');
    await screen.findByText('3 of 3 selected');
    await choose('Disposition', 'Benign, expected activity');
    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'Planned scan',
    );
    await userEvent.click(await button('Dismiss 3'));
  }

  it('decides each alone, keeps the rows in place, and says what could not be decided', async () => {
    inbox.refusals = {
      d2: { name: 'ConflictError', message: 'Seen again', currentVersion: 7 },
    };
    await dismissAll();
    expect(await screen.findByText('3 of 3 answered')).toBeInTheDocument();
    expect(inbox.sent.map(({ call }) => call)).toEqual(
      Array(3).fill('decisions'),
    );
    expect(inbox.sent[0].body).toEqual({
      detections: [{ id: 'd1', version: 3 }],
      decision: {
        kind: 'dismiss',
        disposition: 'benign',
        reason: 'Planned scan',
      },
    });
    expect(await row('Credentials used from outside')).toBeInTheDocument();
    expect(screen.getByText('Not decided: Seen again')).toBeInTheDocument();
    expect(screen.getByText('1 needs another look')).toBeInTheDocument();
    inbox.refusals = {};
    await userEvent.click(await button('Decide anyway'));
    await waitFor(() => expect(inbox.sent).toHaveLength(4));
    expect(inbox.sent[3].body).toMatchObject({
      detections: [{ id: 'd2', version: 7 }],
    });
    await waitFor(() =>
      expect(screen.queryByText('1 needs another look')).toBeNull(),
    );
    await userEvent.click(await button('Done'));
    expect(await untilDecidable()).toBeInTheDocument();
  });

  it('tries again with the same key where no answer came', async () => {
    server.use(
      http.post(
        `${BASE}/detections/decisions`,
        ({ request }) => {
          inbox.sent.push({ call: 'lost', body: {}, headers: request.headers });
          return HttpResponse.error();
        },
        { once: true },
      ),
    );
    await dismissAll();
    await userEvent.click(await button('Try again'));
    await waitFor(() => expect(inbox.sent).toHaveLength(4));
    const keys = inbox.sent.map(({ headers }) =>
      headers.get('idempotency-key'),
    );
    expect(keys[3]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
  });

  it('stops after the one that is on its way', async () => {
    let answer: () => void = () => {};
    server.use(
      http.post(
        `${BASE}/detections/decisions`,
        async ({ request }) => {
          inbox.sent.push({
            call: 'first',
            body: {},
            headers: request.headers,
          });
          await new Promise<void>(resolve => {
            answer = resolve;
          });
          return HttpResponse.json({
            results: [
              { id: 'd1', detection: { ...inbox.items[0], version: 4 } },
            ],
          });
        },
        { once: true },
      ),
    );
    await dismissAll();
    await userEvent.click(await button('Stop after this one'));
    await act(async () => answer());
    expect(
      await screen.findByText(
        'Stopped. What was not decided stays in the inbox.',
      ),
    ).toBeInTheDocument();
    expect(inbox.sent).toHaveLength(1);
  });
});
