import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EscalationRecipient,
  Incident,
  PlanClockReading,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { Directory } from '../catalog/Directory';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import type { EscalationsReader } from './store/EscalationsStore';
import type { PlanRunsReader } from '../responsePlans/store/PlanRunsStore';
import type {
  IncidentDetails,
  IncidentRecord,
} from '../incidents/store/records';
import type {
  ChangeFollower,
  IncidentChange,
} from '../incidents/IncidentChange';
import {
  type EscalationRule,
  type EscalationSubject,
  getEscalationRules,
  hasDefaultRule,
} from './ladder';
import {
  findRound,
  getOwedLevels,
  type LevelsBasis,
  readClocks,
  readServiceLevels,
} from './levels';
import { findDue } from './nextDue';
import { followProposal, findMajorReasons, toMajorStatus } from './major';
import {
  decideRecipients,
  findLeads,
  getRefsToDecide,
  getSnapshotOwners,
  type RecipientsBasis,
} from './recipients';
import { recordEscalation } from './record';
import type { ServiceLevelSettings } from './settings';

/** Configuration changes take effect within a day, even if the incident does not change. */
const MAX_WAIT_MS = 24 * 60 * 60 * 1000;

/** Whether an action can move a clock or a rule. Escalations set the next check where they are recorded. */
function movesLevels(action: TimelineAction): boolean {
  return !/^(member|access|task|escalation)\./.test(action);
}

interface Reader {
  plans: PlanRunsReader;
  escalations: EscalationsReader;
  getDetails(
    incident: IncidentRecord,
  ): Promise<Pick<IncidentDetails, 'statusChanges'>>;
}

/** Reads what the clocks and rules of an incident depend on. */
export async function getLevelsBasis(
  reader: Reader,
  incident: IncidentRecord,
): Promise<LevelsBasis> {
  return {
    incident,
    run: await reader.plans.getPrimaryRun(incident.seq),
    lastUpdateAt: await reader.escalations.lastUpdateAt(incident.seq),
    // What was never resolved was never re-opened.
    round: incident.resolvedAt
      ? findRound((await reader.getDetails(incident)).statusChanges)
      : undefined,
  };
}

/** Updates the next check and the major-incident proposal after each change. */
export class IncidentServiceLevels implements ChangeFollower {
  constructor(
    private readonly options: {
      store: Reader;
      settings: ServiceLevelSettings;
      directory: Pick<DirectoryReader, 'read'>;
      clock(): Date;
      logger?: Pick<LoggerService, 'warn'>;
      /** While history is being seeded: nothing fires and nobody is notified before this time. */
      quietUntil?: Date;
    },
  ) {}

  /** The clocks, what is due next, and the major-incident state of an incident, as of now. */
  async describe({
    incident,
    plans,
    openObligations,
  }: IncidentDetails): Promise<
    Pick<Incident, 'serviceLevels' | 'major' | 'nextDue'>
  > {
    const { store, settings, clock } = this.options;
    const basis = await getLevelsBasis(store, incident);
    const [nextDue] = findDue(
      { ...basis, tasks: plans.tasks, obligations: openObligations },
      settings,
    );
    return {
      serviceLevels: readServiceLevels(basis, settings, clock().toISOString()),
      ...(nextDue && { nextDue }),
      major: toMajorStatus(incident),
    };
  }

  /** The clocks that run, each with whether a rule of its own notifies people once it is due. */
  async getRunningClocks(
    reader: Reader,
    incident: IncidentRecord,
  ): Promise<Array<PlanClockReading & { escalatesWhenDue: boolean }>> {
    const basis = await getLevelsBasis(reader, incident);
    const owed = getOwedLevels(basis, this.options.settings);
    if (!owed) return [];
    const ladder = basis.run?.content.spec.escalation ?? [];
    return readClocks(owed, basis, incident.recordedAt)
      .filter(({ stoppedAt }) => stoppedAt === undefined)
      .map(reading => ({
        ...reading,
        escalatesWhenDue: hasDefaultRule(reading.clock, ladder),
      }));
  }

