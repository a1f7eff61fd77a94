import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  Escalation,
  Escalations,
  Incident,
  ParsedEscalate,
  ParsedMajor,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { Done } from '../incidents/IncidentsService';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import {
  getLevelsBasis,
  type IncidentServiceLevels,
} from './IncidentServiceLevels';
import type { EscalationRule, EscalationTarget } from './ladder';
import { decideMajor } from './major';
import type { EscalationRecipients, RecipientsBasis } from './recipients';
import { recordEscalation, toEscalation } from './record';
import type { ServiceLevelsService } from './ServiceLevelsService';

/** Recipients of a manual escalation when no rule is left to fire. */
const BY_DEFAULT: readonly EscalationTarget[] = [
  { ownerOf: 'affected' },
  { parentOf: 'owners' },
];

export class DefaultServiceLevelsService
  implements ServiceLevelsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      levels: IncidentServiceLevels;
      recipients: EscalationRecipients;
    },
  ) {}

  async listEscalations(
    idOrKey: string,
    context: AuthorizedContext,
  ): Promise<Escalations> {
    const { calls, store } = this.options;
    const incident = await calls.find(idOrKey, context);
    const items = await store.escalations.list(incident.seq);
    const next = await this.#findNext(incident);
    return calls.recordView(incident, context, {
      items: items.map(toEscalation),
      ...(next && {
        next: {
          at: next.rule.fireAt,
          reason: next.rule.words,
          to: await this.#resolveIfKnown(next),
        },
      }),
    });
  }

  async escalate(
    idOrKey: string,
    request: ParsedEscalate,
    context: AuthorizedContext,
  ): Promise<Done<Escalation>> {
    const { calls, services } = this.options;
    const actor = calls.getActor(context);
    const found = await calls.find(idOrKey, context);
    for (const [index, ref] of (request.to ?? []).entries()) {
      await services.assertPrincipal(`to[${index}]`, ref, context);
    }
    const work = await this.#prepare(found, request, actor);
    const made = await calls.changer.addOnce(
      found,
      { idOrKey, part: 'escalations', body: request, actor },
      context,
      work,
    );
    return {
      value: await this.#findEscalation(found, made.resultId),
      replayed: made.replayed,
    };
  }

  async decideMajor(
    idOrKey: string,
    request: ParsedMajor,
    context: AuthorizedContext,
  ): Promise<Incident> {
    return this.options.calls.change(idOrKey, context, change =>
      decideMajor(change, request),
    );
  }

  async #findEscalation(
    incident: IncidentRecord,
    id: string,
  ): Promise<Escalation> {
    const items = await this.options.store.escalations.list(incident.seq);
    const found = items.find(item => item.id === id);
    if (!found) throw new NotFoundError(`No escalation ${id}`);
    return toEscalation(found);
  }

  /**
   * Finds the recipients before the transaction starts.
   *
   * @returns the change to make once the incident is locked; it returns the id of the escalation
   */
  async #prepare(
    incident: IncidentRecord,
    { reason, to }: ParsedEscalate,
    actor: string,
  ): Promise<(change: IncidentChange) => Promise<string>> {
    const next = await this.#findNext(incident);
    const targets = to
      ? to.map(ref => ({ ref }))
      : next?.rule.targets ?? BY_DEFAULT;
    const recipients = await this.options.recipients.resolve(
      targets,
      next?.basis ?? (await this.#getBasis(incident)),
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

  /** Past escalations stay readable while the catalog is unavailable. */
  async #resolveIfKnown({
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

  async #getBasis(incident: IncidentRecord): Promise<RecipientsBasis> {
    const { store } = this.options;
    const { run } = await getLevelsBasis(store, incident);
    return { ...(await store.getDetails(incident)), run };
  }

  async #findNext(incident: IncidentRecord) {
    const { store, levels } = this.options;
    const [rule] = await levels.getRules(
      store,
      await getLevelsBasis(store, incident),
    );
    return rule && { rule, basis: await this.#getBasis(incident) };
  }
}
