import {
  configApiRef,
  errorApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { SignalClient } from '@backstage/plugin-signals';
import { type SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook } from '@testing-library/react';
import {
  CATALOG_NOT_READ_YET,
  type IncidentSignal,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { setTabVisible } from '../__testUtils__/clock';
import { TestSignals } from '../__testUtils__/signals';
import { securityIncidentsApiRef } from '../api';
import { UNTIL_READ_EVERY_MS } from '../hooks/notReadYet';
import { CONNECT_WITHIN_MS } from './signalConnection';
import {
  followIncidents,
  type PanelQueryOptions,
  POLL_EVERY_MS,
  QueryProvider,
  queryKeys,
  usePanelQuery,
  useSignalConnection,
} from '.';

const MINUTE = 60_000;

/** An error as the client throws it. */
function failure(statusCode: number, reason?: string): Error {
  return Object.assign(new Error(`${statusCode}`), {
    statusCode,
    body: { error: { reason } },
  });
}

/** Answers of the backend that a test gives by hand, and how often it was asked. */
class Backend {
  requests: Array<{
    signal: AbortSignal;
    previous?: string;
    answer(value: string): void;
    fail(error: Error): void;
  }> = [];

  readonly queryFn = ({
    signal,
    previous,
  }: {
    signal: AbortSignal;
    previous?: string;
  }) =>
    new Promise<string>((resolve, reject) => {
      this.requests.push({ signal, previous, answer: resolve, fail: reject });
    });

  get last() {
    return this.requests[this.requests.length - 1];
  }
}

async function pass(ms: number) {
  await act(() => jest.advanceTimersByTimeAsync(ms));
}

async function answer(backend: Backend, value: string) {
  backend.last.answer(value);
  await pass(0);
}

async function fail(backend: Backend, error: Error) {
  backend.last.fail(error);
  await pass(0);
}

/** An app of one reader; a new one each time unless its API is passed on. */
function createApp(
  options: { reader?: string; api?: object; signals?: SignalApi } = {},
) {
  const { reader = 'user:default/ada', api = {}, signals } = options;
  const identityApi = mockApis.identity({ userEntityRef: reader });
  return function App(props: { children: ReactNode }) {
    return (
      <TestApiProvider
        apis={
          [
            [securityIncidentsApiRef, api],
            [identityApiRef, identityApi],
            [configApiRef, mockApis.config()],
            [errorApiRef, mockApis.error()],
            [translationApiRef, mockApis.translation()],
            ...(signals ? [[signalApiRef, signals]] : []),
          ] as never
        }
      >
        <QueryProvider>{props.children}</QueryProvider>
      </TestApiProvider>
    );
  };
}

/** Reads data in an app, as a panel does. */
async function render(
  options: PanelQueryOptions<string>,
  wrapper = createApp(),
) {
  const view = renderHook(
    (props: PanelQueryOptions<string>) => ({
      ...usePanelQuery(props),
      connection: useSignalConnection(),
    }),
    { initialProps: options, wrapper },
  );
  await pass(0);
  return view;
}

const DAY = 24 * 60 * MINUTE;

const payments = queryKeys.entityPart('component:default/payments', 'overview');
const ledger = queryKeys.entityPart('component:default/ledger', 'overview');

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  setTabVisible(true);
  jest.useRealTimers();
});

