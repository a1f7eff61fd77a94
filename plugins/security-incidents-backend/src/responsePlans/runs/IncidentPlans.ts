import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  findTransition,
  type IncidentStatus,
  type ParsedApplyPlan,
  type PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../../catalog/EntityLookup';
import type { IncidentsReader } from '../../incidents/store/IncidentsStore';
import type { PlanRunRecord } from '../store/planRecords';
import type {
  IncidentDetails,
  IncidentRecord,
} from '../../incidents/store/records';
import type { CataloguedPlan, PlanCatalog } from '../PlanCatalog';
import type { IncidentChange } from '../../incidents/IncidentChange';
import { applyChosenPlan, declinePlan } from './apply';
import {
  choosePlans,
  gatherKnowledge,
  type PlanKnowledge,
  roleResolution,
} from './knowledge';
import { toOffer } from './offers';
import { toPlanRun } from './present';
import { upgradePlan } from './upgrade';

/** Asks the catalog what plan runs need, before and outside of any transaction. */
export class IncidentPlans {
  constructor(
    private readonly options: {
      store: IncidentsReader;
      plans: PlanCatalog;
      lookup: EntityLookup;
    },
  ) {}

  /**
   * Asks all that a request about a plan needs.
   *
   * @returns what is to be done with the incident once it is locked
   * @throws InputError when the catalog does not have the plan or does not show it to the caller, ServiceUnavailableError
   * when it does not answer
   */
  async prepare(
    request: ParsedApplyPlan,
    affected: IncidentDetails['affected'],
    credentials: BackstageCredentials,
  ): Promise<(change: IncidentChange) => Promise<void>> {
    if (!('planRef' in request)) {
      return change => declinePlan(change, request.noPlanReason);
    }
    const { planRef, upgrade } = request;
    const [plan, visible] = await Promise.all([
      this.options.plans.getPlan(planRef),
      this.#visible([planRef], credentials),
    ]);
    if (!plan || !visible.has(planRef)) {
      throw new InputError(
        `planRef: ${planRef} is not in the catalog, not visible to you, or no response plan that can be read`,
      );
    }
    const knowledge = await gatherKnowledge(this.options.plans, affected, [
      plan,
    ]);
    return async change => {
      await (upgrade ? upgradePlan : applyChosenPlan)(change, plan, knowledge);
    };
  }

  /** What a move needs to know of plans; nothing when it does not settle which plan is followed. */
  async knowledgeForMove(
    incident: IncidentRecord,
    to: IncidentStatus,
  ): Promise<PlanKnowledge | undefined> {
    const transition = findTransition(incident.status, to);
    if (!transition?.guards.includes('has-plan')) return undefined;
    return this.knowledgeFor(await this.options.store.getDetails(incident));
  }

  /** What the guards of an incident need to know of plans; nothing when that is settled, or not due yet. */
  async knowledgeFor({
    incident,
    affected,
    plans,
  }: IncidentDetails): Promise<PlanKnowledge | undefined> {
    const isSettled = plans.runs > 0 || plans.isDeclined;
    return incident.status === 'triage' && !isSettled
      ? gatherKnowledge(this.options.plans, affected)
      : undefined;
  }

  /**
   * Everything of the plans of an incident in one answer. What was applied is part of the record; what else the catalog
   * says of plans is for callers to whom it shows them.
   */
  async describe(
    incident: IncidentRecord,
    now: Date,
    credentials: BackstageCredentials,
  ): Promise<PlanRuns> {
    const details = await this.options.store.getDetails(incident);
    const { affected, plans, roles } = details;
    const [runs, noPlan, knowledge] = await Promise.all([
      this.options.store.plans.getRuns(incident.seq),
      this.options.store.plans.getDecision(incident.seq),
      gatherKnowledge(this.options.plans, affected),
    ]);
    const applied = runs.map(({ planRef }) => planRef);
    const choices = choosePlans(knowledge, incident, affected).filter(
      ({ planRef }) => !applied.includes(planRef),
    );
    const visible = await this.#visible(
      [...applied, ...choices.map(({ planRef }) => planRef)],
      credentials,
    );
    const present = await Promise.all(
      runs.map(run =>
        visible.has(run.planRef) ? this.#planNow(run) : undefined,
      ),
    );
    const selected = choices.filter(({ planRef }) => visible.has(planRef));
    const tested = await this.options.store.plans.getLastTested(
      selected.map(({ planRef }) => planRef),
    );
    return {
      runs: runs.map((run, index) =>
        toPlanRun(
          run,
          plans.tasks.filter(({ runId }) => runId === run.id),
          roles,
          present[index],
        ),
      ),
      noPlan,
      offered: selected.map(choice =>
        toOffer(
          choice,
          roleResolution(knowledge, affected),
          tested.get(choice.planRef),
          now.toISOString().slice(0, 10),
        ),
      ),
    };
  }

  /** The plans that the catalog shows to the caller; none while it does not answer. */
  async #visible(
    planRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const known = await this.options.lookup.known(planRefs, credentials);
    return known ?? new Set();
  }

  /** What the catalog has now; without an answer nothing is said to have changed. */
  async #planNow({
    planRef,
  }: PlanRunRecord): Promise<CataloguedPlan | undefined> {
    try {
      return await this.options.plans.getPlan(planRef);
    } catch (error) {
      if (error instanceof ServiceUnavailableError) return undefined;
      throw error;
    }
  }
}
