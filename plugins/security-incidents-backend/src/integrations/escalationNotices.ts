import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { IncidentMode } from 'backstage-plugin-security-incidents-common';
import type {
  EscalationDeliveries,
  EscalationNotice,
} from '../serviceLevels/EscalationDeliveries';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import { mustNotLeave } from './confidentiality';
import { PAGE_PATH } from './pagePath';

const PREFIXES: Record<IncidentMode, string> = {
  real: '',
  exercise: 'Exercise: ',
  test: 'Test: ',
};

/**
 * Sends escalations as Backstage notifications. Our permissions do not apply to these, and they may be forwarded as mail or
 * chat. So they contain nothing of a restricted or TLP:RED incident.
 */
export class EscalationNotices {
  constructor(private readonly notifications: NotificationService) {}

  async send({
    incident,
    id,
    reason,
    recipients,
    requestedBy,
  }: EscalationNotice) {
    const { key, mode, severity, title } = incident;
    const isSecret = mustNotLeave(incident);
    const prefix = PREFIXES[mode];
    await this.notifications.send({
      recipients: {
        type: 'entity',
        entityRef: [...recipients],
        ...(requestedBy && { excludeEntityRef: requestedBy }),
      },
      payload: {
        ...(isSecret
          ? { title: `${prefix}You have an update on a security incident` }
          : { title: `${prefix}${key} ${title}`, description: reason }),
        link: `${PAGE_PATH}/${isSecret ? incident.id : key}`,
        severity: !isSecret && severity === 'critical' ? 'critical' : 'high',
        topic: 'security-incidents',
        // A second notification replaces the first.
        scope: `escalation:${id}`,
      },
    });
  }
}

/** Delivers escalations as soon as they are committed. */
export class EscalationListener implements IncidentEventListener {
  constructor(private readonly deliveries: EscalationDeliveries) {}

  async incidentChanged({ incident, actions }: IncidentChanged) {
    const isEscalated = actions.some(
      action => action.startsWith('escalation.') || action === 'major.proposed',
    );
    if (isEscalated) await this.deliveries.deliverFor(incident.id);
  }
}
