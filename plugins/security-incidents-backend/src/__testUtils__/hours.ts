import type { Checkpoint } from 'backstage-plugin-security-incidents-common';
import { toCheckpointRecord } from '../checkpoints/store/DatabaseCheckpoints';
import type { TestApp } from './harness';

const HOUR_MS = 3_600_000;

/** Lets a test set the date; timers run as usual. */
export function fakeDate(): void {
  jest.useFakeTimers({
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'requestIdleCallback',
      'cancelIdleCallback',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

/** Lets an hour pass and writes the next checkpoint. Needs {@link fakeDate}. */
export async function writeCheckpoint(app: TestApp): Promise<Checkpoint> {
  jest.setSystemTime(Date.now() + HOUR_MS);
  await app.runTask('write-checkpoints');
  const row = await app.knex('checkpoints').orderBy('n', 'desc').first();
  return toCheckpointRecord(row);
}
