import { ConflictError } from '@backstage/errors';
import { mockServices } from '@backstage/backend-test-utils';
import type { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import type { TimelineAction } from 'backstage-plugin-security-incidents-common';
import type { IncidentEvent } from 'backstage-plugin-security-incidents-node';
import { type IndexedType, IndexRefresh } from './IndexRefresh';

/** A change of an incident that is confidential now. */
const HIDDEN: IncidentEvent = { schemaVersion: 1, incidentId: 'a', version: 2 };

const of = (...actions: TimelineAction[]): IncidentEvent => ({
  ...HIDDEN,
  details: { key: 'SEC-2026-0001', mode: 'real', status: 'triage', actions },
});
const CHANGED = of('status.changed');

/** A multiple of all intervals below. */
const START = 1_200_000_000;
const SECOND = 1_000;

/** A clock that is moved by hand; several backends can share it. */
function createClock() {
  let now = START;
  const timers = new Set<{ at: number; run: () => Promise<void> }>();
  return {
    now: () => now,
    later: (run: () => Promise<void>, ms: number) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.at - b.at);
        if (!next || next.at > end) break;
        timers.delete(next);
        now = next.at;
        await next.run();
      }
      now = end;
    },
  };
}

function setUp(
  options: {
    type?: IndexedType;
    trigger?: jest.Mock;
    clock?: ReturnType<typeof createClock>;
  } = {},
) {
  const { type = 'security-incidents', clock = createClock() } = options;
  const { trigger = jest.fn(async () => {}) } = options;
  const logger = mockServices.logger.mock();
  /** When runs were asked for, in seconds. */
  const asked: number[] = [];
  const refresh = new IndexRefresh({
    scheduler: {
      async triggerTask(id) {
        asked.push((clock.now() - START) / SECOND);
        await trigger(id);
      },
    },
    logger,
    type,
    intervalMs: 15 * SECOND,
    now: clock.now,
    later: clock.later,
  });
  /** Has the scheduler run the task. */
  const runFor = async (ms: number) => {
    let task: SchedulerServiceTaskInvocationDefinition | undefined;
    await refresh
      .measure({
        run: async given => {
          task = given;
        },
      })
      .run({ id: 'index', fn: () => clock.pass(ms) });
    await task!.fn(new AbortController().signal);
  };
  return { refresh, logger, trigger, asked, runFor, ...clock };
}

