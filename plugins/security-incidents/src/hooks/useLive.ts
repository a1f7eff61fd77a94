import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  INCIDENTS_SIGNAL_CHANNEL,
  type IncidentSignal,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useVisible } from './useNow';

/** How often a page without signals asks, in milliseconds. */
export const ASK_EVERY_MS = 30_000;
/** Signals are sent once and may get lost on the way, so a live page asks from time to time too. */
const ASK_ANYWAY_EVERY_MS = 5 * 60_000;

/** Whether changes of others arrive by themselves. */
export interface Live {
  live: boolean;
  /** When it stopped being live, in milliseconds since the epoch; absent while it is. */
  notSince?: number;
  /** When the backend answered last, in milliseconds since the epoch. */
  answeredAt: number;
  asking: boolean;
  ask(): Promise<void>;
}

/**
 * Asks again when a signal says that something changed. Where the app has no signals, and while the backend does not
 * answer, it asks by the clock instead. Hidden tabs wait until they are looked at.
 *
 * This subscribes by itself because `useSignal` keeps the last message only: it would lose one of two that come
 * together, and render the page for every incident of the company.
 *
 * @param concerns - how many milliseconds after the last question a signal is worth another; undefined when it is not
 * @param question - asks and keeps the answer; throws when there was none
 * @param askEveryMs - how often to ask without signals
 * @param settleMs - how long to wait after the first signal for others that come with it
 */
export function useLive(
  concerns: (signal: IncidentSignal) => number | undefined,
  question: () => Promise<unknown>,
  askEveryMs: number = ASK_EVERY_MS,
  settleMs: number = 0,
): Live {
  const signals = useApiHolder().get(signalApiRef);
  const visible = useVisible();
  const [answeredAt, setAnsweredAt] = useState(() => Date.now());
  const [silentSince, setSilentSince] = useState<number>();
  const [startedAt] = useState(() => Date.now());
  const [asking, setAsking] = useState(false);

  const latest = useRef({ concerns, question, visible, answeredAt });
  useEffect(() => {
    latest.current = { concerns, question, visible, answeredAt };
  });
  const running = useRef<Promise<void>>();
  const again = useRef(false);
  const missed = useRef(false);
  const askedAt = useRef(0);
  const planned = useRef<{
    atMs: number;
    timer: ReturnType<typeof setTimeout>;
  }>();

  const ask = useCallback((): Promise<void> => {
    if (running.current) {
      // What changed may be newer than the answer that is on its way.
      again.current = true;
      return running.current;
    }
    const round = async (): Promise<void> => {
      again.current = false;
      askedAt.current = Date.now();
      try {
        await latest.current.question();
        setAnsweredAt(Date.now());
        setSilentSince(undefined);
      } catch {
        // What failed is told by not being live; the clock asks again.
        setSilentSince(before => before ?? Date.now());
      }
      if (again.current) await round();
    };
    missed.current = false;
    clearTimeout(planned.current?.timer);
    planned.current = undefined;
    setAsking(true);
    running.current = round().finally(() => {
      running.current = undefined;
      setAsking(false);
    });
    return running.current;
  }, []);

  useEffect(() => {
    if (!signals) return undefined;
    const subscriber = signals.subscribe(
      INCIDENTS_SIGNAL_CHANNEL,
      // The message is data from outside; what it lacks reads as undefined.
      message => {
        const pause = latest.current.concerns(
          message as unknown as IncidentSignal,
        );
        if (pause === undefined) return;
        if (!latest.current.visible) {
          missed.current = true;
          return;
        }
        const atMs = Math.max(askedAt.current + pause, Date.now() + settleMs);
        if (planned.current && planned.current.atMs <= atMs) return;
        clearTimeout(planned.current?.timer);
        planned.current = {
          atMs,
          timer: setTimeout(ask, Math.max(0, atMs - Date.now())),
        };
      },
    );
    return () => {
      clearTimeout(planned.current?.timer);
      planned.current = undefined;
      subscriber.unsubscribe();
    };
  }, [signals, ask, settleMs]);

  const live = Boolean(signals) && silentSince === undefined;
  const everyMs = live ? ASK_ANYWAY_EVERY_MS : askEveryMs;
  useEffect(() => {
    if (!visible) return undefined;
    const age = Date.now() - latest.current.answeredAt;
    if (missed.current || age > everyMs) ask();
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }, [visible, everyMs, ask]);

  return {
    live,
    ...(!live && { notSince: silentSince ?? startedAt }),
    answeredAt,
    asking,
    ask,
  };
}
