import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** Browsers say it before they take the page; media queries may change after that. */
let isTaken = false;

function subscribe(onChange: () => void): () => void {
  // The page is taken right after the event, before React would render by itself.
  const change = (taken: boolean) => () => {
    isTaken = taken;
    flushSync(onChange);
  };
  const [before, after, turn] = [change(true), change(false), () => onChange()];
  const media = window.matchMedia?.('print');
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  media?.addEventListener('change', turn);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
    media?.removeEventListener('change', turn);
  };
}

const isPrinting = () => isTaken || !!window.matchMedia?.('print').matches;

/** Whether the page is being printed; then everything is shown unfolded. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, isPrinting);
}
