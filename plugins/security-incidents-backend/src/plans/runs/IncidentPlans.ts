import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  findTransition,
  type IncidentStatus,
  type PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentsReader } from '../../store/IncidentsStore';
import type { PlanRunRecord } from '../../store/planRecords';
import type { IncidentDetails, IncidentRecord } from '../../store/records';
import type { CataloguedPlan, PlanCatalog } from '../PlanCatalog';
import {
  choosePlans,
  gatherKnowledge,
  type PlanKnowledge,
  roleResolution,
} from './knowledge';
import { toOffer } from './offers';
import { toPlanRun } from './present';

/** A plan that was asked for, with what applying it needs. */
export interface RequestedPlan {
  plan: CataloguedPlan;
  knowledge: PlanKnowledge;
}

/** Asks the catalog what plan runs need, before and outside of any transaction. */
export class IncidentPlans {
  constructor(
    private readonly store: IncidentsReader,
    private readonly catalog: PlanCatalog,
  ) {}

  /**
   * A plan that a request names.
   *
   * @throws InputError when the catalog does not have it, ServiceUnavailableError when it does not answer
   */
  async request(
    planRef: string,
    affected: IncidentDetails['affected'],
  ): Promise<RequestedPlan> {
    const plan = await this.catalog.getPlan(planRef);
    if (!plan) {
      throw new InputError(
        `planRef: ${planRef} is not in the catalog, or is no response plan that can be read`,
      );
    }
    return {
      plan,
      knowledge: await gatherKnowledge(this.catalog, affected, [plan]),
    };
  }

  /** What a move needs to know of plans; nothing when it does not settle which plan is followed. */
  async knowledgeForMove(
    incident: IncidentRecord,
    to: IncidentStatus,
  ): Promise<PlanKnowledge | undefined> {
    const transition = findTransition(incident.status, to);
    if (!transition?.guards.includes('has-plan')) return undefined;
    return this.knowledgeFor(await this.store.getDetails(incident));
  }

  /** What the guards of an incident need to know of plans; nothing when that is settled, or not due yet. */
  async knowledgeFor({
    incident,
    affected,
    plans,
  }: IncidentDetails): Promise<PlanKnowledge | undefined> {
    const isSettled = plans.runs > 0 || plans.isDeclined;
    return incident.status === 'triage' && !isSettled
      ? gatherKnowledge(this.catalog, affected)
      : undefined;
  }

  /** Everything of the plans of an incident in one answer. */
  async describe(incident: IncidentRecord, now: Date): Promise<PlanRuns> {
    const details = await this.store.getDetails(incident);
    const { affected, plans, roles } = details;
    const [runs, noPlan, knowledge] = await Promise.all([
      this.store.plans.getRuns(incident.seq),
      this.store.plans.getDecision(incident.seq),
      gatherKnowledge(this.catalog, affected),
    ]);
    const present = await Promise.all(runs.map(run => this.#planNow(run)));
    const applied = new Set(runs.map(({ planRef }) => planRef));
    const selected = choosePlans(knowledge, incident, affected).filter(
      ({ planRef }) => !applied.has(planRef),
    );
    const tested = await this.store.plans.getLastTested(
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

  /** What the catalog has now; without an answer nothing is said to have changed. */
  async #planNow({
    planRef,
  }: PlanRunRecord): Promise<CataloguedPlan | undefined> {
    try {
      return await this.catalog.getPlan(planRef);
    } catch (error) {
      if (error instanceof ServiceUnavailableError) return undefined;
      throw error;
    }
  }
}
