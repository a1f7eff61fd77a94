import { isFrozenStatus } from 'backstage-plugin-security-incidents-common';
import { toError } from '@backstage/errors';
import type {
  EscalationRecord,
  UndeliveredEscalation,
} from './store/EscalationsStore';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { IncidentRecord } from '../incidents/store/records';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import { type EscalationRecipients, tellsMembersOnly } from './recipients';

const BATCH = 100;
const MINUTE_MS = 60_000;
/** About two hours; whoever was not reached by then is not helped by a message of this morning. */
const MOST_ATTEMPTS = 8;
/** Doubled with each attempt, up to this. */
const LONGEST_PAUSE_MS = 32 * MINUTE_MS;

/** What people are told of. @public */
export interface EscalationTold {
  incident: IncidentRecord;
  /** Of the escalation; telling it again replaces what was told before. */
  id: string;
  reason: string;
  /** Users, and groups whose people may all know of it. */
  recipients: readonly string[];
  /** Who asked for it. */
  requestedBy?: string;
}

/** Tells people of escalations once they are recorded, and again until that has succeeded. */
export class EscalationDeliveries {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      recipients: EscalationRecipients;
      clock(): Date;
      /** Nobody is told without it, and what is recorded waits. */
      tell?: (told: EscalationTold) => Promise<void>;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async deliver(): Promise<void> {
    const { store, clock, tell } = this.options;
    if (!tell) return;
    let batch: UndeliveredEscalation[];
    do {
      const now = clock().toISOString();
      batch = await store.escalations.findUndelivered(now, BATCH);
      for (const undelivered of batch) {
        await this.#attempt(undelivered, tell);
      }
    } while (batch.length === BATCH);
  }

  async #attempt(
    { incidentId, escalation }: UndeliveredEscalation,
    tell: (told: EscalationTold) => Promise<void>,
  ) {
    const { store, clock, onProblem } = this.options;
    const pause = Math.min(
      MINUTE_MS * 2 ** escalation.attempts,
      LONGEST_PAUSE_MS,
    );
    const again = new Date(clock().getTime() + pause).toISOString();
    // Whoever takes it has until then; should it not come back from that, it is told again, in place of the first.
    if (!(await store.escalations.claim(escalation, again))) return;
    try {
      await this.#tell(incidentId, escalation, tell);
    } catch (error) {
      const isLast = escalation.attempts + 1 >= MOST_ATTEMPTS;
      await store.escalations.saveDelivery(escalation.id, {
        problem: toError(error).message,
        nextAttemptAt: isLast ? undefined : again,
      });
      onProblem(
        `An escalation of incident ${incidentId} was recorded, but people could not be told of it; it is ${
          isLast ? 'not tried any more' : 'tried again'
        }`,
        toError(error),
      );
    }
  }

  async #tell(
    incidentId: string,
    { id, reason, requestedBy, recipients }: EscalationRecord,
    tell: (told: EscalationTold) => Promise<void>,
  ) {
    const { store, recipients: finder, clock } = this.options;
    const incident = await store.findIncident(incidentId, FULL_ACCESS);
    if (!incident) throw new Error(`There is no incident ${incidentId}`);
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
    // Asked again: the incident may have been restricted since it was recorded.
    const permitted = await finder.permitted(
      recipients.filter(({ told }) => told).map(({ ref }) => ref),
      { incident, members },
    );
    const refs = permitted.filter(({ told }) => told).map(({ ref }) => ref);
    // A group stands for the groups below it as well where others resolve it, and these are no members.
    const reached = tellsMembersOnly(incident)
      ? await finder.usersOf(refs)
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
      await tell({ incident, id, reason, recipients: reached, requestedBy });
    }
    await store.escalations.saveDelivery(id, {
      deliveredAt: reached.length > 0 ? clock().toISOString() : undefined,
      nextAttemptAt: undefined,
      problem: undefined,
      withheld: withheld.length > 0 ? withheld : undefined,
    });
  }
}
