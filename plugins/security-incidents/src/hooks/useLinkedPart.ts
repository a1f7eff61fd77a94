import { useEffect } from 'react';
import { useAppLocation } from '../navigation';

/**
 * Scrolls to the part of the page that the address names, such as `#affected-services`, and focuses its heading. Tasks have
 * a way of their own, because their phase may be folded.
 *
 * @param isShown - whether the parts are on the page
 */
export function useLinkedPart(isShown: boolean) {
  const { hash } = useAppLocation();
  useEffect(() => {
    const id = hash.slice(1);
    if (!isShown || !id || id.startsWith('task-')) return;
    const part = document.getElementById(id);
    if (!part) return;
    part.scrollIntoView?.({ block: 'start' });
    const heading = part.querySelector<HTMLElement>('h2, h3') ?? part;
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [hash, isShown]);
}
