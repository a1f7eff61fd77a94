import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  Escalation,
  Escalations,
  ParsedEscalate,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { IncidentRecord } from '../incidents/store/records';
import type { IncidentChange, IncidentChanger } from '../kernel/IncidentChange';
import {
  EscalationDeliveries,
  type EscalationTold,
} from './EscalationDeliveries';
import { EscalationRound } from './EscalationRound';
import type { EscalationRule, EscalationTarget } from './ladder';
import type { EscalationRecipients, RecipientsBasis } from './recipients';
import { recordEscalation, toEscalation } from './record';
import { levelsBasis, type ServiceLevelsKeeper } from './ServiceLevelsKeeper';

/** Who is told by hand when nothing would be told by itself. */
const BY_DEFAULT: readonly EscalationTarget[] = [
  { ownerOf: 'affected' },
  { parentOf: 'owners' },
];

/** Escalations: by themselves, by hand, and what became of them. */
export class IncidentEscalations {
  readonly #round: EscalationRound;
  readonly #deliveries: EscalationDeliveries;

  constructor(
    private readonly options: {
      store: IncidentsStore;
      changer: IncidentChanger;
      keeper: ServiceLevelsKeeper;
      recipients: EscalationRecipients;
      clock(): Date;
      tellOfEscalation?: (told: EscalationTold) => Promise<void>;
      onProblem(message: string, error: Error): void;
    },
  ) {
    this.#round = new EscalationRound(options);
    this.#deliveries = new EscalationDeliveries({
      ...options,
      tell: options.tellOfEscalation,
    });
  }

  async list(incident: IncidentRecord): Promise<Escalations> {
    const { store } = this.options;
    const items = await store.escalations.list(incident.seq);
    const next = await this.#next(incident);
    return {
      items: items.map(toEscalation),
      ...(next && {
        next: {
          at: next.rule.fireAt,
          reason: next.rule.words,
          to: await this.#asKnown(next),
        },
      }),
    };
  }

  async find(incident: IncidentRecord, id: string): Promise<Escalation> {
    const items = await this.options.store.escalations.list(incident.seq);
    const found = items.find(item => item.id === id);
    if (!found) throw new NotFoundError(`No escalation ${id}`);
    return toEscalation(found);
  }

  /**
   * Finds out who is to be told, before and outside of any transaction.
   *
   * @returns what is to be done with the incident once it is locked; it answers the id of the escalation
   */
  async prepare(
    incident: IncidentRecord,
    { reason, to }: ParsedEscalate,
    actor: string,
  ): Promise<(change: IncidentChange) => Promise<string>> {
    const next = await this.#next(incident);
    const targets = to
      ? to.map(ref => ({ ref }))
      : next?.rule.targets ?? BY_DEFAULT;
    const recipients = await this.options.recipients.resolve(
      targets,
      next?.basis ?? (await this.#basis(incident)),
      actor,
    );
    return change =>
      recordEscalation(change, {
        action: 'escalation.requested',
        kind: 'manual',
        reason,
        recipients,
        requestedBy: actor,
      });
  }

  /** Has fire what is due; returns how much that was. */
  async check(
    actor: string,
    credentials: BackstageCredentials,
  ): Promise<number> {
    return this.#round.run(actor, credentials);
  }

  async deliver(): Promise<void> {
    await this.#deliveries.deliver();
  }

  /** Whoever reads what happened does not wait for a catalog that is down. */
  async #asKnown({
    rule,
    basis,
  }: {
    rule: EscalationRule;
    basis: RecipientsBasis;
  }) {
    try {
      return await this.options.recipients.resolve(rule.targets, basis);
    } catch (error) {
      if (error instanceof ServiceUnavailableError) return [];
      throw error;
    }
  }

  async #basis(incident: IncidentRecord) {
    const { store } = this.options;
    const { run } = await levelsBasis(store, incident);
    return { ...(await store.getDetails(incident)), run };
  }

  async #next(incident: IncidentRecord) {
    const { store, keeper } = this.options;
    const [rule] = await keeper.rules(
      store,
      await levelsBasis(store, incident),
    );
    return rule && { rule, basis: await this.#basis(incident) };
  }
}
