import { act } from '@testing-library/react';

/** Starts the test at a moment, from which on time goes by as always, and faster when a test says so. */
export function startTheClock(at: string) {
  jest.useFakeTimers({
    now: new Date(at),
    advanceTimers: true,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
    ],
  });
}

/** Lets time go by, in minutes. */
export async function passMinutes(minutes: number) {
  await act(async () => {
    await jest.advanceTimersByTimeAsync(minutes * 60_000);
  });
}
