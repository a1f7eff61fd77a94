import { type KeyboardEvent, useCallback, useState } from 'react';

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowLeft: at => Math.max(at - 1, 0),
  ArrowUp: at => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Makes the marks of a chart a single tab stop, with arrow keys between them.
 *
 * @param count - number of marks; the last one is the tab stop until another one gets the focus
 */
export function useArrowKeys(count: number) {
  const [stop, setStop] = useState(count - 1);
  const current = Math.min(stop, count - 1);
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const marks = [
      ...event.currentTarget.querySelectorAll<HTMLElement>('[data-mark]'),
    ].sort((a, b) => Number(a.dataset.mark) - Number(b.dataset.mark));
    const at = marks.findIndex(mark => mark === document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    marks[step(at, marks.length - 1)].focus();
  }, []);
  const markProps = (index: number) => ({
    'data-mark': index,
    tabIndex: index === current ? 0 : -1,
    onFocus: () => setStop(index),
  });
  return { onKeyDown, markProps };
}