describe('usePanelQuery', () => {
  it('never shows the answer to another question, not even for one render', async () => {
    const backend = new Backend();
    const { queryFn } = backend;
    const { result, rerender } = await render({ queryKey: payments, queryFn });
    await answer(backend, '2 open on payments');
    rerender({ queryKey: ledger, queryFn });
    expect(result.current).toMatchObject({ data: undefined, isFetching: true });
    await answer(backend, 'none open on ledger');
    expect(result.current.data).toBe('none open on ledger');
  });

  it('keeps the last answer while a list is filtered, if asked to', async () => {
    const backend = new Backend();
    const { queryFn } = backend;
    const keepWhile = payments;
    const { result, rerender } = await render({
      queryKey: [...payments, 'all'],
      queryFn,
      keepWhile,
    });
    await answer(backend, 'fourteen');
    rerender({ queryKey: [...payments, 'open'], queryFn, keepWhile });
    expect(result.current).toMatchObject({
      data: 'fourteen',
      isFetching: true,
    });
    rerender({ queryKey: ledger, queryFn, keepWhile: ledger });
    expect(result.current.data).toBeUndefined();
  });

  it('aborts a request that nobody waits for', async () => {
    const backend = new Backend();
    const { unmount } = await render({
      queryKey: payments,
      queryFn: ({ signal, previous }) => backend.queryFn({ signal, previous }),
    });
    unmount();
    expect(backend.last.signal.aborted).toBe(true);
  });

  it.each([400, 409, 500])('reports a %d at once', async status => {
    const backend = new Backend();
    const { queryFn } = backend;
    const { result } = await render({ queryKey: payments, queryFn });
    await fail(backend, failure(status));
    await pass(MINUTE);
    expect(result.current.error).toMatchObject({ statusCode: status });
    expect(backend.requests).toHaveLength(1);
  });

  it('retries once when the backend is unavailable', async () => {
    const backend = new Backend();
    const { queryFn } = backend;
    const { result } = await render({ queryKey: payments, queryFn });
    await fail(backend, failure(503));
    expect(result.current.error).toBeUndefined();
    await pass(1_000);
    await fail(backend, failure(503));
    expect(result.current.error).toMatchObject({ statusCode: 503 });
    await pass(MINUTE);
    expect(backend.requests).toHaveLength(2);
  });

  it('keeps asking a backend that has not read the catalog, and says so all the time', async () => {
    const backend = new Backend();
    const { queryFn } = backend;
    const { result } = await render({ queryKey: payments, queryFn });
    for (let count = 1; count < 4; count += 1) {
      await fail(backend, failure(503, CATALOG_NOT_READ_YET));
      expect(result.current.error).toMatchObject({ statusCode: 503 });
      await pass(UNTIL_READ_EVERY_MS);
      expect(result.current.error).toMatchObject({ statusCode: 503 });
      expect(backend.requests).toHaveLength(count + 1);
    }
    await answer(backend, '27 of 46');
    expect(result.current).toMatchObject({
      data: '27 of 46',
      error: undefined,
    });
  });

  it('passes on what is shown when it reads again by itself, and not when it is told to', async () => {
    const backend = new Backend();
    const signals = new TestSignals();
    const { result } = await render(
      {
        queryKey: payments,
        queryFn: backend.queryFn,
        follow: followIncidents(() => ['1']),
      },
      createApp({ signals }),
    );
    await answer(backend, 'one row');
    signals.send({ incidentId: '1', version: 2 });
    await pass(5_000);
    expect(backend.last.previous).toBe('one row');
    await answer(backend, 'one row still');
    act(() => {
      result.current.reload();
    });
    expect(backend.last.previous).toBeUndefined();
    expect(result.current.data).toBe('one row still');
  });

  it.each([403, 404])(
    'removes the answer at once when the backend says %d',
    async status => {
      const backend = new Backend();
      const { queryFn } = backend;
      const app = createApp({ api: {} });
      const { result, unmount } = await render(
        { queryKey: payments, queryFn },
        app,
      );
      await answer(backend, 'secret');
      act(() => {
        result.current.reload();
      });
      await fail(backend, failure(status));
      expect(result.current).toMatchObject({
        data: undefined,
        error: { statusCode: status },
      });
      unmount();
      const again = await render({ queryKey: payments, queryFn }, app);
      expect(again.result.current.data).toBeUndefined();
    },
  );
});

