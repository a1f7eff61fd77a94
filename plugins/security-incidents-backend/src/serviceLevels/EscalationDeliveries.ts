import { isFrozenStatus } from 'backstage-plugin-security-incidents-common';
import type {
  EscalationRecord,
  UndeliveredEscalation,
} from './store/EscalationsStore';
import { withoutStatement } from '../database/databaseErrors';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { IncidentRecord } from '../kernel/records';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import { NO_CHANNEL } from './record';
import { type EscalationRecipients, notifiesMembersOnly } from './recipients';

const BATCH = 100;
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
  constructor(
    private readonly options: {
      store: IncidentsStore;
      recipients: EscalationRecipients;
      clock(): Date;
      /** When undefined, nobody is notified and escalations stay undelivered. */
      notify?: (notice: EscalationNotice) => Promise<void>;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async deliver(): Promise<void> {
    const { store, clock, notify } = this.options;
    if (!notify) return;
    let batch: UndeliveredEscalation[];
    do {
      const now = clock().toISOString();
      batch = await store.escalations.findUndelivered(now, BATCH);
      for (const undelivered of batch) {
        await this.#attempt(undelivered, notify);
      }
    } while (batch.length === BATCH);
  }

  async #attempt(
    { incidentId, escalation }: UndeliveredEscalation,
    notify: (notice: EscalationNotice) => Promise<void>,
  ) {
    const { store, clock, onProblem } = this.options;
    const pause = Math.min(MINUTE_MS * 2 ** escalation.attempts, MAX_PAUSE_MS);
    const again = new Date(clock().getTime() + pause).toISOString();
    // The claim expires at `again`; if this instance dies, another one notifies.
    if (!(await store.escalations.claim(escalation, again))) return;
    try {
      await this.#notify(incidentId, escalation, notify);
    } catch (cause) {
      const error = withoutStatement(cause);
      const isLast = escalation.attempts + 1 >= MAX_ATTEMPTS;
      await store.escalations.saveDelivery(escalation.id, {
        problem: error.message,
        nextAttemptAt: isLast ? undefined : again,
      });
      // Logged once, by the channel.
      if (error instanceof NoChannelError) return;
      onProblem(
        `An escalation of incident ${incidentId} was recorded, but its recipients could not be notified; ${
          isLast ? 'this was the last attempt' : 'delivery will be retried'
        }`,
        error,
      );
    }
  }

  async #notify(
    incidentId: string,
    { id, reason, requestedBy, recipients }: EscalationRecord,
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
    // The notifications backend also expands child groups, whose members are not members of the incident.
    const reached = notifiesMembersOnly(incident)
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
