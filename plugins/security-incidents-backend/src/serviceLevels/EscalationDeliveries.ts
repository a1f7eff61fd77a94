import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  type EscalationKind,
  type EscalationRecipient,
  isFrozenStatus,
} from 'backstage-plugin-security-incidents-common';
import type { Directory } from '../catalog/Directory';
import { withoutStatement } from '../database/databaseErrors';
import type { IncidentChanger } from '../incidents/IncidentChange';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { IncidentDetails } from '../incidents/store/records';
import { createTaskContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import {
  prepareForPresent,
  RetriedDeliveries,
} from '../kernel/RetriedDeliveries';
import {
  getLevelsBasis,
  type IncidentServiceLevels,
} from './IncidentServiceLevels';
import type { EscalationSubject } from './ladder';
import {
  decideRecipients,
  type EscalationRecipients,
  notifiesMembersOnly,
} from './recipients';
import { toEscalation } from './record';
import type { Delivery, EscalationRecord } from './store/EscalationsStore';

/** When the clock jumps ahead, this keeps a run from sending everything at once. */
const MAX_NOTICES = 100;

/** The content and recipients of a notification. Names are display names. */
export interface EscalationNotice {
  incident: IncidentRecord;
  /** Id of the escalation. A second notification with the same id replaces the first. */
  id: string;
  kind: EscalationKind;
  /** Why it fired, in words. */
  reason: string;
  subject: EscalationSubject;
  /** When the next escalation fires unless somebody acts. */
  answerBy?: string;
  /** Who escalated by hand. */
  by?: string;
  /** The people to notify. While the catalog is unavailable, groups may stand for theirs. */
  people: readonly string[];
  /** The users and groups who are notified, for channels that know groups. */
  recipients: readonly string[];
}

interface Unsent {
  incidentId: string;
  attempts: number;
  escalation: EscalationRecord;
}

/** A notification to send, if anybody is left to notify, and what its delivery changes. */
interface Prepared {
  notice?: EscalationNotice;
  withheld: EscalationRecipient[];
}

/** Notifies the recipients of recorded escalations, and retries failed deliveries. */
export class EscalationDeliveries {
  readonly #deliveries: RetriedDeliveries<Unsent>;
  #isBehind = false;

  constructor(
    private readonly options: {
      auth: AuthService;
      store: IncidentsStore;
      changer: IncidentChanger;
      recipients: EscalationRecipients;
      levels: IncidentServiceLevels;
      actorOf(credentials: BackstageCredentials): string;
      clock(): Date;
      /**
       * When undefined, nobody is notified and escalations stay undelivered.
       *
       * @returns why nobody was notified, if it is not to be tried again
       */
      notify?: (notice: EscalationNotice) => Promise<string | undefined>;
      logger?: Pick<LoggerService, 'warn'>;
      onProblem(message: string, error: Error): void;
    },
  ) {
    const { store } = options;
    this.#deliveries = new RetriedDeliveries({
      ...options,
      maxPerRun: MAX_NOTICES,
      toSafeError: withoutStatement,
      queue: {
        find: async (now, limit, incidentId) =>
          (await store.escalations.findUndelivered(now, limit, incidentId)).map(
            found => ({ ...found, attempts: found.escalation.attempts }),
          ),
        claim: ({ escalation }, again) =>
          store.escalations.claim(escalation, again),
        send: unsent => this.#send(unsent),
        saveFailure: (unsent, failure) => this.#save(unsent, failure),
        describe: ({ incidentId }) =>
          `An escalation of incident ${incidentId} was recorded, but its recipients could not be notified`,
      },
    });
  }

  /** Sends up to {@link MAX_NOTICES} notifications and stops at the first timeout. The next run continues. */
  async deliver(): Promise<void> {
    if (!this.options.notify) return;
    await this.#deliveries.deliver();
    await this.#warnWhenBehind();
  }

  /** Sends the notifications of one incident. */
  async deliverFor(incidentId: string): Promise<void> {
    if (this.options.notify) await this.#deliveries.deliver(incidentId);
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

  async #send(unsent: Unsent) {
    const { store, clock, notify } = this.options;
    const { incidentId, escalation } = unsent;
    const { notice, withheld } = await prepareForPresent(
      store,
      incidentId,
      incident => this.#prepare(escalation, incident),
    );
    const refusal = notice && (await notify?.(notice));
    const isSent = notice !== undefined && refusal === undefined;
    const changed = refusal
      ? withhold(escalation, withheld, refusal)
      : withheld;
    await this.#save(unsent, {
      deliveredAt: isSent ? clock().toISOString() : undefined,
      nextAttemptAt: undefined,
      problem: undefined,
      withheld: changed.length > 0 ? changed : undefined,
    });
  }

  /** Looks again at whom the escalation notifies: what was true when it fired may have changed. */
  async #prepare(
    escalation: EscalationRecord,
    incident: IncidentRecord,
  ): Promise<Prepared> {
    const { store, recipients, levels } = this.options;
    if (isFrozenStatus(incident.status)) {
      const why = 'it was over before they could be told';
      return { withheld: withhold(escalation, [], why) };
    }
    const details = await store.getDetails(incident);
    const { requestedBy, reason, ruleKey } = escalation;
    const refs = escalation.recipients
      .filter(({ told }) => told)
      .map(({ ref }) => ref);
    const directory = await recipients.readDirectory(
      refs,
      details,
      requestedBy === undefined ? [] : [requestedBy],
    );
    if (!directory && escalation.kind === 'owner') {
      // The notifications backend would also notify the groups below.
      throw new ServiceUnavailableError(
        'The catalog is unavailable, so the people of the groups above the owners are unknown',
      );
    }
    const { notified, withheld } = findNotified(
      escalation,
      refs,
      details,
      directory,
    );
    if (notified.size === 0) return { withheld };
    const [next] = await levels.getRules(
      store,
      await getLevelsBasis(store, incident),
    );
    const subject = await levels.findSubject(store, incident, ruleKey);
    const people = [...new Set([...notified.values()].flat())];
    return {
      withheld,
      notice: {
        incident,
        id: escalation.id,
        kind: escalation.kind,
        reason,
        subject: subject ?? { what: reason },
        answerBy: next?.fireAt,
        by: requestedBy?.startsWith('user:')
          ? directory?.getName(requestedBy)
          : undefined,
        people,
        recipients: notifiesMembersOnly(incident)
          ? people
          : [...notified.keys()],
      },
    };
  }

  /** Saves how a delivery went. Where it differs from what the timeline says, a new entry corrects that. */
  async #save(
    { incidentId, escalation }: Unsent,
    delivery: Partial<Delivery>,
  ): Promise<void> {
    const { auth, store, changer, actorOf } = this.options;
    const before = toEscalation(escalation);
    const after = toEscalation({ ...escalation, ...delivery });
    if (JSON.stringify(before.to) === JSON.stringify(after.to)) {
      await store.escalations.saveDelivery(escalation.id, delivery);
      return;
    }
    const credentials = await auth.getOwnServiceCredentials();
    await changer.change(
      incidentId,
      actorOf(credentials),
      createTaskContext('escalate', { credentials }),
      async change => {
        await change.tx.escalations.correctDelivery(
          change.incident.seq,
          escalation.id,
          delivery,
        );
        await change.log('escalation.corrected', {
          escalationId: escalation.id,
          kind: escalation.kind,
          to: after.to,
          ...(after.failedBecause && { reason: after.failedBecause }),
        });
      },
      { frozen: true },
    );
  }
}

