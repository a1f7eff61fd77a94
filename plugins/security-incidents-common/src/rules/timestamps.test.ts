import { checkTimestamps } from './timestamps';

describe('times', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');

  it('accepts the skew of clocks and refuses what is beyond', () => {
    const detectedAt = (time: string) =>
      checkTimestamps({ detectedAt: time }, now);
    expect(detectedAt('2026-11-23T10:05:00Z')).toEqual([]);
    expect(detectedAt('2026-11-23T10:05:01Z')).toEqual([
      {
        field: 'detectedAt',
        rule: 'must not be in the future',
        overridable: false,
      },
    ]);
  });

  it('compares known neighbours when one in between is unknown', () => {
    expect(
      checkTimestamps(
        {
          occurredAt: '2026-11-23T09:00:00Z',
          reportedAt: '2026-11-23T08:00:00Z',
        },
        now,
      ),
    ).toEqual([
      {
        field: 'occurredAt',
        rule: 'must not be later than reportedAt',
        overridable: true,
      },
    ]);
  });
});
