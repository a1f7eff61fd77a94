import type { LoggerService } from '@backstage/backend-plugin-api';
import { isFrozenStatus } from 'backstage-plugin-security-incidents-common';
import type {
  EscalationRecord,
  UndeliveredEscalation,
} from './store/EscalationsStore';
import { withoutStatement } from '../database/databaseErrors';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { IncidentRecord } from '../kernel/records';
import { TimeLimitError } from '../kernel/timeLimit';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import { NO_CHANNEL } from './record';
import { type EscalationRecipients, notifiesMembersOnly } from './recipients';

/** When the clock jumps ahead, this keeps a run from sending everything at once. */
const MAX_NOTICES = 100;
const MINUTE_MS = 60_000;
/** About two hours; a later notification is of no use. */
const MAX_ATTEMPTS = 8;
/** The pause doubles with each attempt, up to this. */
const MAX_PAUSE_MS = 32 * MINUTE_MS;

/** The content and recipients of a notification. */
export interface EscalationNotice {
  incident: IncidentRecord;
  /** Id of the escalation. A second notification with the same id replaces the first. */
  id: string;
  reason: string;
  /** Users, and groups whose members may all be notified. */
  recipients: readonly string[];
  /** Who escalated manually. */
  requestedBy?: string;
}

/** No channel can notify anybody. The record says so, and delivery is tried again in case a channel is added. */
export class NoChannelError extends Error {
  name = 'NoChannelError' as const;

  constructor() {
    super(NO_CHANNEL);
  }
}

/** Notifies the recipients of recorded escalations, and retries failed deliveries. */
export class EscalationDeliveries {
  #isBehind = false;

  constructor(
    private readonly options: {
      store: IncidentsStore;
      recipients: EscalationRecipients;
      clock(): Date;
      /** When undefined, nobody is notified and escalations stay undelivered. */
      notify?: (notice: EscalationNotice) => Promise<void>;
      logger?: Pick<LoggerService, 'warn'>;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  /** Sends up to {@link MAX_NOTICES} notifications and stops at the first timeout. The next run goes on. */
  async deliver(): Promise<void> {
    await this.#deliver();
    if (this.options.notify) await this.#warnWhenBehind();
  }

  /** Sends the notifications of one incident. */
  async deliverFor(incidentId: string): Promise<void> {
    await this.#deliver(incidentId);
  }

  async #deliver(incidentId?: string) {
    const { store, clock, notify } = this.options;
    if (!notify) return;
    const undelivered = await store.escalations.findUndelivered(
      clock().toISOString(),
      MAX_NOTICES,
      incidentId,
    );
    for (const escalation of undelivered) {
      const { hasTimedOut } = await this.#attempt(escalation, notify);
      // The others would wait as long.
      if (hasTimedOut) return;
    }
  }

  /** Logs once how many notifications wait, until a run sends all. */
  async #warnWhenBehind() {
    const { store, clock, logger } = this.options;
    const now = clock().toISOString();
    const waiting = await store.escalations.countUndelivered(now);
    if (waiting > 0 && !this.#isBehind) {
      logger?.warn(
        `${waiting} escalations wait for their notification; each run sends ${MAX_NOTICES}, the oldest first`,
      );
    }
    this.#isBehind = waiting > 0;
  }

  async #attempt(
    { incidentId, escalation }: UndeliveredEscalation,
    notify: (notice: EscalationNotice) => Promise<void>,
  ): Promise<{ hasTimedOut: boolean }> {
    const { store, clock, onProblem } = this.options;
    const pause = Math.min(MINUTE_MS * 2 ** escalation.attempts, MAX_PAUSE_MS);
    const again = new Date(clock().getTime() + pause).toISOString();
    // The claim expires at `again`; if this instance dies, another one notifies.
    const isClaimed = await store.escalations.claim(escalation, again);
    if (!isClaimed) return { hasTimedOut: false };
    try {
      await this.#notify(incidentId, escalation, notify);
      return { hasTimedOut: false };
    } catch (cause) {
      const hasTimedOut = cause instanceof TimeLimitError;
      const error = withoutStatement(cause);
      const isLast = escalation.attempts + 1 >= MAX_ATTEMPTS;
      await store.escalations.saveDelivery(escalation.id, {
        problem: error.message,
        nextAttemptAt: isLast ? undefined : again,
      });
      // Logged once, by the channel.
      if (error instanceof NoChannelError) return { hasTimedOut };
      onProblem(
        `An escalation of incident ${incidentId} was recorded, but its recipients could not be notified; ${
          isLast ? 'this was the last attempt' : 'delivery will be retried'
        }`,
        error,
      );
      return { hasTimedOut };
    }
  }

  async #notify(
    incidentId: string,
    { id, kind, reason, requestedBy, recipients }: EscalationRecord,
    notify: (notice: EscalationNotice) => Promise<void>,
  ) {
    const { store, recipients: finder, clock } = this.options;
    const incident = await store.findIncident(incidentId, FULL_ACCESS);
    if (!incident) throw new Error(`No incident ${incidentId}`);
    if (isFrozenStatus(incident.status)) {
      await store.escalations.saveDelivery(id, {
        nextAttemptAt: undefined,
        problem: undefined,
        withheld: recipients
          .filter(({ told }) => told)
          .map(({ ref }) => ({
            ref,
            told: false,
            why: 'it was over before they could be told',
          })),
      });
      return;
    }
    const { members } = await store.getDetails(incident);
    // Checked again: the incident may have been restricted meanwhile.
    const permitted = await finder.checkPermitted(
      recipients.filter(({ told }) => told).map(({ ref }) => ref),
      { incident, members },
    );
    const refs = permitted.filter(({ told }) => told).map(({ ref }) => ref);
    // The notifications backend also expands child groups. Their members are not members of the incident, and those of a group
    // above the owners are other teams.
    const reached =
      notifiesMembersOnly(incident) || kind === 'owner'
        ? await finder.findUsers(refs)
        : refs;
    const withheld =
      reached.length > 0
        ? permitted.filter(({ told }) => !told)
        : permitted.map(({ ref, told, why }) => ({
            ref,
            told: false,
            why: told ? 'has no members' : why,
          }));
    if (reached.length > 0) {
      await notify({ incident, id, reason, recipients: reached, requestedBy });
    }
    await store.escalations.saveDelivery(id, {
      deliveredAt: reached.length > 0 ? clock().toISOString() : undefined,
      nextAttemptAt: undefined,
      problem: undefined,
      withheld: withheld.length > 0 ? withheld : undefined,
    });
  }
}
