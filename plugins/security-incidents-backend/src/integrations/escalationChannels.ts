import type { EscalationChannel } from 'backstage-plugin-security-incidents-node';
import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import { NoChannelError } from '../kernel/RetriedDeliveries';
import { TimeLimitError, withTimeLimit } from '../kernel/timeLimit';
import type { IncidentNotice } from '../notices/IncidentNotice';
import type {
  EscalationDeliveries,
  EscalationNotice,
} from '../serviceLevels/EscalationDeliveries';
import { mustNotLeave } from './confidentiality';
import type { IncidentNotifications } from './notifications/IncidentNotifications';
import { getPagePath } from './pagePath';

const DELIVERY_TIMEOUT_MS = 10_000;

/** A channel was too slow, or ended because its signal was aborted. */
function isTimeout(reason: unknown): boolean {
  return (
    reason instanceof TimeLimitError ||
    (reason instanceof Error && reason.name === 'TimeoutError')
  );
}

/** Delivers an escalation through the channels that modules added. */
async function deliverToChannels(
  channels: readonly EscalationChannel[],
  { incident, id, reason, recipients }: EscalationNotice,
): Promise<void> {
  const { key, severity, mode } = incident;
  const title = showHiddenCharacters(incident.title);
  const isSecret = mustNotLeave(incident);
  const results = await Promise.allSettled(
    channels.map(channel =>
      withTimeLimit(
        () =>
          channel.deliver(
            {
              id,
              recipients,
              mode,
              ...(!isSecret && { incident: { key, title, severity, reason } }),
              path: `${getPagePath()}/${isSecret ? incident.id : key}`,
            },
            { signal: AbortSignal.timeout(DELIVERY_TIMEOUT_MS) },
          ),
        DELIVERY_TIMEOUT_MS,
        `it did not answer within ${DELIVERY_TIMEOUT_MS / 1000} seconds`,
      ),
    ),
  );
  const failed = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [`${channels[index].id}: ${result.reason}`]
      : [],
  );
  if (failed.length > 0) {
    const hasTimedOut = results.some(
      result => result.status === 'rejected' && isTimeout(result.reason),
    );
    const Failure = hasTimedOut ? TimeLimitError : Error;
    throw new Failure(`Escalation channels failed: ${failed.join('; ')}`);
  }
}

/** The notification of an escalation. */
export function toIncidentNotice({
  incident,
  id,
  subject,
  answerBy,
  by,
  people,
}: EscalationNotice): IncidentNotice {
  return {
    incident,
    people,
    content: { kind: 'escalated', ...subject, answerBy, by },
    scope: `escalation:${id}`,
  };
}

/**
 * Delivers an escalation by notification and by every channel. One that fails does not keep the others from being tried. It
 * rejects afterwards, so that the delivery is tried again with the same id. Channels suffice where the notifications backend is
 * not installed, or the topic is switched off.
 *
 * @returns why nobody was notified, when the topic is switched off and there are no channels
 * @throws NoChannelError when there is neither a notifications backend nor a channel
 * @throws TimeLimitError when a channel or the notifications backend does not answer in time
 */
export async function deliverEscalation(
  notice: EscalationNotice,
  ways: {
    notifications: Pick<IncidentNotifications, 'send'>;
    channels: readonly EscalationChannel[];
  },
): Promise<string | undefined> {
  const { notifications, channels } = ways;
  const [notified, delivered] = await Promise.allSettled([
    notifications.send(toIncidentNotice(notice)),
    deliverToChannels(channels, notice),
  ]);
  if (notified.status === 'rejected') {
    const isMissing = notified.reason instanceof NoChannelError;
    if (!isMissing || channels.length === 0) throw notified.reason;
  }
  if (delivered.status === 'rejected') throw delivered.reason;
  return notified.status === 'fulfilled' && channels.length === 0
    ? notified.value
    : undefined;
}

/** Delivers escalations as soon as they are committed. */
export class EscalationListener implements IncidentEventListener {
  constructor(
    private readonly deliveries: Pick<EscalationDeliveries, 'deliverFor'>,
  ) {}

  async incidentChanged({ incident, actions }: IncidentChanged) {
    const isEscalated = actions.some(action =>
      ['escalation.fired', 'escalation.requested', 'major.proposed'].includes(
        action,
      ),
    );
    if (isEscalated) await this.deliveries.deliverFor(incident.id);
  }
}
