import { useEffect, useRef } from 'react';

/** Elements that keys belong to themselves: typing and choosing must never trigger a shortcut. */
const TAKES_KEYS =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="listbox"], [role="menu"]';

const OPEN_DIALOG = '[role="dialog"], [role="alertdialog"], dialog[open]';

/** Whether a key belongs to what has the focus, to a dialog, or to the browser. */
export function isTaken(event: KeyboardEvent): boolean {
  const at = event.composedPath()[0] ?? event.target;
  return (
    event.defaultPrevented ||
    event.isComposing ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    (at instanceof Element && at.closest(TAKES_KEYS) !== null) ||
    document.querySelector(OPEN_DIALOG) !== null
  );
}

/**
 * Single-key shortcuts of a page, by the key's name as the browser tells it; letters match in either case. They rest
 * while somebody types, while a dialog is open, and for keys that are held together with Ctrl, Meta or Alt.
 *
 * @param bindings - what each key does; need not be memoised
 */
export function useKeys(
  bindings: Record<string, (event: KeyboardEvent) => void>,
): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const wanted = event.key.toLocaleLowerCase('en-US');
      const [, act] =
        Object.entries(latest.current).find(
          ([key]) => key.toLocaleLowerCase('en-US') === wanted,
        ) ?? [];
      if (!act) return;
      // Otherwise the key would also be typed into the field that it focuses.
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
