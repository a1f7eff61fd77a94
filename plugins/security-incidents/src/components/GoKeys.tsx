import { useEffect, useRef } from 'react';
import { isTaken, useKeysSetting } from '../hooks';
import { useAppNavigate, useRouteRef } from '../navigation';
import {
  followUpRouteRef,
  inboxRouteRef,
  myWorkRouteRef,
  plansRouteRef,
  reportsRouteRef,
  rootRouteRef,
} from '../routes';

/** How long the second key may take, in milliseconds. */
const WITHIN_MS = 1_500;

/** Goes to a tab with two keys: G, then the letter of the tab. Single keys of the page rest in between. */
export function GoKeys() {
  const navigate = useAppNavigate();
  const [on] = useKeysSetting();
  const targets: Record<string, string> = {
    i: useRouteRef(rootRouteRef)(),
    m: useRouteRef(myWorkRouteRef)(),
    n: useRouteRef(inboxRouteRef)(),
    p: useRouteRef(plansRouteRef)(),
    f: useRouteRef(followUpRouteRef)(),
    r: useRouteRef(reportsRouteRef)(),
  };
  const latest = useRef({ navigate, targets });
  useEffect(() => {
    latest.current = { navigate, targets };
  });
  useEffect(() => {
    if (!on) return undefined;
    let startedAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const key = event.key.toLocaleLowerCase('en-US');
      if (event.timeStamp - startedAt > WITHIN_MS) {
        if (key === 'g') startedAt = event.timeStamp;
        return;
      }
      startedAt = -Infinity;
      const target = latest.current.targets[key];
      if (!target) return;
      // The letter must not do what it does on the page too.
      event.preventDefault();
      event.stopPropagation();
      latest.current.navigate(target);
    };
    // Before the keys of the page, which listen on the document.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () =>
      window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [on]);
  return null;
}
