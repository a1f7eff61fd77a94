import { createBackendModule } from '@backstage/backend-plugin-api';
import { notificationService } from '@backstage/plugin-notifications-node';
import { escalationChannelsExtensionPoint } from 'backstage-plugin-security-incidents-node';

const TEAM = 'group:default/security-on-call';

export default createBackendModule({
  pluginId: 'security-incidents',
  moduleId: 'team-channel',
  register(env) {
    env.registerInit({
      deps: {
        channels: escalationChannelsExtensionPoint,
        notifications: notificationService,
      },
      async init({ channels, notifications }) {
        channels.addEscalationChannel({
          id: 'team-channel',
          async deliver({ id, recipients, incident, path, mode }) {
            // Only where somebody of the team was escalated to, and only what may leave Backstage.
            if (!incident || !recipients.includes(TEAM) || mode !== 'real') {
              return;
            }
            await notifications.send({
              recipients: { type: 'entity', entityRef: TEAM },
              payload: {
                title: `Escalated: ${incident.key}`,
                // Mail and Slack read angle brackets as markup.
                description: incident.reason.replace(/[<>]/g, '').slice(0, 100),
                link: path,
                severity: 'critical',
                topic: 'Escalated to the team',
                // A second attempt replaces the first.
                scope: `team-channel:${id}`,
              },
            });
          },
        });
      },
    });
  },
});