  /** The rules that can still fire, the earliest first. */
  async getRules(
    reader: Reader,
    basis: LevelsBasis,
  ): Promise<EscalationRule[]> {
    const escalations = await reader.escalations.list(basis.incident.seq);
    return getEscalationRules(
      basis,
      this.options.settings,
      new Set(escalations.map(({ ruleKey }) => ruleKey)),
    );
  }

  /** What a rule is about, while it still applies. */
  async findSubject(
    reader: Reader,
    incident: IncidentRecord,
    ruleKey: string,
  ): Promise<EscalationSubject | undefined> {
    return getEscalationRules(
      await getLevelsBasis(reader, incident),
      this.options.settings,
      new Set(),
    ).find(({ key }) => key === ruleKey)?.subject;
  }

  async followRecording(change: IncidentChange) {
    await this.proposeMajor(change);
    await this.setNextCheck(change);
  }

  async followChange(change: IncidentChange) {
    if (change.actions.some(movesLevels)) await this.followRecording(change);
  }

  /** Sets when the incident is checked next. */
  async setNextCheck(change: IncidentChange) {
    const { tx, incident, at } = change;
    const [next] = await this.getRules(tx, await getLevelsBasis(tx, incident));
    const latest = new Date(Date.parse(at) + MAX_WAIT_MS).toISOString();
    const quietUntil = this.#quietUntil() ?? '';
    const checkAt = next && (next.fireAt < latest ? next.fireAt : latest);
    await tx.escalations.setCheck(
      incident.seq,
      checkAt && (checkAt < quietUntil ? quietUntil : checkAt),
    );
  }

  /**
   * Proposes a major incident when there is a new reason for it, and withdraws the proposal when no reason is left.
   *
   * @param raised - reasons that an escalation ladder just raised
   */
  async proposeMajor(change: IncidentChange, raised: readonly string[] = []) {
    const { tx, incident, at } = change;
    const { criteria } = this.options.settings;
    const looksAtServices = criteria.some(
      ({ tiers, affectedAtLeast }) => tiers ?? affectedAtLeast,
    );
    const affected = looksAtServices
      ? (await tx.getDetails(incident)).affected
      : [];
    const met = findMajorReasons(criteria, incident, affected);
    const { standing, fresh } = followProposal(incident, met, raised, at);
    if (standing === incident.majorStanding) return;
    await change.set({ majorStanding: standing });
    if (fresh.length === 0) return;
    await recordEscalation(change, {
      action: 'major.proposed',
      kind: 'major',
      reason: `Proposed as a major incident: ${fresh.join('; ')}`,
      recipients: this.#findDeciders(change, {
        ...(await tx.getDetails(incident)),
        run: await tx.plans.getPrimaryRun(incident.seq),
      }),
      raisedToMajor: true,
      // Seeded history says that people were notified then; nobody is notified again.
      isDelivered: at < (this.#quietUntil() ?? ''),
      data: { because: fresh },
    });
  }

  #quietUntil(): string | undefined {
    return this.options.quietUntil?.toISOString();
  }

  /** Returns the leads, or else the owners, with who of them is reachable. */
  #findDeciders(
    change: IncidentChange,
    basis: RecipientsBasis,
  ): EscalationRecipient[] {
    const leads = findLeads(basis, 'all');
    const refs = leads.length > 0 ? leads : getSnapshotOwners(basis.affected);
    const needed = getRefsToDecide(refs, basis);
    const directory = change.readOutside(`directory ${needed.join(' ')}`, () =>
      this.#readDirectory(needed),
    );
    return decideRecipients(refs, basis, directory);
  }

  /** While the catalog is unavailable everybody counts as reachable; delivery asks again. */
  async #readDirectory(
    refs: readonly string[],
  ): Promise<Directory | undefined> {
    const { directory, logger } = this.options;
    try {
      return await directory.read(refs);
    } catch (error) {
      logger?.warn(
        'The catalog is unavailable, so nobody knows who can decide about a major incident',
        error as Error,
      );
      return undefined;
    }
  }
}
