import { ConflictError } from '@backstage/errors';
import { mockServices } from '@backstage/backend-test-utils';
import type { TimelineAction } from 'backstage-plugin-security-incidents-common';
import type { IncidentEvent } from 'backstage-plugin-security-incidents-node';
import { type IndexedType, IndexRefresh } from './IndexRefresh';

const HIDDEN: IncidentEvent = { schemaVersion: 1, incidentId: 'a', version: 2 };
const SHOWN: IncidentEvent = {
  ...HIDDEN,
  details: {
    key: 'SEC-2026-0001',
    mode: 'real',
    status: 'triage',
    actions: ['status.changed'],
  },
};

const of = (...actions: TimelineAction[]): IncidentEvent => ({
  ...SHOWN,
  details: { ...SHOWN.details!, actions },
});

function setUp(
  triggerTask = jest.fn(async () => {}),
  type: IndexedType = 'security-incidents',
) {
  const logger = mockServices.logger.mock();
  const waiting: Array<{ run: () => Promise<void>; ms: number }> = [];
  let now = 1_000_000;
  const refresh = new IndexRefresh({
    scheduler: { triggerTask },
    logger,
    type,
    now: () => now,
    later: (run, ms) => waiting.push({ run, ms }),
  });
  return {
    refresh,
    logger,
    triggerTask,
    waiting,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('IndexRefresh', () => {
  it('indexes at once when an incident became confidential', async () => {
    const { refresh, triggerTask } = setUp();
    await refresh.incidentChanged(HIDDEN);
    expect(triggerTask.mock.calls).toEqual([
      ['search_index_security_incidents'],
    ]);
  });

  it.each<[IndexedType, TimelineAction, string[]]>([
    ['security-incidents', 'entry.erased', ['search_index_security_incidents']],
    ['security-incidents', 'review.reopened', []],
    [
      'security-incident-reviews',
      'entry.erased',
      ['search_index_security_incident-reviews'],
    ],
    [
      'security-incident-reviews',
      'review.reopened',
      ['search_index_security_incident-reviews'],
    ],
    [
      'security-incident-reviews',
      'review.approved',
      ['search_index_security_incident-reviews'],
    ],
    ['security-incident-reviews', 'review.saved', []],
  ])('indexes %s after %s: %j', async (type, action, tasks) => {
    const triggerTask = jest.fn(async (_id: string) => {});
    const { refresh } = setUp(triggerTask as jest.Mock, type);
    await refresh.incidentChanged(of('step.recorded', action));
    expect(triggerTask.mock.calls.flat()).toEqual(tasks);
  });

  it('leaves other changes to the schedule', async () => {
    const { refresh, triggerTask } = setUp();
    await refresh.incidentChanged(SHOWN);
    expect(triggerTask).not.toHaveBeenCalled();
  });

  it('makes one refresh of many changes that follow each other', async () => {
    const { refresh, triggerTask, waiting, pass } = setUp();
    await refresh.incidentChanged(HIDDEN);
    pass(4_000);
    await refresh.incidentChanged(HIDDEN);
    await refresh.incidentChanged(HIDDEN);
    expect(triggerTask).toHaveBeenCalledTimes(1);
    expect(waiting.map(({ ms }) => ms)).toEqual([6_000]);
    pass(6_000);
    await waiting[0].run();
    expect(triggerTask).toHaveBeenCalledTimes(2);
  });

  it('indexes once more after a run that has begun before the change', async () => {
    const trigger = jest
      .fn(async () => {})
      .mockRejectedValueOnce(new ConflictError('Task is currently running'));
    const { refresh, waiting, pass, logger } = setUp(trigger);
    await refresh.incidentChanged(HIDDEN);
    expect(waiting.map(({ ms }) => ms)).toEqual([10_000]);
    pass(10_000);
    await waiting[0].run();
    expect(trigger).toHaveBeenCalledTimes(2);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('says in the log when it could not', async () => {
    const trigger = jest.fn().mockRejectedValue(new Error('No database'));
    const { refresh, logger } = setUp(trigger);
    await refresh.incidentChanged(HIDDEN);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('could not be refreshed'),
      expect.objectContaining({ message: 'No database' }),
    );
  });
});
