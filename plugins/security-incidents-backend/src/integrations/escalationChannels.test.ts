import type { EscalationChannel } from 'backstage-plugin-security-incidents-node';
import { notificationsMock } from '../__testUtils__/mocks';
import { TimeLimitError } from '../kernel/timeLimit';
import type { EscalationNotice } from '../serviceLevels/EscalationDeliveries';
import { deliverEscalation } from './escalationChannels';
import { IncidentNotifications } from './notifications/IncidentNotifications';

const NOTICE = {
  incident: {
    id: 'id',
    key: 'SEC-2026-0001',
    title: 'Token in a log',
    mode: 'real',
    visibility: 'open',
    tlp: 'GREEN',
  },
  id: 'escalation',
  kind: 'manual',
  reason: 'Nobody answers',
  subject: { what: 'Nobody answers' },
  people: ['user:default/carol'],
  recipients: ['user:default/carol'],
} as unknown as EscalationNotice;

describe('escalation channels', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('that ignore their signal are given up after ten seconds, and the others deliver', async () => {
    const notices = notificationsMock();
    const delivered: string[] = [];
    const channels: EscalationChannel[] = [
      { id: 'pager', deliver: () => new Promise(() => {}) },
      {
        id: 'chat',
        deliver: async ({ id }) => {
          delivered.push(id);
        },
      },
    ];
    const failure = deliverEscalation(NOTICE, {
      notifications: new IncidentNotifications({
        notifications: notices.service,
        disabledTopics: new Set(),
      }),
      channels,
    }).catch(error => error);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await failure).toBeInstanceOf(TimeLimitError);
    expect((await failure).message).toBe(
      'Escalation channels failed: pager: ServiceUnavailableError: it did not answer within 10 seconds',
    );
    expect(delivered).toEqual(['escalation']);
    expect(notices.all).toHaveLength(1);
  });
});
