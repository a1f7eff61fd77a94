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
import type { IncidentChange } from '../kernel/IncidentChange';
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

/** Configuration changes without a change of the incident; it is noticed within a day. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/** Whether what happened can move a clock or a rule. What escalations do is followed where they are recorded. */
function movesLevels(action: TimelineAction): boolean {
  return !/^(member|access|task|escalation)\./.test(action);
}

interface Reader {
  plans: PlanRunsReader;
  escalations: EscalationsReader;
}

/** Reads what the clocks and rules of an incident depend on. */
export async function levelsBasis(
  reader: Reader,
  incident: IncidentRecord,
): Promise<LevelsBasis> {
  return {
    incident,
    run: await reader.plans.getPrimaryRun(incident.seq),
    lastUpdateAt: await reader.escalations.lastUpdateAt(incident.seq),
  };
}

/** Keeps for each incident what it owes, when it has to be looked at next, and whether it should be a major one. */
export class ServiceLevelsKeeper {
  constructor(
    private readonly options: {
      store: Reader;
      settings: ServiceLevelSettings;
      clock(): Date;
      /** While history is written down: nothing fires and nobody is told before. */
      quietUntil?: Date;
    },
  ) {}

  /** What the answer says of clocks and of the major incident, at the time of the answer. */
  async describe({
    incident,
  }: IncidentDetails): Promise<Pick<Incident, 'serviceLevels' | 'major'>> {
    const { store, settings, clock } = this.options;
    return {
      serviceLevels: readServiceLevels(
        await levelsBasis(store, incident),
        settings,
        clock().toISOString(),
      ),
      major: majorStanding(incident),
    };
  }

  /** The rules that can still fire, the first one first. */
  async rules(reader: Reader, basis: LevelsBasis): Promise<EscalationRule[]> {
    const escalations = await reader.escalations.list(basis.incident.seq);
    return escalationRules(
      basis,
      this.options.settings,
      new Set(escalations.map(({ ruleKey }) => ruleKey)),
    );
  }

  /** For an incident that was just recorded. */
  async begin(change: IncidentChange) {
    await this.propose(change);
    await this.setCheck(change);
  }

  /** Brings in line with a change what depends on it, as part of the same transaction. */
  async follow(change: IncidentChange) {
    if (!change.actions.some(movesLevels)) return;
    await this.begin(change);
  }

  /** Sets when the incident has to be looked at next. */
  async setCheck(change: IncidentChange) {
    const { tx, incident, at } = change;
    const [next] = await this.rules(tx, await levelsBasis(tx, incident));
    const latest = new Date(Date.parse(at) + LONGEST_WAIT_MS).toISOString();
    const quietUntil = this.#quietUntil() ?? '';
    const checkAt = next && (next.fireAt < latest ? next.fireAt : latest);
    await tx.escalations.setCheck(
      incident.seq,
      checkAt && (checkAt < quietUntil ? quietUntil : checkAt),
    );
  }

  /**
   * Proposes to make it a major incident when there is a new reason to, and withdraws that when there is none left.
   *
   * @param raised - what a ladder just said
   */
  async propose(change: IncidentChange, raised: readonly string[] = []) {
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
      recipients: this.#whoDecides({
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

  /** Whoever leads, else the owners; in the midst of a change the catalog is not asked. */
  #whoDecides(basis: RecipientsBasis): EscalationRecipient[] {
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
