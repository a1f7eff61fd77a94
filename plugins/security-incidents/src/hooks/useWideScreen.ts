import { useSyncExternalStore } from 'react';

/** Below this, the header of the app has no room for more than its title. */
const WIDE = '(min-width: 720px)';

function subscribe(changed: () => void) {
  const media = window.matchMedia?.(WIDE);
  media?.addEventListener?.('change', changed);
  return () => media?.removeEventListener?.('change', changed);
}

const isWide = () => window.matchMedia?.(WIDE).matches ?? true;

/** Whether the header has room for the way to the page. */
export function useWideScreen(): boolean {
  return useSyncExternalStore(subscribe, isWide);
}
