import type {
  EscalationRecipient,
  Incident,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
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
import { type EscalationRule, escalationRules } from './ladder';
import { type LevelsBasis, readServiceLevels } from './levels';
import { followProposal, majorReasons, majorStanding } from './major';
import {
  leadsOf,
  ownersThen,
  type RecipientsBasis,
  tellsMembersOnly,
} from './recipients';
import { recordEscalation } from './record';
import type { ServiceLevelSettings } from './settings';

/** A change of the configuration takes effect within a day, even if the incident does not change. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/** Whether an action can move a clock or a rule. Escalations set the next check where they are recorded. */
function movesLevels(action: TimelineAction): boolean {
  return !/^(member|access|task|escalation)\./.test(action);
}

interface Reader {
  plans: PlanRunsReader;
  escalations: EscalationsReader;
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
  };
}

/** Follows each change: when the incident is checked next, and whether it is proposed as a major one. */
export class IncidentServiceLevels implements ChangeFollower {
  constructor(
    private readonly options: {
      store: Reader;
      settings: ServiceLevelSettings;
      clock(): Date;
      /** While history is being seeded: nothing fires and nobody is notified before this time. */
      quietUntil?: Date;
    },
  ) {}

  /** The clocks and the major-incident state of an incident, as of now. */
  async describe({
    incident,
  }: IncidentDetails): Promise<Pick<Incident, 'serviceLevels' | 'major'>> {
    const { store, settings, clock } = this.options;
    return {
      serviceLevels: readServiceLevels(
        await getLevelsBasis(store, incident),
        settings,
        clock().toISOString(),
      ),
      major: majorStanding(incident),
    };
  }

  /** The rules that can still fire, the earliest first. */
  async getRules(
    reader: Reader,
    basis: LevelsBasis,
  ): Promise<EscalationRule[]> {
    const escalations = await reader.escalations.list(basis.incident.seq);
    return escalationRules(
      basis,
      this.options.settings,
      new Set(escalations.map(({ ruleKey }) => ruleKey)),
    );
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
    const latest = new Date(Date.parse(at) + LONGEST_WAIT_MS).toISOString();
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
    const met = majorReasons(criteria, incident, affected);
    const { standing, fresh } = followProposal(incident, met, raised, at);
    if (standing === incident.majorStanding) return;
    await change.set({ majorStanding: standing });
    if (fresh.length === 0) return;
    await recordEscalation(change, {
      action: 'major.proposed',
      kind: 'major',
      reason: `Proposed as a major incident: ${fresh.join('; ')}`,
      recipients: this.#findDeciders({
        ...(await tx.getDetails(incident)),
        run: await tx.plans.getPrimaryRun(incident.seq),
      }),
      raisedToMajor: true,
      notBefore: this.#quietUntil(),
      data: { because: fresh },
    });
  }

  #quietUntil(): string | undefined {
    return this.options.quietUntil?.toISOString();
  }

  /** The leads, else the owners. It runs within a transaction, so the catalog is not asked. */
  #findDeciders(basis: RecipientsBasis): EscalationRecipient[] {
    const leads = leadsOf(basis, 'all');
    const refs = leads.length > 0 ? leads : ownersThen(basis.affected);
    const members = basis.members.map(({ principalRef }) => principalRef);
    return refs.map(ref =>
      !tellsMembersOnly(basis.incident) || members.includes(ref)
        ? { ref, told: true }
        : { ref, told: false, why: 'is no member of it' },
    );
  }
}
