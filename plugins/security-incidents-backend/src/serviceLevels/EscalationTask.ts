import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { EscalationRecipient } from 'backstage-plugin-security-incidents-common';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import type {
  IncidentChange,
  IncidentChanger,
} from '../incidents/IncidentChange';
import type { DueCheck } from '../database/queues';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import { createTaskContext } from '../kernel/contexts';
import { VersionConflictError } from '../kernel/IncidentChange';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { EscalationDeliveries } from './EscalationDeliveries';
import {
  getLevelsBasis,
  type IncidentServiceLevels,
} from './IncidentServiceLevels';
import { findDueRules, type EscalationRule } from './ladder';
import type { EscalationRecipients } from './recipients';
import { recordEscalation } from './record';
import { withoutRepeats } from './withoutRepeats';

const BATCH = 100;
/** When the clock jumps ahead, this keeps a run from notifying everybody at once. */
const MAX_FIRED = 100;
/** After this many version conflicts the incident waits for the next run. */
const MAX_ATTEMPTS = 3;

interface PlannedEscalation {
  rule: EscalationRule;
  recipients: EscalationRecipient[];
}

/**
 * Fires the rules that are due and notifies people. Each incident has its own transaction: a failure affects no other
 * incident, and when two replicas run at once, the second gets a version conflict.
 */
export class EscalationTask implements ScheduledTask {
  readonly id = 'escalate';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 15 },
  };

  #isBehind = false;

  constructor(
    private readonly options: {
      auth: AuthService;
      store: IncidentsStore;
      changer: IncidentChanger;
      levels: IncidentServiceLevels;
      recipients: EscalationRecipients;
      deliveries: EscalationDeliveries;
      actorOf(credentials: BackstageCredentials): string;
      clock(): Date;
      logger?: Pick<LoggerService, 'warn'>;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async run(): Promise<void> {
    await this.fireDueRules();
    await this.options.deliveries.deliver();
  }

  /** Fires up to {@link MAX_FIRED} rules and those of the last incident; the next run continues. Returns how many fired. */
  async fireDueRules(): Promise<number> {
    const { auth, store, clock, onProblem } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
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
        if (fired >= MAX_FIRED) break;
        try {
          fired += await this.#check(due, now, credentials);
        } catch (error) {
          onProblem(
            `The service levels of incident ${due.incidentId} could not be checked; the next run tries again`,
            error as Error,
          );
        }
      }
    } while (batch.length === BATCH && fired < MAX_FIRED);
    await this.#warnWhenBehind(fired >= MAX_FIRED, now);
    return fired;
  }

  /** Logs once how many incidents wait, until a run reaches the end. */
  async #warnWhenBehind(hasStopped: boolean, now: string) {
    const { store, logger } = this.options;
    const waiting = hasStopped
      ? await store.escalations.countDueChecks(now)
      : 0;
    if (waiting > 0 && !this.#isBehind) {
      logger?.warn(
        `${waiting} incidents are overdue for a check of their service levels; each run fires about ${MAX_FIRED} rules, the longest overdue first`,
      );
    }
    this.#isBehind = waiting > 0;
  }

  async #check(
    { incidentId }: DueCheck,
    now: string,
    credentials: BackstageCredentials,
  ): Promise<number> {
    const { store, changer, levels, actorOf } = this.options;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const incident = await store.findIncident(incidentId, FULL_ACCESS);
      if (!incident) return 0;
      const basis = await getLevelsBasis(store, incident);
      const rules = findDueRules(await levels.getRules(store, basis), now);
      const planned: PlannedEscalation[] = [];
      if (rules.length > 0) {
        const details = {
          ...(await store.getDetails(incident)),
          run: basis.run,
        };
        const { recipients } = this.options;
        const notified = new Set<string>();
        for (const rule of rules) {
          const resolved = await recipients.resolve(rule.targets, details);
          planned.push({
            rule,
            recipients:
              rules.length > 1
                ? await withoutRepeats(resolved, notified, refs =>
                    recipients.findPeople(refs),
                  )
                : resolved,
          });
        }
      }
      try {
        await changer.change(
          incidentId,
          actorOf(credentials),
          createTaskContext(this.id, {
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

  async #fire(change: IncidentChange, planned: readonly PlannedEscalation[]) {
    const { levels } = this.options;
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
    if (raised.length > 0) await levels.proposeMajor(change, raised);
    await levels.setNextCheck(change);
  }
}
