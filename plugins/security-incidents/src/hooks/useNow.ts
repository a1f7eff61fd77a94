import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

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

/** The time in milliseconds, anew each minute while the page can be seen, so that elapsed times go on. */
export function useNow(): number {
  const visible = useVisible();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!visible) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [visible]);
  return now;
}