describe('the cache', () => {
  it('is shared by the pages and cards of one reader', async () => {
    const backend = new Backend();
    const { queryFn } = backend;
    const app = createApp();
    const first = await render({ queryKey: payments, queryFn }, app);
    await answer(backend, 'one');
    first.unmount();
    const { result } = await render({ queryKey: payments, queryFn }, app);
    expect(result.current).toMatchObject({ data: 'one', isFetching: true });
  });

  it('shows nothing of one reader to another', async () => {
    const backend = new Backend();
    const { queryFn } = backend;
    const api = {};
    const ada = createApp({ api, reader: 'user:default/ada' });
    const first = await render({ queryKey: payments, queryFn }, ada);
    await answer(backend, 'for Ada only');
    first.unmount();
    const { result } = await render(
      { queryKey: payments, queryFn },
      createApp({ api, reader: 'user:default/bob' }),
    );
    expect(result.current.data).toBeUndefined();
  });

  it('forgets everything about an incident that the reader may not see any more', async () => {
    const incident = new Backend();
    const timeline = new Backend();
    const app = createApp();
    const timelineKey = queryKeys.incidentPart('SEC-2026-0001', 'timeline');
    const { unmount } = await render(
      { queryKey: timelineKey, queryFn: timeline.queryFn },
      app,
    );
    await answer(timeline, 'what happened');
    unmount();
    await render(
      {
        queryKey: queryKeys.incident('SEC-2026-0001'),
        queryFn: incident.queryFn,
      },
      app,
    );
    await fail(incident, failure(404));
    const { result } = await render(
      { queryKey: timelineKey, queryFn: timeline.queryFn },
      app,
    );
    expect(result.current.data).toBeUndefined();
  });
});

