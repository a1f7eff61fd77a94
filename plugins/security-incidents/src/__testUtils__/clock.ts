import { act } from '@testing-library/react';

/** Shows or hides the browser tab that the test runs in. */
export function setTabVisible(visible: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    value: !visible,
  });
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    value: visible ? 'visible' : 'hidden',
  });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
}
