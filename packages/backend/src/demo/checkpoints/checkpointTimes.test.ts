import { DateTime } from 'luxon';
import { getCheckpointTimes } from './checkpointTimes';

const at = (text: string) => DateTime.fromISO(text, { zone: 'utc' });

describe('the checkpoints of the demo', () => {
  it('are monthly, and daily in the last week', () => {
    expect(
      getCheckpointTimes(
        at('2026-08-20T10:00:00Z'),
        at('2026-11-03T10:30:00Z'),
      ).map(time => time.toISODate()),
    ).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-10-27',
      '2026-10-28',
      '2026-10-29',
      '2026-10-30',
      '2026-10-31',
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
    ]);
  });

  it('do not come before the first incident', () => {
    expect(
      getCheckpointTimes(
        at('2026-11-02T10:00:00Z'),
        at('2026-11-03T10:30:00Z'),
      ).map(time => time.toISODate()),
    ).toEqual(['2026-11-03']);
  });
});