describe('live queries', () => {
  const follow = followIncidents<string>(() => ['shown']);

  async function renderLive(signals?: SignalApi) {
    const backend = new Backend();
    const view = await render(
      { queryKey: payments, queryFn: backend.queryFn, follow },
      createApp({ signals }),
    );
    await answer(backend, 'first');
    return { backend, ...view };
  }

  const burst = (signals: TestSignals, ...incidentIds: string[]) =>
    incidentIds.forEach((incidentId, version) =>
      signals.send({ incidentId, version } as IncidentSignal),
    );

  it('read once for a burst of signals, and show the old answer meanwhile', async () => {
    const signals = new TestSignals();
    const { backend, result } = await renderLive(signals);
    await pass(MINUTE);
    burst(signals, 'shown', 'another', 'shown', 'shown');
    await pass(500);
    expect(backend.requests).toHaveLength(2);
    expect(result.current.data).toBe('first');
    await answer(backend, 'second');
    expect(result.current.data).toBe('second');
    await pass(MINUTE);
    expect(backend.requests).toHaveLength(2);
  });

  it('follow another incident soon after the first answer, and then wait longer', async () => {
    const signals = new TestSignals();
    const { backend } = await renderLive(signals);
    burst(signals, 'another');
    await pass(500);
    expect(backend.requests).toHaveLength(2);
    await answer(backend, 'second');
    burst(signals, 'another');
    await pass(MINUTE - 1);
    expect(backend.requests).toHaveLength(2);
    await pass(1);
    expect(backend.requests).toHaveLength(3);
    await answer(backend, 'third');
    burst(signals, 'another', 'shown');
    await pass(5_000);
    expect(backend.requests).toHaveLength(4);
  });

  it('wait in a hidden tab until it is looked at', async () => {
    const signals = new TestSignals();
    const { backend } = await renderLive(signals);
    setTabVisible(false);
    burst(signals, 'shown');
    await pass(10 * MINUTE);
    expect(backend.requests).toHaveLength(1);
    setTabVisible(true);
    await pass(0);
    expect(backend.requests).toHaveLength(2);
  });

  it.each([-3 * DAY, 3 * DAY])(
    'keep their pauses when the system time jumps by %s ms',
    async jump => {
      const signals = new TestSignals();
      const { backend } = await renderLive(signals);
      burst(signals, 'shown');
      await pass(500);
      await answer(backend, 'second');
      jest.setSystemTime(Date.now() + jump);
      burst(signals, 'shown');
      await pass(4_000);
      expect(backend.requests).toHaveLength(2);
      await pass(1_000);
      expect(backend.requests).toHaveLength(3);
      await answer(backend, 'third');

      jest.setSystemTime(Date.now() + jump);
      setTabVisible(false);
      await pass(10 * MINUTE);
      setTabVisible(true);
      await pass(0);
      expect(backend.requests).toHaveLength(4);
    },
  );

  it('say since when requests fail, and keep the last answer', async () => {
    const signals = new TestSignals();
    const { backend, result } = await renderLive(signals);
    burst(signals, 'shown');
    await pass(5_000);
    await fail(backend, failure(502));
    await pass(500);
    await fail(backend, failure(502));
    expect(result.current).toMatchObject({
      data: 'first',
      error: undefined,
      staleSince: Date.now(),
    });
    burst(signals, 'shown');
    await pass(5_000);
    await answer(backend, 'second');
    expect(result.current).toMatchObject({
      data: 'second',
      staleSince: undefined,
    });
  });

  it('are read every 30 seconds in an app without signals', async () => {
    const { backend, result } = await renderLive();
    expect(result.current.connection.connection).toBe('disconnected');
    await pass(POLL_EVERY_MS);
    expect(backend.requests).toHaveLength(2);
  });

  it.each([
    ['incidents', (signals: TestSignals) => burst(signals, 'another')],
    ['detections', (signals: TestSignals) => signals.sendDetections()],
  ])(
    'are not connected five minutes after the last signal about %s of a client that does not tell',
    async (_, send) => {
      const signals = new TestSignals();
      Reflect.deleteProperty(signals, 'ws');
      const { result } = await renderLive(signals);
      send(signals);
      expect(result.current.connection.connection).toBe('connected');
      await pass(4 * MINUTE);
      expect(result.current.connection.connection).toBe('connected');
      await pass(2 * MINUTE);
      expect(result.current.connection.connection).toBe('disconnected');
    },
  );

  describe('with the signals client of the platform', () => {
    const RealWebSocket = global.WebSocket;

    /** A socket that a test opens and closes. */
    class TestSocket {
      static readonly OPEN = 1;
      static readonly CONNECTING = 0;
      static sockets: TestSocket[] = [];
      /** Whether new sockets open by themselves. */
      static opens = true;
      readyState = TestSocket.opens ? 1 : 0;
      sent: string[] = [];
      onmessage?: (event: { data: string }) => void;
      onclose?: (event: { code: number }) => void;

      constructor() {
        TestSocket.sockets.push(this);
      }
      send(message: string) {
        this.sent.push(message);
      }
      close() {
        this.readyState = 3;
      }
      static get last() {
        return TestSocket.sockets[TestSocket.sockets.length - 1];
      }
    }

    beforeEach(() => {
      TestSocket.sockets = [];
      TestSocket.opens = true;
      global.WebSocket = TestSocket as never;
    });
    afterEach(() => {
      global.WebSocket = RealWebSocket;
    });

    const createSignals = () =>
      SignalClient.create({
        identity: mockApis.identity({ token: 'token' }),
        discoveryApi: {
          getBaseUrl: async () => 'http://localhost/api/signals',
        },
      });

    it('are connected once the socket is open', async () => {
      const { backend, result } = await renderLive(createSignals());
      await pass(1_000);
      expect(result.current.connection.connection).toBe('connected');
      await pass(2 * MINUTE);
      expect(backend.requests).toHaveLength(1);
      await pass(3 * MINUTE);
      expect(backend.requests).toHaveLength(2);
    });

    it('are not connected when the socket does not open, and are read every 30 seconds', async () => {
      TestSocket.opens = false;
      const { backend, result } = await renderLive(createSignals());
      expect(result.current.connection.connection).toBe('connecting');
      await pass(CONNECT_WITHIN_MS);
      expect(result.current.connection.connection).toBe('disconnected');
      await pass(POLL_EVERY_MS);
      expect(backend.requests).toHaveLength(2);
    });

    it('notice a lost connection, and read what they missed when it is back', async () => {
      const { backend, result } = await renderLive(createSignals());
      await pass(1_000);
      TestSocket.last.readyState = 3;
      TestSocket.opens = false;
      TestSocket.last.onclose?.({ code: 1006 });
      await pass(1_000);
      expect(result.current.connection).toEqual({
        connection: 'disconnected',
        since: Date.now(),
      });
      TestSocket.opens = true;
      await pass(5_000);
      expect(result.current.connection.connection).toBe('connected');
      expect(backend.requests).toHaveLength(2);
    });
  });
});
