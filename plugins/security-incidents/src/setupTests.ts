import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { Settings } from 'luxon';

// The zone of the reader, whatever the zone of the machine is.
Settings.defaultZone = 'utc';

// Whole pages in a simulated browser: on two busy cores the first one takes longer than Jest's five seconds.
jest.setTimeout(90_000);
configure({ asyncUtilTimeout: 20_000 });

// For each query by role the simulated browser matches every rule of every style sheet. Those of the older kit are thousands,
// and no test looks at them: where it finds no browser, it writes none.
jest.mock('is-in-browser', () => ({
  __esModule: true,
  default: false,
  isBrowser: false,
}));

/** The simulated browser has no layout, so nothing ever scrolls into view. */
class NothingInView implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}
window.IntersectionObserver ??= NothingInView;
