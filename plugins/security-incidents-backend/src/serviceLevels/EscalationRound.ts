import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { EscalationRecipient } from 'backstage-plugin-security-incidents-common';
import type { DueCheck } from './store/EscalationsStore';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import {
  type IncidentChange,
  type IncidentChanger,
  VersionConflictError,
} from '../kernel/IncidentChange';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import { createTaskContext } from '../kernel/contexts';
import { dueRules, type EscalationRule } from './ladder';
import type { EscalationRecipients } from './recipients';
import { recordEscalation } from './record';
import { levelsBasis, type ServiceLevelsKeeper } from './ServiceLevelsKeeper';

const BATCH = 100;
/** An incident that people are busy with is looked at again in the next round. */
const ATTEMPTS = 3;

interface Planned {
  rule: EscalationRule;
  recipients: EscalationRecipient[];
}

/**
 * Looks at the incidents whose time has come, and at no other. Each is a transaction of its own: what goes wrong with one
 * concerns no other, and of two replicas that look at the same one, the second finds it changed.
 */
export class EscalationRound {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      changer: IncidentChanger;
      keeper: ServiceLevelsKeeper;
      recipients: EscalationRecipients;
      clock(): Date;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  /** Returns how many rules fired. */
  async run(actor: string, credentials: BackstageCredentials): Promise<number> {
    const { store, clock, onProblem } = this.options;
    const now = clock().toISOString();
    let fired = 0;
    let batch: DueCheck[] = [];
    do {
      batch = await store.escalations.findDueChecks(
        now,
        BATCH,
        batch[batch.length - 1],
      );
      for (const due of batch) {
        try {
          fired += await this.#look(due, now, actor, credentials);
        } catch (error) {
          onProblem(
            `The service levels of incident ${due.incidentId} could not be checked; it is tried again`,
            error as Error,
          );
        }
      }
    } while (batch.length === BATCH);
    return fired;
  }

  async #look(
    { incidentId }: DueCheck,
    now: string,
    actor: string,
    credentials: BackstageCredentials,
  ): Promise<number> {
    const { store, changer, keeper } = this.options;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const incident = await store.findIncident(incidentId, FULL_ACCESS);
      if (!incident) return 0;
      const basis = await levelsBasis(store, incident);
      const rules = dueRules(await keeper.rules(store, basis), now);
      const planned: Planned[] = [];
      if (rules.length > 0) {
        const details = {
          ...(await store.getDetails(incident)),
          run: basis.run,
        };
        for (const rule of rules) {
          planned.push({
            rule,
            recipients: await this.options.recipients.resolve(
              rule.targets,
              details,
            ),
          });
        }
      }
      try {
        await changer.change(
          incidentId,
          actor,
          createTaskContext('escalate', {
            credentials,
            ifMatch: incident.version,
          }),
          change => this.#fire(change, planned),
          { frozen: true },
        );
        return planned.length;
      } catch (error) {
        if (!(error instanceof VersionConflictError)) throw error;
      }
    }
    return 0;
  }

  async #fire(change: IncidentChange, planned: readonly Planned[]) {
    const { keeper } = this.options;
    for (const { rule, recipients } of planned) {
      await recordEscalation(change, {
        action: 'escalation.fired',
        kind: rule.kind,
        ruleKey: rule.key,
        reason: rule.reason,
        recipients,
        raisedToMajor: rule.raisesToMajor,
        data: { rule: rule.key },
      });
    }
    const raised = planned
      .filter(({ rule }) => rule.raisesToMajor)
      .map(({ rule }) => rule.reason);
    if (raised.length > 0) await keeper.propose(change, raised);
    await keeper.setCheck(change);
  }
}
