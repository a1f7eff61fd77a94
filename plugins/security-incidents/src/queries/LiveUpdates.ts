import type { SignalApi } from '@backstage/plugin-signals-react';
import type { Query, QueryClient } from '@tanstack/react-query';
import {
  DETECTIONS_SIGNAL_CHANNEL,
  INCIDENTS_SIGNAL_CHANNEL,
  type IncidentSignal,
} from 'backstage-plugin-security-incidents-common';
import {
  CONNECT_WITHIN_MS,
  isConnected,
  type SignalConnection,
} from './signalConnection';

/** How often the connection is looked at, in milliseconds; a look costs nothing. */
const LOOK_EVERY_MS = 1_000;

/** How a query follows signals; it is kept in the `meta` of the query. */
export interface FollowRule {
  /**
   * Shortest time between two requests when this signal arrives, in milliseconds; undefined when it is not about what
   * the query read. A signal says nothing about what the reader may see, so it only leads to the same request again.
   */
  pauseMs(signal: IncidentSignal, data: unknown): number | undefined;
  /** The same when detections changed. */
  detectionsPauseMs?: number;
  /** How long to wait after the first signal for others that come with it, in milliseconds. */
  settleMs: number;
}

/** State of the connection, for `useSyncExternalStore`. */
export interface ConnectionState {
  connection: SignalConnection;
  /** When the connection got this state, in milliseconds since the epoch. */
  since: number;
}

function getFollowRule(query: Query): FollowRule | undefined {
  return query.meta?.follow as FollowRule | undefined;
}

/**
 * Turns signals into requests, for all queries of one cache. Signals that come together lead to one request, and a hidden
 * tab sends it when it is looked at.
 *
 * Pauses are measured on the monotonic clock, so that a change of the system time neither stops requests nor hurries them.
 *
 * It subscribes by itself because `useSignal` keeps the last message only: it would lose one of two that come together,
 * and render the page for every incident of the company.
 */
export class LiveUpdates {
  readonly #client: QueryClient;
  readonly #listeners = new Set<() => void>();
  /** Times on the monotonic clock, as all that are not said to be since the epoch. */
  readonly #requestedAt = new WeakMap<Query, number>();
  readonly #answeredAt = new WeakMap<object, number>();
  readonly #failingSince = new WeakMap<Query, number>();
  readonly #planned = new Map<
    Query,
    { atMs: number; timer: ReturnType<typeof setTimeout> }
  >();
  #users = 0;
  #signals: SignalApi | undefined;
  #heardAt: number | undefined;
  #state: ConnectionState = { connection: 'connecting', since: Date.now() };
  #becameAt = performance.now();
  #stop: (() => void) | undefined;

  /** The cache and this live equally long, so the subscription to it needs no end. */
  constructor(client: QueryClient) {
    this.#client = client;
    client.getQueryCache().subscribe(event => {
      if (event.type === 'removed') this.#cancel(event.query);
      if (event.type !== 'updated') return;
      const { query, action } = event;
      if (action.type === 'fetch') {
        // The first answer does not delay the next: somebody may report right after a page was opened.
        if (query.state.data !== undefined) {
          this.#requestedAt.set(query, performance.now());
        }
        this.#cancel(query);
      } else if (action.type === 'success') {
        this.#failingSince.delete(query);
        this.#answeredAt.set(query, performance.now());
      } else if (action.type === 'error' && !this.#failingSince.has(query)) {
        this.#failingSince.set(query, Date.now());
      }
    });
  }

  /** Starts following signals; every page and card that shows data does so, and all share one subscription. */
  start(signals: SignalApi | undefined): () => void {
    this.#users += 1;
    if (!this.#stop || this.#signals !== signals) {
      this.#stop?.();
      this.#signals = signals;
      this.#stop = this.#run(signals);
    }
    return () => {
      this.#users -= 1;
      if (this.#users > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }

  getConnection = (): ConnectionState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** When the first of the requests failed that failed since the last answer, in milliseconds since the epoch. */
  getFailingSince(query: Query | undefined): number | undefined {
    return query && this.#failingSince.get(query);
  }

  /** How long ago the last answer arrived, in milliseconds; undefined before the first. */
  getAgeMs(query: object): number | undefined {
    const answeredAt = this.#answeredAt.get(query);
    return answeredAt === undefined
      ? undefined
      : performance.now() - answeredAt;
  }

  #run(signals: SignalApi | undefined): () => void {
    if (!signals) {
      this.#become('disconnected');
      return () => {};
    }
    this.#become('connecting');
    const subscriber = signals.subscribe(INCIDENTS_SIGNAL_CHANNEL, message => {
      this.#heardAt = performance.now();
      this.#look();
      // The message is data from outside; what it lacks reads as undefined.
      const signal = message as unknown as IncidentSignal;
      this.#followAll((rule, data) => rule.pauseMs(signal, data));
    });
    const detections = signals.subscribe(DETECTIONS_SIGNAL_CHANNEL, () => {
      this.#heardAt = performance.now();
      this.#look();
      this.#followAll(rule => rule.detectionsPauseMs);
    });
    this.#look();
    const timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      subscriber.unsubscribe();
      detections.unsubscribe();
      [...this.#planned.keys()].forEach(query => this.#cancel(query));
    };
  }

  #become(connection: SignalConnection) {
    if (this.#state.connection === connection) return;
    this.#state = { connection, since: Date.now() };
    this.#becameAt = performance.now();
    this.#listeners.forEach(listener => listener());
  }

  #look() {
    if (!this.#signals) return;
    const { connection } = this.#state;
    if (isConnected(this.#signals, this.#heardAt)) {
      this.#become('connected');
      // Signals that were sent meanwhile are lost.
      if (connection === 'disconnected') this.#catchUp();
      return;
    }
    const isLate = performance.now() - this.#becameAt >= CONNECT_WITHIN_MS;
    if (connection === 'connected' || isLate) this.#become('disconnected');
  }

  #followers(): Query[] {
    return this.#client.getQueryCache().findAll({
      type: 'active',
      predicate: query => Boolean(getFollowRule(query)),
    });
  }

  #catchUp() {
    this.#followers().forEach(query => this.#request(query));
  }

  #followAll(
    getPauseMs: (rule: FollowRule, data: unknown) => number | undefined,
  ) {
    for (const query of this.#followers()) {
      const rule = getFollowRule(query);
      const pauseMs = rule && getPauseMs(rule, query.state.data);
      if (rule && pauseMs !== undefined) {
        const requestedAt = this.#requestedAt.get(query) ?? -Infinity;
        this.#plan(
          query,
          Math.max(requestedAt + pauseMs, performance.now() + rule.settleMs),
        );
      }
    }
  }

  #plan(query: Query, atMs: number) {
    const planned = this.#planned.get(query);
    if (planned && planned.atMs <= atMs) return;
    this.#cancel(query);
    const timer = setTimeout(() => {
      this.#planned.delete(query);
      this.#request(query);
    }, Math.max(0, atMs - performance.now()));
    this.#planned.set(query, { atMs, timer });
  }

  #cancel(query: Query) {
    clearTimeout(this.#planned.get(query)?.timer);
    this.#planned.delete(query);
  }

  #request(query: Query) {
    // A hidden tab only notes that its data is old; it is read when somebody looks.
    this.#client.invalidateQueries({
      queryKey: query.queryKey,
      exact: true,
      refetchType: document.hidden ? 'none' : 'active',
    });
  }
}
