import { useEffect, useRef, useState } from 'react';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** How long before a deadline seconds are shown, in milliseconds. */
export const LAST_MINUTES_MS = 10 * MINUTE_MS;

/** Whether somebody can see the page; hidden tabs neither tick nor ask. */
export function useVisible(): boolean {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = () => setVisible(!document.hidden);
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}

/** What is shown of the time, besides how long something took. All in milliseconds since the epoch. */
export interface Moments {
  /** What must be done by then: the last ten minutes before it go by in seconds. */
  deadlines?: readonly number[];
  /** When something else begins to hold, such as being at risk. */
  turns?: readonly number[];
}

const NOTHING: Moments = {};

/** How long what is shown stays true, in milliseconds. */
function pauseAt(now: number, { deadlines = [], turns = [] }: Moments): number {
  const left = deadlines.map(deadline => deadline - now);
  if (left.some(ms => ms > 0 && ms <= LAST_MINUTES_MS)) return SECOND_MS;
  const ahead = [
    ...left.map(ms => ms - LAST_MINUTES_MS),
    ...turns.map(turn => turn - now),
  ].filter(ms => ms > 0);
  return Math.max(SECOND_MS, Math.min(MINUTE_MS, ...ahead));
}

/**
 * The time in milliseconds, updated each minute while the page can be seen, so that elapsed times grow; each second in the
 * last ten minutes before a deadline, and at each turn.
 *
 * @param moments - need not be memoised
 */
export function useNow(moments: Moments = NOTHING): number {
  const visible = useVisible();
  const [now, setNow] = useState(() => Date.now());
  const latest = useRef(moments);
  useEffect(() => {
    latest.current = moments;
  });
  const { deadlines = [], turns = [] } = moments;
  const about = [...deadlines, ...turns].join();
  useEffect(() => {
    if (!visible) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const at = Date.now();
      setNow(at);
      timer = setTimeout(tick, pauseAt(at, latest.current));
    };
    tick();
    return () => clearTimeout(timer);
  }, [visible, about]);
  return now;
}