/** All who were to be notified are not, and why. */
function withhold(
  { recipients }: EscalationRecord,
  withheld: readonly EscalationRecipient[],
  why: string,
): EscalationRecipient[] {
  const known = new Set(withheld.map(({ ref }) => ref));
  return [
    ...withheld.map(recipient =>
      recipient.told ? { ...recipient, told: false, why } : recipient,
    ),
    ...recipients
      .filter(({ ref, told }) => told && !known.has(ref))
      .map(({ ref }) => ({ ref, told: false, why })),
  ];
}

/** The people to notify by the recipient that stands for them, and the recipients of whom the record says something else. */
function findNotified(
  { kind, requestedBy, recipients }: EscalationRecord,
  refs: readonly string[],
  details: IncidentDetails,
  directory: Directory | undefined,
): { notified: Map<string, string[]>; withheld: EscalationRecipient[] } {
  const notified = new Map<string, string[]>();
  const withheld: EscalationRecipient[] = [];
  for (const recipient of decideRecipients(refs, details, directory)) {
    const { ref, told } = recipient;
    if (!told) {
      withheld.push(recipient);
      continue;
    }
    const people = findPeople(ref, kind, directory).filter(
      person => person !== requestedBy,
    );
    if (people.length === 0) {
      withheld.push({ ref, told: false, why: 'has no other members' });
      continue;
    }
    notified.set(ref, people);
    // Of a group that may not read it, those who may are notified one by one.
    if (!recipients.some(known => known.ref === ref && known.told)) {
      withheld.push(recipient);
    }
  }
  return { notified, withheld };
}

function findPeople(
  ref: string,
  kind: EscalationKind,
  directory: Directory | undefined,
): string[] {
  // The notifications backend looks for the people itself.
  if (!directory) return [ref];
  // The groups below one above the owners are other teams.
  return kind === 'owner'
    ? directory.getUsers([ref])
    : directory.getPeople(ref);
}
