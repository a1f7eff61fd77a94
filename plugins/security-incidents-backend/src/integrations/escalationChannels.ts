import type { EscalationChannel } from 'backstage-plugin-security-incidents-node';
import {
  type EscalationNotice,
  NoChannelError,
} from '../serviceLevels/EscalationDeliveries';
import { TimeLimitError, withTimeLimit } from '../kernel/timeLimit';
import { mustNotLeave } from './confidentiality';
import type { EscalationNotices } from './escalationNotices';
import { PAGE_PATH } from './pagePath';

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
  const { key, title, severity, mode } = incident;
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
              path: `${PAGE_PATH}/${isSecret ? incident.id : key}`,
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

/**
 * Delivers an escalation by notification and by every channel. One that fails does not keep the others from being tried. It
 * rejects afterwards, so that the delivery is tried again with the same id. Channels suffice where the notifications backend is
 * not installed.
 *
 * @throws NoChannelError when there are no channels either
 * @throws TimeLimitError when a channel or the notifications backend does not answer in time
 */
export async function deliverEscalation(
  notice: EscalationNotice,
  ways: {
    notices: EscalationNotices;
    channels: readonly EscalationChannel[];
  },
): Promise<void> {
  const { notices, channels } = ways;
  const results = await Promise.allSettled([
    notices.send(notice),
    deliverToChannels(channels, notice),
  ]);
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    const isMissing = result.reason instanceof NoChannelError;
    if (!isMissing || channels.length === 0) throw result.reason;
  }
}