describe('IndexRefresh', () => {
  it('indexes at once when an incident became confidential', async () => {
    const { refresh, trigger, asked, pass } = setUp();
    await pass(SECOND);
    refresh.incidentChanged(HIDDEN);
    await pass(0);
    expect(asked).toEqual([1]);
    expect(trigger.mock.calls).toEqual([['search_index_security_incidents']]);
  });

  it('indexes with the next interval when something changed that is indexed', async () => {
    const { refresh, asked, pass } = setUp();
    await pass(SECOND);
    refresh.incidentChanged(of('incident.recorded'));
    await pass(13 * SECOND);
    refresh.incidentChanged(of('step.recorded', 'status.changed'));
    expect(asked).toEqual([]);
    await pass(60 * SECOND);
    expect(asked).toEqual([15]);
  });

  it.each<[IndexedType, TimelineAction, number | undefined]>([
    ['security-incidents', 'entry.erased', 1],
    ['security-incidents', 'incident.updated', 15],
    ['security-incidents', 'affected.linked', 15],
    ['security-incidents', 'step.recorded', undefined],
    ['security-incidents', 'task.done', undefined],
    ['security-incidents', 'review.reopened', undefined],
    ['security-incident-reviews', 'entry.erased', 1],
    ['security-incident-reviews', 'review.completed', 1],
    ['security-incident-reviews', 'review.approved', 1],
    ['security-incident-reviews', 'review.reopened', 1],
    ['security-incident-reviews', 'review.required', 1],
    ['security-incident-reviews', 'incident.updated', 15],
    ['security-incident-reviews', 'review.saved', undefined],
    ['security-incident-reviews', 'status.changed', undefined],
  ])('indexes %s after %s in second %s', async (type, action, second) => {
    const { refresh, asked, trigger, pass } = setUp({ type });
    await pass(SECOND);
    refresh.incidentChanged(of('plan.applied', action));
    await pass(600 * SECOND);
    expect(asked[0]).toBe(second);
    expect(trigger.mock.calls.flat()).toEqual(
      second === undefined
        ? []
        : [`search_index_${type.replace('security-', 'security_')}`],
    );
  });

  it('waits ten seconds between two runs at once', async () => {
    const { refresh, asked, pass } = setUp();
    for (let second = 0; second < 15; second++) {
      refresh.incidentChanged(HIDDEN);
      await pass(SECOND);
    }
    await pass(60 * SECOND);
    expect(asked).toEqual([0, 10, 20]);
  });

  it('does not let a run that is planned keep one at once waiting', async () => {
    const { refresh, asked, pass } = setUp();
    await pass(SECOND);
    refresh.incidentChanged(CHANGED);
    refresh.incidentChanged(HIDDEN);
    await pass(60 * SECOND);
    expect(asked).toEqual([1]);
  });

  it('makes one run of a storm of changes in each interval', async () => {
    const { refresh, asked, pass } = setUp();
    await pass(SECOND);
    for (let tenth = 0; tenth < 600; tenth++) {
      refresh.incidentChanged(CHANGED);
      await pass(100);
    }
    expect(asked).toEqual([15, 30, 45, 60]);
  });

  it('takes at most half of the time for runs, however long they take', async () => {
    const { refresh, asked, pass, runFor } = setUp();
    await runFor(40 * SECOND);
    for (let second = 0; second < 400; second++) {
      refresh.incidentChanged(CHANGED);
      await pass(SECOND);
    }
    // 120 seconds are the first doubled interval that 40 seconds are half of at most.
    expect(asked).toEqual([120, 240, 360]);

    refresh.incidentChanged(HIDDEN);
    refresh.incidentChanged(HIDDEN);
    await pass(100 * SECOND);
    expect(asked.slice(3)).toEqual([440]);
  });

  it('shortens the interval when runs are quick again', async () => {
    const { refresh, asked, pass, runFor } = setUp();
    await runFor(40 * SECOND);
    await runFor(SECOND);
    refresh.incidentChanged(CHANGED);
    await pass(600 * SECOND);
    expect(asked).toEqual([45]);
  });

  it('has several backends ask for the same run', async () => {
    const clock = createClock();
    const one = setUp({ clock });
    const other = setUp({ clock });
    // Both know how long it takes, but not to the second.
    await one.runFor(8 * SECOND);
    await other.runFor(14 * SECOND);
    one.refresh.incidentChanged(CHANGED);
    await clock.pass(2 * SECOND);
    other.refresh.incidentChanged(CHANGED);
    await clock.pass(600 * SECOND);
    expect(one.asked).toEqual([30]);
    expect(other.asked).toEqual([30]);
  });

  it('indexes once more after a run that has begun before the change', async () => {
    const trigger = jest
      .fn()
      .mockRejectedValueOnce(new ConflictError('Task is currently running'));
    const { refresh, asked, pass, logger } = setUp({ trigger });
    refresh.incidentChanged(HIDDEN);
    await pass(60 * SECOND);
    expect(asked).toEqual([0, 10]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('asks less often while another backend is at it', async () => {
    const trigger = jest
      .fn()
      .mockRejectedValueOnce(new ConflictError('Task is currently running'))
      .mockRejectedValueOnce(new ConflictError('Task is currently running'));
    const { refresh, asked, pass } = setUp({ trigger });
    await pass(SECOND);
    refresh.incidentChanged(CHANGED);
    await pass(600 * SECOND);
    expect(asked).toEqual([15, 30, 60]);
  });

  it('says in the log when it could not', async () => {
    const trigger = jest.fn().mockRejectedValue(new Error('No database'));
    const { refresh, logger, pass } = setUp({ trigger });
    refresh.incidentChanged(HIDDEN);
    await pass(0);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('could not be refreshed'),
      expect.objectContaining({ message: 'No database' }),
    );
  });
});
