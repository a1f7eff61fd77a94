import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { IncidentMode } from 'backstage-plugin-security-incidents-common';
import type { EscalationTold } from '../serviceLevels/EscalationDeliveries';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import type { IncidentUpkeep } from '../incidents/IncidentsService';
import { PAGE_PATH } from './pagePath';

const PREFIXES: Record<IncidentMode, string> = {
  real: '',
  exercise: 'Exercise: ',
  test: 'Test: ',
};

/**
 * Hands escalations to Backstage's notifications. These leave the reach of our rules: they are kept by others and may be
 * sent on as mail or chat. So nothing of a restricted incident is in them, nor of one that is TLP:RED.
 */
export class EscalationNotices {
  constructor(private readonly notifications: NotificationService) {}

  async tell({
    incident,
    id,
    reason,
    recipients,
    requestedBy,
  }: EscalationTold) {
    const { key, mode, severity, title, tlp, visibility } = incident;
    const isSecret = visibility === 'restricted' || tlp === 'RED';
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
        // What is told again takes the place of what was told before.
        scope: `escalation:${id}`,
      },
    });
  }
}

/** Has people told as soon as an escalation is committed. */
export class EscalationListener implements IncidentEventListener {
  #service?: Pick<IncidentUpkeep, 'deliverEscalations'>;

  /** The service tells its listeners, so it is there after them. */
  deliverWith(service: Pick<IncidentUpkeep, 'deliverEscalations'>) {
    this.#service = service;
  }

  async incidentChanged({ actions }: IncidentChanged) {
    const isEscalated = actions.some(
      action => action.startsWith('escalation.') || action === 'major.proposed',
    );
    if (isEscalated) await this.#service?.deliverEscalations();
  }
}
