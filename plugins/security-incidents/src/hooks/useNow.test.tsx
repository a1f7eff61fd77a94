import { act, renderHook } from '@testing-library/react';
import { useNow } from './useNow';

const START = Date.parse('2026-11-23T10:20:00.000Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function pass(ms: number) {
  act(() => {
    jest.advanceTimersByTime(ms);
  });
}

function see(visible: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    value: !visible,
  });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('the time of a page', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: START });
  });
  afterEach(() => {
    see(true);
    jest.useRealTimers();
  });

  const since = (now: { current: number }) => now.current - START;

  it('updates once a minute', () => {
    const { result } = renderHook(() => useNow());
    pass(59 * SECOND);
    expect(since(result)).toBe(0);
    pass(SECOND);
    expect(since(result)).toBe(MINUTE);
  });

  it('updates each second in the last ten minutes before a deadline, and only then', () => {
    const { result } = renderHook(() =>
      useNow({ deadlines: [START + 10.5 * MINUTE] }),
    );
    pass(29 * SECOND);
    expect(since(result)).toBe(0);
    pass(SECOND);
    expect(since(result)).toBe(30 * SECOND);
    pass(SECOND);
    expect(since(result)).toBe(31 * SECOND);
    pass(10 * MINUTE);
    const over = since(result);
    pass(30 * SECOND);
    expect(since(result)).toBe(over);
    pass(30 * SECOND);
    expect(since(result)).toBe(over + MINUTE);
  });

  it('updates at the moment that something else begins to hold', () => {
    const { result } = renderHook(() =>
      useNow({ turns: [START + 25 * SECOND] }),
    );
    pass(25 * SECOND);
    expect(since(result)).toBe(25 * SECOND);
  });

  it('rests in a hidden tab, and catches up when it is looked at', () => {
    const { result } = renderHook(() =>
      useNow({ deadlines: [START + 5 * MINUTE] }),
    );
    see(false);
    pass(3 * MINUTE);
    expect(since(result)).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    see(true);
    expect(since(result)).toBe(3 * MINUTE);
  });
});
