import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  type EscalationChannel,
  escalationChannelsExtensionPoint,
  type EscalationMessage,
} from 'backstage-plugin-security-incidents-node';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import teamChannel from './teamChannel';

const TEAM = 'group:default/security-on-call';
const REASON = 'Nobody has acknowledged SEC-2026-0001 in time';
const MESSAGE: EscalationMessage = {
  id: 'e-1',
  recipients: [TEAM, 'user:default/ada'],
  mode: 'real',
  incident: {
    key: 'SEC-2026-0001',
    title: 'Token in a build log',
    severity: 'high',
    reason: REASON,
  },
  path: '/security-incidents/SEC-2026-0001',
};
const { signal } = new AbortController();

/** The channel that the module adds, and what it sends. */
async function startChannel(send = jest.fn(async () => {})) {
  const channels: EscalationChannel[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        escalationChannelsExtensionPoint,
        { addEscalationChannel: channel => channels.push(channel) },
      ],
    ],
    features: [
      teamChannel,
      mockServices.rootLogger.factory({ level: 'none' }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send }),
      }),
    ],
  });
  await backend.stop();
  return { channel: channels[0], send };
}

describe('the example of an escalation channel', () => {
  it('is what docs/notifications.md shows', () => {
    const read = (...path: string[]) =>
      readFileSync(resolve(__dirname, ...path), 'utf8');
    expect(read('../../../../docs/notifications.md')).toContain(
      `\n\`\`\`ts\n${read('teamChannel.ts')}\`\`\`\n`,
    );
  });

  it('notifies the team of an escalation to it, each time with the same scope', async () => {
    const { channel, send } = await startChannel();
    await channel.deliver(MESSAGE, { signal });
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: { type: 'entity', entityRef: TEAM },
          payload: {
            title: 'Escalated: SEC-2026-0001',
            description: REASON,
            link: '/security-incidents/SEC-2026-0001',
            severity: 'critical',
            topic: 'Escalated to the team',
            scope: 'team-channel:e-1',
          },
        },
      ],
    ]);
  });

  it('sends no markup', async () => {
    const { channel, send } = await startChannel();
    const reason = 'Ask <!channel> <a href="//evil.example">here</a>';
    const incident = { ...MESSAGE.incident!, reason };
    await channel.deliver({ ...MESSAGE, incident }, { signal });
    expect(JSON.stringify(send.mock.calls)).not.toMatch(/[<>]/);
  });

  it.each([
    ['to others', { recipients: ['user:default/ada'] }],
    ['of an exercise', { mode: 'exercise' as const }],
    ['of a restricted incident', { incident: undefined }],
  ])('sends nothing of an escalation %s', async (_, fields) => {
    const { channel, send } = await startChannel();
    await channel.deliver({ ...MESSAGE, ...fields }, { signal });
    expect(send).not.toHaveBeenCalled();
  });

  it('rejects when the notification could not be sent, so that it is tried again', async () => {
    const { channel } = await startChannel(
      jest.fn().mockRejectedValue(new Error('No notifications backend')),
    );
    await expect(channel.deliver(MESSAGE, { signal })).rejects.toThrow(
      'No notifications backend',
    );
  });
});
